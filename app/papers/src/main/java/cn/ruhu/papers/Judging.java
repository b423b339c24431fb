package cn.ruhu.papers;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.Pending;
import cn.ruhu.casefile.assess.TraceWords;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.papers.template.Fields;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Values of the papers that gather what was found and judged: the approval form (F06), the record
/// of an appraisal (F05) and the notices (N04 and the district's own, N04b; which of them show the
/// results of visit, appraisal and review: [#shows]). The whole means test counts, never income
/// alone; what nobody stated is 待确认.
final class Judging {
  private static final int SEATS = 8;

  /// where the names of items stand, by kind
  private static final Map<String, String> TABLES =
      Map.of("INCOME", "income", "ASSET", "asset", "EXPENSE", "expense");

  private Judging() {}

  private static String say(String key, Object... args) {
    return MessageFormat.format(Objects.requireNonNull(Form.WORDS.getProperty(key), key), args);
  }

  /// @param kind the notices tell of the opinion; the others read as they do
  static Fields fields(Paper kind, CaseFile file, PaperFacts facts) {
    Fields fields = Letters.fields(Paper.N04, file, facts);
    fields.put("results", shows(kind, file));
    CaseRecord app = file.application().orElseThrow();
    if (kind != Paper.N04 && kind != Paper.N04B) fields.put("community", app.text("community"));
    Assessment a = MeansTest.of(file, Column.ADOPTED, facts.date());
    fields.put("streetName", Form.label("street", app.text("street")));
    fields.put("visitResult", visit(file)).put("visitDay", day(visitAt(file)));
    fields.put("appraisal", appraisal(file)).put("verification", verification(file));
    fields.put("spotCheck", spotCheck(file)).put("posted", posted(file));
    fields.put("streetResult", streetResult(file, facts));
    fields.put("opinions", opinions(file)).put("decisions", decisions(file));
    fields.put("perCapita", perCapita(a)).put("pending", pending(a)).put("seats", seats());
    fields.put("findings", findings(file));
    return fields.put("counted", Integer.toString(a.facts().counted()));
  }

  /// Whether a notice shows what visit, appraisal and review came to: the district's own always,
  /// the street's under the rules of 2012 (220号 art 25, DOMAIN §0.2 C12). Later rules ask for name,
  /// number and amount, and nothing more is shown than is asked for.
  private static boolean shows(Paper kind, CaseFile file) {
    return kind == Paper.N04B || RuleSets.forCase(file).equals(RuleSets.CN_2012);
  }

  private static String perCapita(Assessment a) {
    return a.perCapitaMonthly().map(r -> Form.yuan(rounded(r))).orElse(say("unknown"));
  }

  /// For paper only: half up to the fen.
  private static String rounded(cn.ruhu.casefile.means.Ratio fen) {
    return Long.toString(fen.rounded(1, java.math.RoundingMode.HALF_UP));
  }

  private static String pending(Assessment a) {
    var names = new LinkedHashSet<String>();
    for (Pending p : a.pending())
      if (p.effect() != Pending.Effect.OTHER || p.what().startsWith("property."))
        names.add(TraceWords.reason(p.what(), true));
    return String.join(Objects.requireNonNull(Form.WORDS.getProperty("means.comma")), names);
  }

  private static Optional<Instant> visitAt(CaseFile file) {
    return file.finishedVisit().flatMap(v -> CaseFile.instant(v, "finishedAt"));
  }

  private static String visit(CaseFile file) {
    Optional<CaseRecord> v = file.finishedVisit();
    if (v.isEmpty()) return say("visit.none");
    long pair =
        Stream.of("investigatorA", "investigatorB").filter(f -> v.get().ref(f).isPresent()).count();
    return say(
        "visit.done",
        day(visitAt(file)),
        pair,
        Form.label("disposition", v.get().text("disposition")));
  }

  private static Optional<CaseRecord> newest(CaseFile file, GateKind kind) {
    return file.gateFacts(kind).stream().reduce((_, later) -> later);
  }

  private static String appraisal(CaseFile file) {
    return newest(file, GateKind.APPRAISAL_RECORD)
        .filter(f -> f.text("value").matches("[123]"))
        .map(f -> say("appraisal.said", day(f), say("appraisal." + f.text("value"))))
        .orElse(say("appraisal.none"));
  }

