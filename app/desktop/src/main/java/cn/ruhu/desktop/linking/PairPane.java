package cn.ruhu.desktop.linking;

import cn.ruhu.casefile.linking.LinkState;
import cn.ruhu.casefile.linking.Reason;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.MaskedId;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Both sides of a pair line by line, what spoke for and against, and the three answers.
final class PairPane {
  private final Kit kit;
  private final LinkingViewModel model;
  private final VBox sides = new VBox(10);
  private final Field reason;
  private final VBox acts;
  private final VBox column;

  PairPane(Kit kit, LinkingViewModel model, Consumer<LinkState> settle) {
    this.kit = kit;
    this.model = model;
    reason = new Fields(kit).text("linking-reason", kit.t("linking.reason"));
    reason.valueProperty().bindBidirectional(model.reason);
    Button same =
        Buttons.keyed(
            Buttons.main(
                "linking-same", kit.t("linking.act.same"), () -> settle.accept(LinkState.LINKED)),
            "1");
    Button apart =
        Buttons.keyed(
            Buttons.plain(
                "linking-apart", kit.t("linking.act.apart"), () -> settle.accept(LinkState.APART)),
            "2");
    Button later =
        Buttons.keyed(
            Buttons.plain(
                "linking-later", kit.t("linking.act.later"), () -> settle.accept(LinkState.LATER)),
            "3");
    Button undo =
        Buttons.keyed(
            Buttons.quiet("linking-undo", kit.t("linking.act.undo"), model::undo), "Ctrl+Z");
    model.undoable.subscribe(can -> undo.setDisable(!can));
    model.busy.subscribe(b -> List.of(same, apart, later).forEach(x -> x.setDisable(b)));
    var row = new FlowPane(8, 8, same, apart, later, undo);
    var hint = new Label(kit.t("linking.hint"));
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    acts = Page.card("", reason, row, hint);
    column = new VBox(12, Page.card("", sides), acts, new StandingCard(kit, model).node());
    sides.setId("linking-sides");
    model.selected.subscribe(this::show);
    model.problem.subscribe(m -> reason.problem(m == null ? null : kit.text().of(m)));
  }

  VBox column() {
    return column;
  }

  void focus() {
    reason.focus();
  }

  /// Goes where something is missing.
  void problem() {
    @Nullable Message missing = model.problem.get();
    if (missing != null) reason.focus();
  }

  private void show(@Nullable Pair pair) {
    sides.getChildren().clear();
    Nodes.shown(acts, pair != null);
    if (pair == null) {
      var none = new Label(kit.t("linking.none"));
      none.getStyleClass().add("hint");
      none.setWrapText(true);
      sides.getChildren().add(none);
      return;
    }
    sides.getChildren().addAll(grid(pair), reasons(pair));
    said(pair).ifPresent(sides.getChildren()::add);
  }

  private GridPane grid(Pair pair) {
    var grid = new GridPane(14, 6);
    for (int percent : new int[] {18, 41, 41}) {
      var width = new ColumnConstraints();
      width.setPercentWidth(percent);
      grid.getColumnConstraints().add(width);
    }
    String list = pair.link().text("importedOn");
    grid.addRow(
        0,
        new Label(""),
        heading(kit.t("linking.side.case", pair.number())),
        heading(kit.t("linking.side.registry", list)));
    int at = 1;
    for (Pair.Line line : pair.lines()) {
      Label field = muted(kit.t("linking.field." + line.field()));
      Node there = value(line, line.there());
      if (line.mark() != Pair.Mark.NONE) there = marked(line, there);
      grid.addRow(at++, field, value(line, line.here()), there);
    }
    return grid;
  }

  private Node marked(Pair.Line line, Node value) {
    boolean same = line.mark() == Pair.Mark.SAME;
    var sign = new Label(same ? "\u2713" : "\u2260");
    sign.getStyleClass().add(same ? "text-muted" : "text-danger");
    sign.setMinWidth(Label.USE_PREF_SIZE);
    sign.setAccessibleText(kit.t(same ? "linking.mark.same" : "linking.mark.other"));
    var box = new HBox(6, sign, value);
    box.setAlignment(Pos.BASELINE_LEFT);
    return box;
  }

  private Node value(Pair.Line line, String text) {
    if (line.secret() && !text.isEmpty()) {
      var id = new MaskedId(kit.text(), () -> {});
      id.number(text);
      return id;
    }
    if (line.field().equals("name") && !text.isEmpty()) return kit.names().node(text);
    var label = new Label(text.isEmpty() ? "\u2013" : text);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  private static Label heading(String words) {
    var label = new Label(words);
    label.getStyleClass().add("text-bold");
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  private static Label muted(String words) {
    var label = new Label(words);
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  private Node reasons(Pair pair) {
    var flow = new FlowPane(6, 6);
    for (String code : pair.reasons()) {
      Optional<Reason> known =
          Arrays.stream(Reason.values()).filter(r -> r.name().equals(code)).findFirst();
      if (known.isEmpty()) continue;
      boolean against = known.get().against();
      flow.getChildren()
          .add(
              Badges.of(
                  (against ? "\u2212 " : "+ ") + kit.t("linking.why." + code),
                  against ? Badges.Tone.DANGER : Badges.Tone.NEUTRAL));
    }
    return flow;
  }

  private Optional<Node> said(Pair pair) {
    if (pair.by().isEmpty()) return Optional.empty();
    String at = CaseFile.instant(pair.link(), "at").map(Show::minute).orElse("");
    String words =
        kit.t(
            "linking.said",
            pair.by(),
            at,
            CodeTables.label("linkState", pair.state().name()),
            pair.link().text("reason"));
    return Optional.of(muted(words));
  }
}
