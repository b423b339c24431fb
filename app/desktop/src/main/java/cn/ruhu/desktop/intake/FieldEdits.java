package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Amounts;
import cn.ruhu.desktop.work.Provenance;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What a text left in a field does to its record: provenance of a person's fields, what follows
/// from a number, amounts that are none yet. Window thread only.
final class FieldEdits {
  private static final Set<String> ITEM_AMOUNTS = Set.of("declared");

  private final LocalDate today;

  FieldEdits(LocalDate today) {
    this.today = today;
  }

  /// Writes the text into the working copy, as a value or as typed text.
  void leave(WorkingCopy copy, CaseRecord record, String field, String text) {
    if (amount(record, field)) leaveAmount(copy, record.id(), field, text);
    else if (record.type() == RecordType.PERSON)
      copy.put(Provenance.left(record, field, text, today));
    else copy.set(record.id(), field, text);
    if (record.type() == RecordType.ITEM && field.equals("code")) asset(copy, record.id(), text);
  }

  /// Something to look at again that is no problem: an income far above what people earn.
  static Optional<Message> doubt(WorkingCopy copy, UUID record, String field) {
    boolean income = copy.text(record, "kind").equals("INCOME");
    return income && field.equals("declared") && Amounts.unusual(copy.text(record, field))
        ? Optional.of(Message.of("intake.unusual"))
        : Optional.empty();
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
}
