package cn.ruhu.desktop.review;

import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.means.Step;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// 测算: who counts and by which clause, every step of the income, and the standard of the day.
/// Advice; a person decides.
final class MeansView {
  private final Kit kit;
  private final Sections sections = new Sections();

  MeansView(Kit kit, CaseViewModel model) {
    this.kit = kit;
    model.sheet.subscribe(this::show);
  }

  Node node() {
    return sections.node();
  }

  private void show(@Nullable CaseSheet sheet) {
    if (sheet == null) return;
    sections.clear();
    sections.add(
        kit.t(
            "review.means.people",
            sheet.membership().people(),
            rules(sheet.membership().ruleSet())),
        people(sheet));
    sections.add(kit.t("review.means.income"), steps(sheet));
    sections.add(kit.t("review.means.standard"), standards(sheet));
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
              clause(m.clause())));
    }
    return Sections.grid(3, List.of(), rows);
  }

  private String clause(String code) {
    String key = "review.clause." + code;
    return kit.text().has(key) ? kit.t(key) : code;
  }

  private Node steps(CaseSheet sheet) {
    var rows = new ArrayList<List<String>>();
    for (Step s : sheet.adopted().steps())
      if (!s.code().startsWith("COUNTS")) rows.add(step(s, sheet));
    return Sections.grid(1, List.of(2), rows);
  }

  private List<String> step(Step s, CaseSheet sheet) {
    return switch (s.code()) {
      case "ITEM" ->
          List.of(
              item(s, sheet),
              kit.t(
                  "review.step.ITEM." + s.inputs().get(2),
                  yuan(s.inputs().get(3)),
                  s.inputs().get(4)),
              "+" + unit(yuan(s.result())));
      case "EXEMPT" ->
          List.of(
              item(s, sheet),
              kit.t(
                  "review.step.EXEMPT",
                  CodeTables.label("exempt", s.inputs().get(1)),
                  yuan(s.inputs().get(2)),
                  s.inputs().get(3)),
              "\u2212" + unit(yuan(s.result())));
      case "CONTRIBUTION" ->
          List.of(
              item(s, sheet),
              kit.t("review.step.CONTRIBUTION", yuan(s.inputs().get(1)), s.inputs().get(2)),
              "\u2212" + unit(yuan(s.result())));
      case "NET" ->
          List.of(
              kit.t("review.step.NET"),
              kit.t(
                  "review.step.NET.words",
                  yuan(s.inputs().get(0)),
                  yuan(s.inputs().get(1)),
                  yuan(s.inputs().get(2))),
              "= " + unit(yuan(s.result())));
      case "PER_CAPITA" ->
          List.of(
              kit.t("review.step.PER_CAPITA"),
              kit.t("review.step.PER_CAPITA.words", yuan(s.inputs().get(0)), s.inputs().get(1)),
              "= " + unit(yuan(s.result())));
      default ->
          List.of(
              item(s, sheet),
              kit.text().has("review.step." + s.code()) ? kit.t("review.step." + s.code()) : "",
              "\u2013");
    };
  }

  private static String item(Step s, CaseSheet sheet) {
    Optional<CaseRecord> item =
        s.inputs().isEmpty()
            ? Optional.empty()
            : sheet.file().record(UUID.fromString(s.inputs().getFirst()));
    if (item.isEmpty()) return "";
    String whose = item.get().ref("member").map(sheet::nameOf).orElse("");
    return whose + "  " + CodeTables.label("income", item.get().text("code"));
  }

  private String unit(String amount) {
    return kit.t("work.value.yuan", amount);
  }

  /// A figure of the trace (fen, or a fraction of fen) for reading.
  private static String yuan(String figure) {
    int slash = figure.indexOf('/');
    if (slash < 0) return Show.money(figure);
    var value =
        new BigDecimal(figure.substring(0, slash))
            .divide(new BigDecimal(figure.substring(slash + 1)), 0, RoundingMode.HALF_UP);
    return Show.money(value.longValue());
  }

  private Node standards(CaseSheet sheet) {
    var rows = new ArrayList<List<String>>();
    rows.add(standard("review.means.dibao", sheet.standard(), sheet));
    rows.add(standard("review.means.lowIncome", sheet.lowIncome(), sheet));
    return Sections.grid(2, List.of(1), rows);
  }

  private List<String> standard(String key, Figure figure, CaseSheet sheet) {
    return switch (figure) {
      case Figure.Known k ->
          List.of(
              kit.t(key),
              unit(Show.money(k.amount().value())),
              kit.t(
                  sheet.adopted().below(k.amount())
                      ? "review.means.below"
                      : "review.means.notBelow",
                  k.effective().toString(),
                  k.confirmed() ? k.source() : kit.t("review.source.unconfirmed")));
      case Figure.Unknown _ -> List.of(kit.t(key), "\u2013", kit.t("review.standard.unknown"));
    };
  }
}
