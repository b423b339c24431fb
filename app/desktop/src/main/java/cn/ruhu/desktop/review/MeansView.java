package cn.ruhu.desktop.review;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.assess.Outcome;
import cn.ruhu.casefile.assess.Pending;
import cn.ruhu.casefile.assess.PropertyTest;
import cn.ruhu.casefile.assess.Replay;
import cn.ruhu.casefile.assess.TraceLine;
import cn.ruhu.casefile.assess.TraceWords;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;

/// 测算: what the figures say of every scheme, who counts and by which clause, every step of the
/// income and of the property tests, what is 待确认, and the standards of the day. Advice; a person
/// decides.
final class MeansView {
  /// schemes that are judged by figures, in the order they are looked at
  private static final List<String> JUDGED = List.of("TK", "DB", "DS", "SN", "YB", "GX");

  private static final Set<String> LEFT_OUT =
      Set.of("COUNTS", "COUNTS_NOT", "PEOPLE", "MONEY_LINE", "VEHICLE_LINE");

  private final Kit kit;
  private final MeansSteps steps;
  private final MemberCard member;
  private final Sections sections = new Sections();

  MeansView(Kit kit, CaseViewModel model) {
    this.kit = kit;
    this.member = new MemberCard(kit, model);
    this.steps = new MeansSteps(kit);
    model.sheet.subscribe(this::show);
  }

  Node node() {
    return sections.node();
  }

  private void show(@Nullable CaseSheet sheet) {
    if (sheet == null) return;
    Assessment a = sheet.assessment();
    sections.clear();
    sections.add(
        kit.t("review.means.outcome"), outcomes(a), Sections.words(others(a), "text-muted"));
    if (!a.marks().isEmpty() || !a.singles().isEmpty())
      sections.add(kit.t("review.means.notes"), notes(a, sheet));
    if (!a.pending().isEmpty()) sections.add(kit.t("review.means.pending"), pending(a, sheet));
    sections.add(
        kit.t(
            "review.means.people",
            sheet.membership().people(),
            rules(sheet.membership().ruleSet())),
        people(sheet),
        rulings(sheet));
    sections.add(kit.t("review.means.income"), trace(a, sheet));
    sections.add(kit.t("review.means.property"), property(a));
    sections.add(kit.t("review.means.standard"), standards(sheet));
    for (CaseSheet.Past p : sheet.past())
      sections.add(
          kit.t(
              "review.means.past",
              CodeTables.label("scheme", p.record().text("scheme")),
              CaseFile.instant(p.record(), "at").map(Show::minute).orElse("")),
          past(p));
    boolean tooLarge =
        Stream.concat(sheet.file().decisions().stream(), sheet.file().opinions().stream())
            .anyMatch(Replay::tooLarge);
    if (tooLarge)
      sections.add("", Sections.words(kit.t("review.means.past.tooLarge"), "text-warning"));
  }

  /// A past opinion or decision computed again by the rules, standards and data of its day, and
  /// what is different today.
  private Node past(CaseSheet.Past p) {
    var rows = new ArrayList<List<String>>();
    Assessment then = p.replay().then();
    rows.add(
        List.of(
            kit.t("review.means.past.again"),
            kit.t(p.replay().holds() ? "review.means.past.holds" : "review.means.past.broken"),
            ""));
    rows.add(
        List.of(
            kit.t("review.means.past.then"),
            then.perCapitaMonthly()
                .map(r -> kit.t("review.means.past.each", TraceWords.amount(r.fenAsYuan())))
                .orElse("\u2013"),
            then.benefit()
                .map(b -> kit.t("review.means.monthly", Show.money(b.value())))
                .orElse("\u2013")));
    if (p.replay().differences().isEmpty())
      rows.add(List.of(kit.t("review.means.past.today"), kit.t("review.means.past.same"), ""));
    for (Replay.Difference d : p.replay().differences())
      rows.add(
          List.of(
              kit.t("review.means.past.today"),
              steps.input(d.name()),
              value(d.then()) + " \u2192 " + value(d.today())));
    return Sections.grid(1, List.of(2), rows);
  }

  private String value(String text) {
    return text.matches("\\d+\\.\\d+|\\d+/\\d+") ? TraceWords.amount(text) : steps.reason(text);
  }

  /// Scheme, verdict, why, amount a month.
  private Node outcomes(Assessment a) {
    var rows = new ArrayList<List<String>>();
    for (String scheme : JUDGED)
      a.outcome(scheme)
          .ifPresent(o ->
              rows.add(
                  List.of(
                      CodeTables.label("scheme", scheme),
                      steps.reason(o.verdict().name()),
                      reasons(o),
                      amount(o, a))));
    return Sections.grid(2, List.of(3), rows);
  }

  private String reasons(Outcome o) {
    return o.reasons().stream()
        .map(steps::reason)
        .collect(Collectors.joining(kit.t("review.means.comma")));
  }

  private String amount(Outcome o, Assessment a) {
    var sum = o.scheme().equals("YB") ? a.illnessAid() : o.monthly();
    String key = o.scheme().equals("YB") ? "review.means.once" : "review.means.monthly";
    return sum.map(f -> kit.t(key, Show.money(f.value()))).orElse("\u2013");
  }

  /// The schemes that follow from the class, and those a person looks at.
  private String others(Assessment a) {
    String besides = named(a, Outcome.Verdict.ELIGIBLE);
    String named = named(a, Outcome.Verdict.PERSON);
    String person = named.isEmpty() ? "\u2013" : named;
    return besides.isEmpty()
        ? kit.t("review.means.others.person", person)
        : kit.t("review.means.others", besides, person);
  }

