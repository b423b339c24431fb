package cn.ruhu.casefile.change;

import cn.ruhu.casefile.BankAccount;
import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.Typed;
import cn.ruhu.casefile.means.Counted;
import cn.ruhu.casefile.means.Rulings;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A report as it is being typed: by field, amounts in yuan as they were typed, whatever they are
/// worth. Immutable.
///
/// @param typed text by field of CHANGE_REPORT; `evidence` holds the papers seen, between commas
public record ChangeDraft(ChangeKind kind, Map<String, String> typed) {
  public ChangeDraft {
    typed = Map.copyOf(typed);
  }

  /// Without what was typed.
  @Override
  public String toString() {
    return "ChangeDraft[" + kind + ", " + typed.size() + " fields]";
  }

  /// What stands in a field, without spaces around; empty for nothing.
  public String text(String field) {
    return typed.getOrDefault(field, "").strip();
  }

  Optional<LocalDate> day() {
    return Texts.date(text("happenedOn"));
  }

  Optional<IdNumber> number(LocalDate today) {
    return IdNumber.parse(text("personNumber"), today).toOptional();
  }

  /// The draft with what an identity number says of a newcomer, where nothing else was typed.
  public ChangeDraft completed(LocalDate today) {
    if (!kind.joins() || number(today).isEmpty()) return this;
    IdNumber n = number(today).get();
    var now = new TreeMap<>(typed);
    if (text("personSex").isEmpty() && !n.sex().code().equals("9"))
      now.put("personSex", n.sex().code());
    if (kind == ChangeKind.BIRTH && text("happenedOn").isEmpty())
      now.put("happenedOn", n.birthDate().toString());
    return new ChangeDraft(kind, now);
  }

  /// The report as a record, made as TOLD. What stood in the file before goes into it.
  ///
  /// @param id of the new record
  /// @param number printed on the receipt
  /// @param by who took it in
  public CaseRecord report(CaseFile file, UUID id, String number, UUID by, Instant at) {
    CaseRecord app = file.application().orElseThrow();
    LocalDate today = at.atZone(cn.ruhu.casefile.process.Process.ZONE).toLocalDate();
    CaseRecord r =
        CaseRecord.of(RecordType.CHANGE_REPORT, id, app.scope(), app.id(), Map.of())
            .with("application", app.id().toString())
            .with("number", number)
            .with("kind", kind.name())
            .with("reportedAt", at.truncatedTo(ChronoUnit.MILLIS).toString())
            .with("by", by.toString())
            .with("reporter", text("reporter"))
            .with("evidence", text("evidence"))
            .with("state", ChangeState.TOLD.name());
    ChangeDraft full = completed(today);
    for (Asked a : kind.asked()) r = r.with(a.field(), full.stored(a.field(), today));
    if (kind == ChangeKind.BIRTH || kind == ChangeKind.MARRIED_IN)
      r = r.with("personSex", full.text("personSex"));
    return before(file, r);
  }

  private String stored(String field, LocalDate today) {
    String text = text(field);
    return switch (field) {
      case "newFen" -> Fen.parse(text).toOptional().map(f -> Long.toString(f.value())).orElse("");
      case "personNumber" -> number(today).map(IdNumber::text).orElse(text);
      case "bankAccount" -> BankAccount.plain(text);
      case "newText" -> kind == ChangeKind.PHONE ? Typed.narrow(text) : text;
      default -> text;
    };
  }

  /// The values that are about to be replaced, and whom a report is about, so that it can be read
  /// alone.
  private CaseRecord before(CaseFile file, CaseRecord report) {
    CaseRecord app = file.application().orElseThrow();
    CaseRecord r = report;
    Optional<CaseRecord> member = People.member(file, text("member"));
    if (member.isPresent())
      r =
          r.with("personName", People.name(file, member.get()))
              .with("personNumber", People.number(file, member.get()))
              .with("relation", member.get().text("relation"));
    return switch (kind) {
      case PHONE -> r.with("oldText", app.text("phone"));
      case ADDRESS ->
          r.with("oldText", text("newText").isEmpty() ? "" : app.text("residenceAddress"))
              .with(
                  "oldDelivery", text("newDelivery").isEmpty() ? "" : app.text("deliveryAddress"));
      case STREET -> r.with("oldText", app.text("residenceAddress"));
      case BANK ->
          r.with(
              "oldBank",
              Stream.of("bankName", "bankHolder", "bankAccount")
                  .map(app::text)
                  .filter(t -> !t.isEmpty())
                  .collect(Collectors.joining(" ")));
      case INCOME -> r.with("oldFen", income(file));
      case HEAD -> r.with("oldText", file.applicant().map(p -> p.text("name")).orElse(""));
      case BIRTH, MARRIED_IN, DEATH, MOVED_OUT, PROPERTY, HEALTH, EXIT, OTHER -> r;
    };
  }

  /// What the file says comes in a month for the member: adopted, else verified, else declared.
  private String income(CaseFile file) {
    Optional<UUID> member = Texts.uuid(text("member"));
    long sum = 0;
    boolean any = false;
    for (CaseRecord i : file.items("INCOME")) {
      if (!i.ref("member").equals(member) || !i.text("basis").equals("MONTHLY")) continue;
      if (Counted.otherwise(i)) continue; // found to be no month's
      Optional<Long> fen =
          Stream.of(Rulings.value(i).orElse(""), i.text("verified"), i.text("declared"))
              .filter(t -> !t.isEmpty())
              .findFirst()
              .flatMap(Texts::whole);
      any |= fen.isPresent();
      sum = Math.addExact(sum, fen.orElse(0L));
    }
    return any ? Long.toString(sum) : "";
  }
}