  private static String verification(CaseFile file) {
    Optional<CaseRecord> report = newest(file, GateKind.VERIFICATION_REPORT);
    if (report.isPresent()) return say("verification.report", report.get().text("value"));
    return newest(file, GateKind.VERIFICATION_NO_RECORD).isPresent()
        ? say("verification.none")
        : say("verification.open");
  }

  private static String spotCheck(CaseFile file) {
    return newest(file, GateKind.SPOT_CHECK_DONE)
        .map(f -> say("check.done", day(f)))
        .orElse(say("check.none"));
  }

  private static String posted(CaseFile file) {
    return newest(file, GateKind.NOTICE_POSTED)
        .map(f -> say("posted.said", day(f), f.text("value")))
        .orElse(say("posted.none"));
  }

  private static String streetResult(CaseFile file, PaperFacts facts) {
    return file.opinion(facts.subject().scheme())
        .map(o -> say(o.is("positive") ? "opinion.yes" : "opinion.no"))
        .orElse(say("unknown"));
  }

  /// What the city's report says otherwise than the household declared, with where it comes from.
  static List<Fields> findings(CaseFile file) {
    var rows = new ArrayList<Fields>();
    for (CaseRecord i : file.items()) {
      String found = i.text("registry");
      if (found.isEmpty() || found.equals(i.text("declared"))) continue;
      String table = TABLES.getOrDefault(i.text("kind"), "itemKind");
      String code = table.equals("itemKind") ? i.text("kind") : i.text("code");
      boolean known = CodeTables.table(table).has(code);
      Optional<CaseRecord> whose = i.ref("member").flatMap(file::record).flatMap(file::personOf);
      rows.add(
          new Fields()
              .put("no", Integer.toString(rows.size() + 1))
              .put("whose", whose.map(p -> p.text("name")).orElse(say("household")))
              .put("what", known ? CodeTables.label(table, code) : code)
              .put("declared", amount(i, i.text("declared")))
              .put("found", amount(i, found))
              .put("source", i.text("registryNote")));
    }
    return rows;
  }

  /// Yuan, or a count or words as the item is counted.
  private static String amount(CaseRecord item, String value) {
    boolean plain = Set.of("COUNT", "AREA", "CODE").contains(item.text("basis"));
    return plain || value.isEmpty() ? value : Form.yuan(value);
  }

  private static List<Fields> opinions(CaseFile file) {
    var rows = new ArrayList<Fields>();
    for (String scheme : file.judgedSchemes())
      file.opinion(scheme)
          .ifPresent(o ->
              rows.add(
                  row(o, say(o.is("positive") ? "opinion.yes" : "opinion.no"))
                      .put("reviewClass", o.text("reviewClass"))));
    return rows;
  }

  private static List<Fields> decisions(CaseFile file) {
    var rows = new ArrayList<Fields>();
    for (String scheme : file.judgedSchemes())
      file.decision(scheme)
          .ifPresent(d ->
              rows.add(
                  row(d, Form.label("outcome", d.text("outcome")))
                      .put("start", Form.month(d.text("startMonth")))));
    return rows;
  }

  private static Fields row(CaseRecord r, String outcome) {
    Optional<Fen> monthly = Texts.whole(r.text("monthlyFen")).map(Fen::new);
    String code = r.text("reasonCode");
    String ground = Form.label(code.startsWith("S") ? "stop" : "reject", code);
    String why = ground.isEmpty() ? r.text("reasonText") : ground + " " + r.text("reasonText");
    return new Fields()
        .put("schemeName", Form.label("scheme", r.text("scheme")))
        .put("outcome", outcome)
        .put("sum", monthly.map(Fen::grouped).orElse(""))
        .put("why", (why + " " + r.text("amountReason")).strip())
        .put("day", day(r));
  }

  private static String day(CaseRecord record) {
    return day(CaseFile.instant(record, "at"));
  }

  private static String day(Optional<Instant> at) {
    return at.map(t -> Form.date(t.atZone(Process.ZONE).toLocalDate())).orElse("");
  }

  /// Empty lines for those who come, two people a line.
  private static List<Fields> seats() {
    var rows = new ArrayList<Fields>();
    for (int i = 1; i <= SEATS; i++)
      rows.add(
          new Fields().put("left", Integer.toString(i)).put("right", Integer.toString(i + SEATS)));
    return rows;
  }
}
