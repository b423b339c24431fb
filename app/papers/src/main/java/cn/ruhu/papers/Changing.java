package cn.ruhu.papers;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.process.GradualExit;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.process.Payments;
import cn.ruhu.casefile.process.Stops;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.papers.Rendered.Refused;
import cn.ruhu.papers.template.Fields;
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
    List<Fields> exit = rows(decision.map(GradualExit::read).orElse(List.of()));
    fields
        .put("exit", exit)
        .put("steps", rows(decision.map(Changing::steps).orElse(List.of())))
        .put("change", Form.WORDS.getProperty("change." + change, ""))
        .put("before", before.map(Fen::grouped).orElse(""))
        .put("beforeWords", before.map(Fen::capital).orElse(""))
        .put("stays", paid || (change.equals("GRADUAL_EXIT") && exit.isEmpty()))
        .put("suspended", change.equals("SUSPENDED"))
        .put("ground", code.isEmpty() ? "" : ground)
        .put("groundName", code.isEmpty() ? "" : Form.label("stop", ground));
  }

  /// 补发: months that were paid by an older amount although the new one holds for them already, as
  /// when a standard was announced late (DOMAIN §5.5). The month of the decision is paid by the new
  /// amount. Where the older amount changed in between, each month is set against its own.
  private static void backPay(Fields fields, CaseFile file, Optional<CaseRecord> decision) {
    List<Payments.Lacking> owed = decision.map(d -> Payments.owed(file, d)).orElse(List.of());
    for (String f :
        List.of("backFrom", "backUntil", "backMonths", "backEach", "backPay", "backPayWords"))
      fields.put(f, "");
    if (owed.isEmpty()) return;
    Fen each = owed.getFirst().by();
    boolean alike = owed.stream().allMatch(o -> o.by().equals(each));
    Fen sum = Fen.sum(owed.stream().map(Payments.Lacking::by).toList());
    fields
        .put("backFrom", Form.month(owed.getFirst().month().toString()))
        .put("backUntil", Form.month(owed.getLast().month().toString()))
        .put("backMonths", Integer.toString(owed.size()))
        .put("backEach", alike ? each.grouped() : "")
        .put("backPay", sum.grouped())
        .put("backPayWords", sum.capital());
  }

  /// 渐退: what is paid month by month, and after which month nothing is. Months before the last of
  /// several new standards, each by its own.
  private static List<GradualExit.Paid> steps(CaseRecord decision) {
    return decision.text("outcome").equals("APPROVED") ? GradualExit.months(decision) : List.of();
  }

  private static List<Fields> rows(List<GradualExit.Paid> months) {
    var rows = new ArrayList<Fields>();
    for (GradualExit.Paid p : months)
      rows.add(
          new Fields()
              .put("month", Form.month(p.month().toString()))
              .put("sum", p.amount().grouped())
              .put("sumWords", p.amount().capital())
              .put("lastMonth", rows.size() == months.size() - 1));
    return rows;
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
