package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.spot.SpotComparison;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// 抽查比对: what the district's check found beside the visit it checked, row by row.
final class CheckCard {
  private static final String NONE = "\u2013";

  private final Kit kit;
  private final CaseFile file;
  private final GridPane grid = new GridPane();

  private CheckCard(Kit kit, CaseFile file) {
    this.kit = kit;
    this.file = file;
    grid.getStyleClass().add("facts");
    grid.setId("handling-comparison");
    grid.addRow(
        0,
        hint(""),
        hint(kit.t("handling.check.what")),
        right(hint(kit.t("handling.check.first"))),
        right(hint(kit.t("handling.check.mine"))));
  }

  /// The newest check of a case; empty while there is none to show.
  static Optional<Node> of(Kit kit, CaseFile file) {
    Optional<CaseRecord> done =
        file.gateFacts(GateKind.SPOT_CHECK_DONE).stream().reduce((_, later) -> later);
    if (done.isEmpty()) return Optional.empty();
    var card = new CheckCard(kit, file);
    if (done.get().ref("subject").isEmpty()) {
      SpotCheck typed = SpotCheck.compared(file, done.get().text("value"));
      return typed.lines().isEmpty() ? Optional.empty() : Optional.of(card.typed(typed));
    }
    return Optional.of(
        compared(file, done.get())
            .map(card::compared)
            .orElseGet(() ->
                Page.card(
                    kit.t("handling.check"), CasePanel.muted(kit.t("handling.check.UNSEEN")))));
  }

  /// What the district kept of a check when it came in; where that did not come down yet, what the
  /// two visits say; empty where they are not seen.
  ///
  /// @param done a `SPOT_CHECK_DONE` that names its visit
  static Optional<SpotComparison> compared(CaseFile file, CaseRecord done) {
    String about = done.text("subject");
    return file.gateFacts(GateKind.SPOT_COMPARED).stream()
        .filter(f -> f.text("subject").equals(about))
        .reduce((_, later) -> later)
        .flatMap(SpotComparison::read)
        .or(() ->
            done.ref("subject").flatMap(file::record).flatMap(v -> SpotComparison.of(file, v)));
  }

  private Node compared(SpotComparison c) {
    if (c.refused())
      return Page.card(
          kit.t("handling.check"), words(kit.t("handling.check.refused"), "text-danger"));
    for (SpotComparison.Row r : c.rows()) {
      boolean apart = r.agreement() == SpotComparison.Agreement.APART;
      row(
          sign(r.agreement()),
          kit.t("handling.check." + r.agreement().name()),
          name(r),
          value(r, r.firstly()),
          value(r, r.again()),
          apart);
    }
    boolean all = !c.differs();
    return Page.card(
        kit.t("handling.check"),
        grid,
        words(kit.t("handling.check.sum", c.same(), c.all()), all ? "text-good" : "text-danger"),
        CasePanel.muted(kit.t("handling.check.signs")));
  }

  private static String sign(SpotComparison.Agreement agreement) {
    return switch (agreement) {
      case EQUAL -> SpotCheck.Agreement.EQUAL.sign();
      case NEAR -> SpotCheck.Agreement.NEAR.sign();
      case APART -> SpotCheck.Agreement.APART.sign();
    };
  }

  private String name(SpotComparison.Row r) {
    String who =
        r.member().map(this::who).filter(n -> !n.isEmpty()).map(n -> n + " \u00b7 ").orElse("");
    String code = r.code();
    if (r.isIncome()) return who + label("income", code);
    if (code.equals("N") || code.equals("M10")) return who + kit.t("handling.check.row." + code);
    return who + label(code.startsWith("H") ? "housing" : "asset", code);
  }

  /// Somebody only one of the two visits met has no record of the window's.
  private String who(UUID member) {
    return file.record(member)
        .flatMap(file::personOf)
        .map(p -> p.text("name"))
        .or(() ->
            file.visits().reversed().stream()
                .flatMap(v -> file.answers(v.id()).get("M01", member).stream())
                .findFirst())
        .orElse("");
  }

  private static String label(String table, String code) {
    return CodeTables.table(table).has(code) ? CodeTables.label(table, code) : code;
  }

  private String value(SpotComparison.Row r, String value) {
    if (value.isEmpty()) return NONE;
    return switch (r.kind()) {
      case MONEY -> value.matches("-?\\d{1,18}") ? Show.money(Long.parseLong(value)) : value;
      case CODE -> label(r.table(), value);
      case BOOL -> kit.t("handling.check.bool." + value.equals("true"));
      case AREA, COUNT -> value;
    };
  }

  private Node typed(SpotCheck check) {
    for (SpotCheck.Line l : check.lines())
      row(
          l.agreement().sign(),
          kit.t("handling.check." + l.agreement().name()),
          l.what(),
          l.first().map(Show::money).orElse(NONE),
          Show.money(l.mine()),
          l.agreement() == SpotCheck.Agreement.APART);
    if (check.seen() == 0)
      return Page.card(
          kit.t("handling.check"), grid, CasePanel.muted(kit.t("handling.check.UNSEEN")));
    var sum =
        words(
            kit.t("handling.check.sum", check.same(), check.seen()),
            check.same() == check.seen() ? "text-good" : "text-danger");
    return Page.card(
        kit.t("handling.check"), grid, sum, CasePanel.muted(kit.t("handling.check.signs")));
  }

  private void row(
      String sign, String said, String what, String first, String mine, boolean apart) {
    var mark = new Label(sign);
    mark.setAccessibleText(said);
    mark.setMinWidth(Region.USE_PREF_SIZE);
    mark.getStyleClass().addAll("handling-sign", apart ? "text-danger" : "text-good");
    var name = new Label(what);
    name.setWrapText(true);
    GridPane.setHgrow(name, Priority.ALWAYS);
    grid.addRow(grid.getRowCount(), mark, name, figure(first, false), figure(mine, apart));
  }

  private static Label words(String words, String style) {
    Label label = CasePanel.muted(words);
    label.getStyleClass().setAll("label", style);
    return label;
  }

  private static Label hint(String words) {
    var label = new Label(words);
    label.getStyleClass().add("hint");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label figure(String words, boolean apart) {
    var label = new Label(words);
    label.getStyleClass().add("digits");
    if (apart) label.getStyleClass().add("text-danger");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return right(label);
  }

  private static Label right(Label label) {
    label.setMaxWidth(Double.MAX_VALUE);
    label.setAlignment(Pos.CENTER_RIGHT);
    return label;
  }
}
