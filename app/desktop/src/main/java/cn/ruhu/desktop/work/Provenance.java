package cn.ruhu.desktop.work;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.record.CaseRecord;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where each field of a person came from (DEVICES §1.9): `PERSON.sources` and `PERSON.chipValues`
/// hold `field=value` pairs between semicolons; `%`, `=` and `;` of a value are escaped.
public final class Provenance {
  /// read from a card's chip
  public static final String CHIP = "CHIP";

  /// said by a vendor's service that reads cards; the chip's own bytes are not at hand
  public static final String VENDOR_API = "VENDOR_API";

  /// typed by a person
  public static final String MANUAL = "MANUAL";

  /// Fields of a person that a chip can fill, so that a correction by hand is noted as one.
  private static final Set<String> CHIP_FIELDS =
      Set.of(
          "name",
          "nameEnglish",
          "idNumber",
          "sex",
          "birthDate",
          "ethnicity",
          "nationality",
          "registeredAddress",
          "issuer",
          "validFrom",
          "validTo");

  /// behind a field's name in `chipValues`: the value beside it was a service's word
  private static final String BY_SERVICE = ".service";

  private Provenance() {}

  /// The pairs of a stored text.
  public static Map<String, String> read(String stored) {
    var all = new TreeMap<String, String>();
    for (String pair : stored.split(";", -1)) {
      int at = pair.indexOf('=');
      if (at > 0) all.put(pair.substring(0, at), unescape(pair.substring(at + 1)));
    }
    return all;
  }

  /// Pairs as they are stored.
  public static String write(Map<String, String> pairs) {
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
  public static String of(CaseRecord person, String field) {
    return read(person.text("sources")).getOrDefault(field, "");
  }

  /// The person with a field read from a card.
  ///
  /// @param origin [#CHIP] or [#VENDOR_API]
  public static CaseRecord fromCard(CaseRecord person, String field, String value, String origin) {
    var chips = read(person.text("chipValues"));
    chips.remove(field);
    chips.remove(field + BY_SERVICE);
    return person
        .with(field, value)
        .with("sources", sources(person, field, origin))
        .with("chipValues", write(chips));
  }

  /// The person with a field a clerk typed: a chip's value is kept beside it, and typing the chip's
  /// value again makes it the chip's once more.
  public static CaseRecord byHand(CaseRecord person, String field, String value) {
    String before = person.text(field);
    if (before.equals(value)) return person;
    var chips = read(person.text("chipValues"));
    if (value.equals(chips.get(field))) {
      boolean service = chips.containsKey(field + BY_SERVICE);
      return fromCard(person, field, value, service ? VENDOR_API : CHIP);
    }
    String from = of(person, field);
    if (from.equals(CHIP) || from.equals(VENDOR_API)) chips.put(field, before);
    if (from.equals(VENDOR_API)) chips.put(field + BY_SERVICE, "1");
    return person
        .with(field, value)
        .with("sources", sources(person, field, MANUAL))
        .with("chipValues", write(chips));
  }

  /// The person with a value of a hand, noted where a chip could have filled it.
  public static CaseRecord noted(CaseRecord person, String field, String value) {
    return CHIP_FIELDS.contains(field) ? byHand(person, field, value) : person.with(field, value);
  }

  /// The person with a text left in a field: noted where a chip could have filled it, and with what
  /// follows from a number.
  public static CaseRecord left(CaseRecord person, String field, String text, LocalDate today) {
    if (!field.equals("idNumber")) return noted(person, field, text);
    Optional<IdNumber> number = number(text, today);
    CaseRecord now = byHand(person, field, number.map(IdNumber::text).orElse(text));
    return number.isPresent()
        ? derived(now, number(person.text("idNumber"), today), number.get())
        : now;
  }

  private static Optional<IdNumber> number(String text, LocalDate today) {
    return IdNumber.parse(text, today).toOptional();
  }

  /// Birth and sex follow the number while nobody else has said them.
  private static CaseRecord derived(CaseRecord person, Optional<IdNumber> before, IdNumber number) {
    CaseRecord now = person.with("idKind", number.kind().code());
    String birth = now.text("birthDate");
    if (birth.isEmpty() || before.map(n -> n.birthDate().toString()).equals(Optional.of(birth)))
      now = byHand(now, "birthDate", number.birthDate().toString());
    String sex = now.text("sex");
    if (sex.isEmpty() || before.map(n -> n.sex().code()).equals(Optional.of(sex)))
      now = byHand(now, "sex", number.sex().code());
    return now;
  }

  private static String sources(CaseRecord person, String field, String from) {
    var all = read(person.text("sources"));
    all.put(field, from);
    return write(all);
  }
}
