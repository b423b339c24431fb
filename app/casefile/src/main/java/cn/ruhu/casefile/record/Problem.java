package cn.ruhu.casefile.record;

import java.util.List;

/// What is wrong with one field. The words stand in the bundles under the code.
///
/// @param type record type
/// @param field field name
/// @param code stable, e.g. `REQUIRED`, `ID_CHECK_DIGIT`, `NAME_TOO_LONG`
/// @param args limits or codes for the words; never the value itself
public record Problem(RecordType type, String field, String code, List<String> args) {
  /// Code of the one finding that is no refusal: a field this program does not know is kept as it
  /// is.
  public static final String KEPT = "FIELD_KEPT";

  public Problem {
    args = List.copyOf(args);
  }

  /// Whether the record is to be refused for it.
  public boolean refuses() {
    return !code.equals(KEPT);
  }
}
