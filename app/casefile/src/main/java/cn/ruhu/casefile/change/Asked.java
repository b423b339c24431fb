package cn.ruhu.casefile.change;

/// One field of a report a kind asks for. Immutable.
///
/// @param field name in [cn.ruhu.casefile.record.RecordType#CHANGE_REPORT]
/// @param required whether a report without it is not taken
public record Asked(String field, boolean required) {
  /// The fields of a line, `name!` for a required one.
  static java.util.List<Asked> of(String line) {
    return java.util.Arrays.stream(line.split(" ", -1))
        .map(w ->
            w.endsWith("!") ? new Asked(w.substring(0, w.length() - 1), true) : new Asked(w, false))
        .toList();
  }
}
