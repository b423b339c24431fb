package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Amounts;
import cn.ruhu.desktop.work.Provenance;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// What a text left in a field does to its record: provenance of a person's fields, what follows
/// from a number or a code, amounts that are none yet. Window thread only.
final class FieldEdits {
  private static final Set<String> MONEY =
      Set.of("MONTHLY", "IRREGULAR", "YEARLY", "ONE_OFF", "AMOUNT");

  /// expenditure the form asks for as the sum of twelve months
  private static final Set<String> YEARLY = Set.of("E08", "E10");

  private final LocalDate today;

  FieldEdits(LocalDate today) {
    this.today = today;
  }

  /// Writes the text into the working copy, as a value or as typed text.
  void leave(WorkingCopy copy, CaseRecord record, String field, String text) {
    if (amount(record, field)) leaveAmount(copy, record.id(), field, text);
    else if (area(record, field)) leaveArea(copy, record.id(), field, text);
    else if (record.type() == RecordType.PERSON)
      copy.put(Provenance.left(record, field, text, today));
    else copy.set(record.id(), field, text);
    Copied.confirm(copy, record.id(), Set.of(field));
    if (record.type() == RecordType.ITEM) follow(copy, record, field, text);
    else Follows.left(copy, record, field, today);
  }

  private static void follow(WorkingCopy copy, CaseRecord item, String field, String text) {
    if (field.equals("code")) coded(copy, item, text);
    if (field.equals("declared") && copy.text(item.id(), "basis").equals("IRREGULAR"))
      copy.set(item.id(), "monthly", "");
    // the twelve amounts are the line's value only while it is counted as their sum
    if (field.equals("basis") && !text.equals("IRREGULAR")) copy.set(item.id(), "monthly", "");
    if (field.equals("basis") && !Months.monthly(text)) Months.forget(copy, item.id());
    if (field.equals("totalFen") || field.equals("reimbursedFen")) bill(copy, item);
    if (item.text("kind").equals("BENEFIT")) benefits(copy);
  }

  /// What the household pays of a bill follows from total and reimbursement while nobody has said
  /// another sum.
  private static void bill(WorkingCopy copy, CaseRecord before) {
    Optional<String> was = paid(before);
    String declared = before.text("declared");
    if (!declared.isEmpty() && !was.equals(Optional.of(declared))) return;
    copy.get(before.id())
        .flatMap(FieldEdits::paid)
        .ifPresent(v -> copy.set(before.id(), "declared", v));
  }

  private static Optional<String> paid(CaseRecord bill) {
    Optional<Long> total = Texts.whole(bill.text("totalFen"));
    Optional<Long> back = Texts.whole(bill.get("reimbursedFen").orElse("0"));
    if (total.isEmpty() || back.isEmpty() || back.get() > total.get()) return Optional.empty();
    return Optional.of(Long.toString(total.get() - back.get()));
  }

  /// A member's benefits are those of the lines: the visit and the rules read the member.
  static void benefits(WorkingCopy copy) {
    for (CaseRecord m : copy.file().members()) {
      var codes = new TreeSet<String>();
      for (CaseRecord i : copy.file().items("BENEFIT"))
        if (i.text("member").equals(m.id().toString()) && !i.text("code").isEmpty())
          codes.add(i.text("code"));
      if (codes.isEmpty() && CaseFile.codes(m, "benefits").equals(List.of("00"))) continue;
      copy.set(m.id(), "benefits", String.join(",", codes));
    }
  }

  /// Whether a field holds an amount of money.
  static boolean amount(CaseRecord r, String field) {
    if (r.type() == RecordType.ITEM && field.equals("declared"))
      return MONEY.contains(r.text("basis")) || r.text("kind").equals("INCOME");
    return r.type().field(field).filter(f -> f.kind() == FieldKind.FEN).isPresent();
  }

  /// Whether a field holds an area: tenths of a square metre.
  static boolean area(CaseRecord r, String field) {
    return r.type() == RecordType.ITEM
        && field.equals("declared")
        && r.text("basis").equals("AREA");
  }

  /// A stored value as its field shows it.
  static String shown(CaseRecord r, String field, String value) {
    if (amount(r, field)) return Amounts.shown(value);
    if (!area(r, field) || !value.matches("[0-9]{1,9}")) return value;
    return BigDecimal.valueOf(Long.parseLong(value), 1).stripTrailingZeros().toPlainString();
  }

  /// What is wrong with a text typed as an amount or an area; empty for another field.
  static Optional<Message> figure(CaseRecord r, String field, String text) {
    if (area(r, field) && !text.isBlank() && tenths(text).isEmpty())
      return Optional.of(Message.of("intake.area.wrong"));
    boolean month = field.startsWith(Months.TYPED);
    return amount(r, field) || month ? Amounts.problem(text) : Optional.empty();
  }

  /// A new code says how its line is counted: vehicles in pieces, bills by the year, the rest as
  /// the table of its kind says.
  private static void coded(WorkingCopy copy, CaseRecord before, String code) {
    String kind = before.text("kind");
    if (kind.equals("EXPENSE") && YEARLY.contains(code)) copy.set(before.id(), "basis", "YEARLY");
    if (!kind.equals("ASSET")) return;
    String basis =
        switch (extra("asset", code)) {
          case "COUNT" -> "COUNT";
          case "TEXT" -> "";
          default -> "AMOUNT";
        };
    copy.set(before.id(), "basis", basis);
    if (!basis.equals(before.text("basis"))) said(copy, before);
  }

  /// What was typed for another code is what was typed for the new one: pieces do not become fen.
  private static void said(WorkingCopy copy, CaseRecord before) {
    String typed = copy.typed(before.id(), "declared");
    String value = before.text("declared");
    String text = typed.isEmpty() ? value : typed;
    if (typed.isEmpty() && amount(before, "declared"))
      text = Amounts.shown(value).replace(",", "").replaceFirst("\\.00$", "");
    if (amount(copy.get(before.id()).orElseThrow(), "declared")) {
      leaveAmount(copy, before.id(), "declared", text);
      return;
    }
    copy.set(before.id(), "declared", text);
    copy.type(before.id(), "declared", "");
  }

  /// How the table of codes counts a code.
  static String extra(String table, String code) {
    return CodeTables.table(table).entry(code).map(CodeEntry::extra).orElse("");
  }

  private static void leaveAmount(WorkingCopy copy, UUID record, String field, String text) {
    Optional<String> fen = Amounts.stored(text);
    copy.set(record, field, fen.orElse(""));
    copy.type(record, field, fen.isPresent() ? "" : text);
  }

  private static void leaveArea(WorkingCopy copy, UUID record, String field, String text) {
    Optional<String> tenths = text.isBlank() ? Optional.of("") : tenths(text);
    copy.set(record, field, tenths.orElse(""));
    copy.type(record, field, tenths.isPresent() ? "" : text);
  }

  private static Optional<String> tenths(String text) {
    String plain = text.strip().replace('\uFF0E', '.');
    return plain.matches("[0-9]{1,5}(\\.[0-9]{1,2})?")
        ? Optional.of(
            new BigDecimal(plain)
                .movePointRight(1)
                .setScale(0, java.math.RoundingMode.HALF_UP)
                .toPlainString())
        : Optional.empty();
  }
}
