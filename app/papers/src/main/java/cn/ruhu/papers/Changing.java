package cn.ruhu.papers;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stops;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.papers.Rendered.Refused;
import cn.ruhu.papers.template.Fields;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Values of the letter about aid that is raised, lowered, suspended or stopped (N07, DOMAIN §2.5):
/// old and new, from which month, why. It is about one decision, named by the subject's note, and
/// stays the same paper when another decision follows.
final class Changing {
  private Changing() {}

  /// The decision a letter is about.
  static Optional<CaseRecord> decision(CaseFile file, PaperFacts.Subject subject) {
    return Texts.uuid(subject.note())
        .flatMap(file::record)
        .filter(r -> r.type() == RecordType.DECISION)
        .filter(d -> d.text("scheme").equals(subject.scheme()));
  }

  static Optional<Refused> refusal(CaseFile file, PaperFacts.Subject subject) {
    Optional<CaseRecord> decision = decision(file, subject);
    if (decision.isEmpty()) return Optional.of(new Refused("DECISION_MISSING", subject.scheme()));
    for (String field : new String[] {"startMonth", "reasonText"})
      if (decision.get().text(field).isBlank())
        return Optional.of(new Refused("FIELD_MISSING", field));
    return Optional.empty();
  }

  /// What became of the aid: how it was, how it is, and the ground of table `stop`.
  static void put(Fields fields, CaseFile file, Optional<CaseRecord> decision) {
    Optional<CaseRecord> was = decision.flatMap(d -> Letter.before(file, d));
    Optional<Fen> before = was.flatMap(Changing::monthly);
    Optional<Fen> after = decision.flatMap(Changing::monthly);
    String change = decision.map(d -> change(d, was, before, after)).orElse("");
    boolean paid = change.equals("MORE") || change.equals("LESS") || change.equals("RESUMED");
    String code = decision.map(d -> d.text("reasonCode")).orElse("");
    String ground = code.startsWith("R") ? Stops.ground(code) : code;
    backPay(fields, file, decision);
    fields
        .put("change", Form.WORDS.getProperty("change." + change, ""))
        .put("before", before.map(Fen::grouped).orElse(""))
        .put("beforeWords", before.map(Fen::capital).orElse(""))
        .put("stays", paid || change.equals("GRADUAL_EXIT"))
        .put("suspended", change.equals("SUSPENDED"))
        .put("ground", code.isEmpty() ? "" : ground)
        .put("groundName", code.isEmpty() ? "" : Form.label("stop", ground));
  }

  /// A month that was paid by less than holds for it now.
  private record Lacking(YearMonth month, Fen by) {}

  /// 补发: months that were paid by an older amount although the new one holds for them already, as
  /// when a standard was announced late (DOMAIN §5.5). The month of the decision is paid by the new
  /// amount. Where the older amount changed in between, each month is set against its own.
  private static void backPay(Fields fields, CaseFile file, Optional<CaseRecord> decision) {
    List<Lacking> owed = decision.map(d -> owed(file, d)).orElse(List.of());
    for (String f :
        List.of("backFrom", "backUntil", "backMonths", "backEach", "backPay", "backPayWords"))
      fields.put(f, "");
    if (owed.isEmpty()) return;
    Fen each = owed.getFirst().by();
    boolean alike = owed.stream().allMatch(o -> o.by().equals(each));
    Fen sum = Fen.sum(owed.stream().map(Lacking::by).toList());
    fields
        .put("backFrom", Form.month(owed.getFirst().month().toString()))
        .put("backUntil", Form.month(owed.getLast().month().toString()))
        .put("backMonths", Integer.toString(owed.size()))
        .put("backEach", alike ? each.grouped() : "")
        .put("backPay", sum.grouped())
        .put("backPayWords", sum.capital());
  }

  /// Nothing where a month was not paid by a decision that granted: a letter binds, and what is due
  /// for such a month a person works out.
  private static List<Lacking> owed(CaseFile file, CaseRecord decision) {
    Optional<YearMonth> from = Texts.month(decision.text("startMonth"));
    Optional<YearMonth> paid = decided(decision);
    Optional<Fen> after = monthly(decision);
    boolean granted = decision.text("outcome").equals("APPROVED");
    if (!granted || from.isEmpty() || paid.isEmpty() || after.isEmpty()) return List.of();
    var months = new ArrayList<Lacking>();
    for (YearMonth m = from.get(); m.isBefore(paid.get()); m = m.plusMonths(1)) {
      Optional<Fen> held = held(file, decision, m);
      if (held.isEmpty()) return List.of();
      Fen by = after.get().minus(held.get());
      if (by.value() > 0) months.add(new Lacking(m, by));
    }
    return months;
  }

  /// What was paid for a month before this decision; empty where nothing was granted for it.
  private static Optional<Fen> held(CaseFile file, CaseRecord decision, YearMonth month) {
    Instant until = CaseFile.instant(decision, "at").orElse(Instant.MIN);
    return file.decisions().stream()
        .filter(d -> d.text("scheme").equals(decision.text("scheme")))
        .filter(d -> CaseFile.instant(d, "at").filter(until::isAfter).isPresent())
        .filter(d ->
            Texts.month(d.text("startMonth"))
                .or(() -> decided(d))
                .filter(m -> !m.isAfter(month))
                .isPresent())
        .reduce((_, later) -> later)
        .filter(d -> d.text("outcome").equals("APPROVED"))
        .flatMap(Changing::monthly);
  }

  private static Optional<YearMonth> decided(CaseRecord decision) {
    return CaseFile.instant(decision, "at").map(at -> YearMonth.from(at.atZone(Process.ZONE)));
  }

  private static Optional<Fen> monthly(CaseRecord decision) {
    return Texts.whole(decision.text("monthlyFen")).map(Fen::new);
  }

  private static String change(
      CaseRecord decision, Optional<CaseRecord> was, Optional<Fen> before, Optional<Fen> after) {
    String outcome = decision.text("outcome");
    if (outcome.equals("REJECTED")) return "TERMINATED";
    if (!outcome.equals("APPROVED")) return outcome;
    if (was.filter(w -> w.text("outcome").equals("SUSPENDED")).isPresent()) return "RESUMED";
    long old = before.map(Fen::value).orElse(0L);
    return after.map(Fen::value).orElse(0L) >= old ? "MORE" : "LESS";
  }
}
