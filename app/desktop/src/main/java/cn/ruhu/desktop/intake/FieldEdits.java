package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What a text left in a field does to its record: provenance of a person's fields, what follows
/// from a number, amounts that are none yet. Window thread only.
final class FieldEdits {
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

  private static final Set<String> ITEM_AMOUNTS = Set.of("declared");

  private final LocalDate today;

  FieldEdits(LocalDate today) {
    this.today = today;
  }

  /// Writes the text into the working copy, as a value or as typed text.
  void leave(WorkingCopy copy, CaseRecord record, String field, String text) {
    if (amount(record, field)) leaveAmount(copy, record.id(), field, text);
    else if (record.type() == RecordType.PERSON) leavePerson(copy, record, field, text);
    else copy.set(record.id(), field, text);
    if (record.type() == RecordType.ITEM && field.equals("code")) asset(copy, record.id(), text);
  }

  /// Whether a field holds an amount of money.
  static boolean amount(CaseRecord r, String field) {
    if (r.type() == RecordType.ITEM && ITEM_AMOUNTS.contains(field))
      return !r.text("basis").equals("COUNT");
    return r.type().field(field).filter(f -> f.kind() == FieldKind.FEN).isPresent();
  }

  /// Vehicles and machines are counted, everything else is an amount.
  private static void asset(WorkingCopy copy, UUID record, String code) {
    if (!copy.text(record, "kind").equals("ASSET")) return;
    String extra = CodeTables.table("asset").entry(code).map(CodeEntry::extra).orElse("");
    copy.set(
        record,
        "basis",
        switch (extra) {
          case "COUNT" -> "COUNT";
          case "TEXT" -> "";
          default -> "AMOUNT";
        });
  }

  private static void leaveAmount(WorkingCopy copy, UUID record, String field, String text) {
    Optional<String> fen = Amounts.stored(text);
    copy.set(record, field, fen.orElse(""));
    copy.type(record, field, fen.isPresent() ? "" : text);
  }

  private void leavePerson(WorkingCopy copy, CaseRecord person, String field, String text) {
    if (!field.equals("idNumber")) {
      copy.put(
          CHIP_FIELDS.contains(field)
              ? Provenance.byHand(person, field, text)
              : person.with(field, text));
      return;
    }
    Optional<IdNumber> number = IdNumber.parse(text, today).toOptional();
    CaseRecord now = Provenance.byHand(person, field, number.map(IdNumber::text).orElse(text));
    if (number.isPresent()) now = derived(now, before(person), number.get());
    copy.put(now);
  }

  private Optional<IdNumber> before(CaseRecord person) {
    return IdNumber.parse(person.text("idNumber"), today).toOptional();
  }

  /// Birth and sex follow the number while nobody else has said them.
  private static CaseRecord derived(CaseRecord person, Optional<IdNumber> before, IdNumber number) {
    CaseRecord now = person.with("idKind", number.kind().code());
    String birth = now.text("birthDate");
    if (birth.isEmpty() || before.map(n -> n.birthDate().toString()).equals(Optional.of(birth)))
      now = Provenance.byHand(now, "birthDate", number.birthDate().toString());
    String sex = now.text("sex");
    if (sex.isEmpty() || before.map(n -> n.sex().code()).equals(Optional.of(sex)))
      now = Provenance.byHand(now, "sex", number.sex().code());
    return now;
  }
}
