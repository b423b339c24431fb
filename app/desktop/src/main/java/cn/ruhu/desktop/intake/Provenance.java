package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where each field of a person came from (DEVICES §1.9): `PERSON.sources` and `PERSON.chipValues`
/// hold `field=value` pairs between semicolons; `%`, `=` and `;` of a value are escaped.
final class Provenance {
  static final String CHIP = "CHIP";
  static final String MANUAL = "MANUAL";

  private Provenance() {}

  static Map<String, String> read(String stored) {
    var all = new TreeMap<String, String>();
    for (String pair : stored.split(";", -1)) {
      int at = pair.indexOf('=');
      if (at > 0) all.put(pair.substring(0, at), unescape(pair.substring(at + 1)));
    }
    return all;
  }

  static String write(Map<String, String> pairs) {
    return new TreeMap<>(pairs)
        .entrySet().stream()
            .map(e -> e.getKey() + "=" + escape(e.getValue()))
            .collect(Collectors.joining(";"));
  }

  private static String escape(String value) {
    return value.replace("%", "%25").replace(";", "%3B").replace("=", "%3D");
  }

  private static String unescape(String value) {
    return value.replace("%3D", "=").replace("%3B", ";").replace("%25", "%");
  }

  /// Where one field of a person came from; empty when nobody noted it.
  static String of(CaseRecord person, String field) {
    return read(person.text("sources")).getOrDefault(field, "");
  }

  /// The person with a field read from a chip.
  static CaseRecord fromChip(CaseRecord person, String field, String value) {
    var chips = read(person.text("chipValues"));
    chips.remove(field);
    return person
        .with(field, value)
        .with("sources", noted(person, field, CHIP))
        .with("chipValues", write(chips));
  }

  /// The person with a field a clerk typed: a chip's value is kept beside it, and typing the chip's
  /// value again makes it the chip's once more.
  static CaseRecord byHand(CaseRecord person, String field, String value) {
    String before = person.text(field);
    if (before.equals(value)) return person;
    var chips = read(person.text("chipValues"));
    if (value.equals(chips.get(field))) return fromChip(person, field, value);
    if (of(person, field).equals(CHIP)) chips.put(field, before);
    return person
        .with(field, value)
        .with("sources", noted(person, field, MANUAL))
        .with("chipValues", write(chips));
  }

  private static String noted(CaseRecord person, String field, String from) {
    var all = read(person.text("sources"));
    all.put(field, from);
    return write(all);
  }
}