  private String named(Assessment a, Outcome.Verdict verdict) {
    return a.outcomes().stream()
        .filter(o -> !JUDGED.contains(o.scheme()) && o.verdict() == verdict)
        .map(o -> CodeTables.label("scheme", o.scheme()))
        .collect(Collectors.joining(kit.t("review.means.comma")));
  }

  private Node notes(Assessment a, CaseSheet sheet) {
    var rows = new ArrayList<List<String>>();
    for (String mark : a.marks()) rows.add(List.of(steps.reason(mark), ""));
    for (Assessment.Single s : a.singles())
      rows.add(
          List.of(
              kit.t("review.means.single", sheet.nameOf(s.member()), steps.reason(s.ground())),
              s.benefit()
                  .map(Fen::value)
                  .map(v -> kit.t("review.means.monthly", Show.money(v)))
                  .orElse("\u2013")));
    return Sections.grid(0, List.of(1), rows);
  }

  /// What the household is missing in one line, and a line for each person or item.
  private Node pending(Assessment a, CaseSheet sheet) {
    var byWhom = new LinkedHashMap<String, List<String>>();
    for (Pending p : a.pending())
      byWhom
          .computeIfAbsent(about(p.subject(), sheet), _ -> new ArrayList<>())
          .add(steps.reason(p.what()));
    var rows = new ArrayList<List<String>>();
    byWhom.forEach((whose, what) ->
        rows.add(
            List.of(
                whose.isEmpty() ? kit.t("review.means.household") : whose,
                String.join(kit.t("review.means.comma"), what))));
    return Sections.grid(1, List.of(), rows);
  }

  private static String about(String subject, CaseSheet sheet) {
    if (subject.isEmpty()) return "";
    UUID id = UUID.fromString(subject);
    return sheet
        .file()
        .record(id)
        .filter(r -> r.text("kind").equals("INCOME"))
        .map(i ->
            i.ref("member").map(sheet::nameOf).orElse("")
                + "  "
                + CodeTables.label("income", i.text("code")))
        .orElseGet(() -> sheet.nameOf(id));
  }

  private String rules(String id) {
    String key = "review.rules." + id;
    return kit.text().has(key) ? kit.t(key) : id;
  }

  private Node people(CaseSheet sheet) {
    var rows = new ArrayList<List<String>>();
    for (Membership.Counted m : sheet.membership().members()) {
      String relation = sheet.file().record(m.member()).map(r -> r.text("relation")).orElse("");
      rows.add(
          List.of(
              sheet.nameOf(m.member()),
              CodeTables.label("relation", relation),
              kit.t(m.counted() ? "review.means.counts" : "review.means.countsNot"),
              clause(m, sheet)));
    }
    return Sections.grid(3, List.of(), rows);
  }

  private String clause(Membership.Counted m, CaseSheet sheet) {
    String more = sheet.file().record(m.member()).map(member::words).orElse("");
    String clause = steps.clause(m.clause());
    return more.isEmpty() ? clause : clause + kit.t("review.means.comma") + more;
  }

  /// A button a member, for whoever rules on them.
  private Node rulings(CaseSheet sheet) {
    var row = new FlowPane(8, 6);
    if (member.may())
      for (CaseRecord m : sheet.file().members()) {
        String name = sheet.nameOf(m.id());
        Button rule =
            Buttons.plain(
                "review-member-" + m.id(),
                kit.t("review.member.rule", name),
                () -> member.open(m, name));
        rule.getStyleClass().add("small");
        row.getChildren().add(rule);
      }
    Nodes.shown(row, !row.getChildren().isEmpty());
    return row;
  }

  private Node trace(Assessment a, CaseSheet sheet) {
    var rows = new ArrayList<List<String>>();
    for (TraceLine l : a.trace())
      if (!LEFT_OUT.contains(l.code()) && !l.code().startsWith("PROPERTY_"))
        rows.add(steps.row(l, sheet));
    return Sections.grid(1, List.of(2), rows);
  }

  /// Each test with what went into it.
  private Node property(Assessment a) {
    var rows = new ArrayList<List<String>>();
    for (PropertyTest t : a.property())
      for (TraceLine l : a.trace())
        if (l.code().equals("PROPERTY_" + t.kind()))
          rows.add(
              List.of(
                  steps.name(l),
                  steps.reason(t.result().name()),
                  t.reason().isEmpty()
                      ? steps.how(l)
                      : steps.reason(t.reason())
                          + (l.inputs().isEmpty() ? "" : kit.t("review.colon") + steps.how(l))));
    return Sections.grid(2, List.of(), rows);
  }

  private String unit(String amount) {
    return kit.t("work.value.yuan", amount);
  }

  private Node standards(CaseSheet sheet) {
    var rows = new ArrayList<List<String>>();
    rows.add(standard("review.means.dibao", sheet.standard()));
    rows.add(standard("review.means.lowIncome", sheet.lowIncome()));
    return Sections.grid(2, List.of(1), rows);
  }

  private List<String> standard(String key, Figure figure) {
    return switch (figure) {
      case Figure.Known k ->
          List.of(
              kit.t(key),
              unit(Show.money(k.amount().value())),
              kit.t(
                  "review.means.from",
                  k.effective().toString(),
                  k.confirmed() ? k.source() : kit.t("review.source.unconfirmed")));
      case Figure.Unknown _ -> List.of(kit.t(key), "\u2013", kit.t("review.standard.unknown"));
    };
  }
}
