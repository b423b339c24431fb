package cn.ruhu.casefile.record;

import java.util.ArrayList;
import java.util.List;

/// One field of a record type.
///
/// @param name field name in records and messages
/// @param kind what its text means
/// @param table code table for [FieldKind#CODE] and [FieldKind#CODES], else empty
/// @param group fields of one merge group are merged or disputed together
/// @param sensitivity class of personal data
/// @param required whether a record without it is refused
public record FieldSpec(
    String name,
    FieldKind kind,
    String table,
    String group,
    Sensitivity sensitivity,
    boolean required) {
  /// One line of a type's spec text ([RecordType]).
  static FieldSpec parse(String line) {
    boolean required = line.endsWith("!");
    var words =
        new ArrayList<>(
            List.of(
                (required ? line.substring(0, line.length() - 1) : line).strip().split(" +", -1)));
    String name = words.get(0);
    String[] kind = words.get(1).split(":", -1);
    Sensitivity s = Sensitivity.S1;
    String group = name;
    if (words.size() > 2) {
      String w = words.get(2);
      if (w.equals("S1") || w.equals("S2") || w.equals("S3")) s = Sensitivity.valueOf(w);
      else if (!w.equals(".")) group = w;
    }
    if (words.size() > 3 && !words.get(3).equals(".")) group = words.get(3);
    return new FieldSpec(
        name, FieldKind.valueOf(kind[0]), kind.length > 1 ? kind[1] : "", group, s, required);
  }
}
