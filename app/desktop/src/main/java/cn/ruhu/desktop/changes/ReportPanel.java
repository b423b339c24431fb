package cn.ruhu.desktop.changes;

import cn.ruhu.casefile.change.ChangeCourse;
import cn.ruhu.casefile.change.ChangeKind;
import cn.ruhu.casefile.change.ChangeRules;
import cn.ruhu.casefile.change.ChangeState;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The chosen report beside the file, and what this person does with it.
final class ReportPanel {
  private final Kit kit;
  private final ChangesViewModel model;
  private final Consumer<UUID> openCase;
  private final VBox column = new VBox(12);
  private final VBox node = Nodes.side(column);

  /// what is done with the report: always in sight, whatever is scrolled above
  private final VBox acts = new VBox();

  private final Label problem = new Label();
  private @Nullable Field ruling;
  private @Nullable Field words;
  private Runnable main = () -> {};

  /// the row its acts were built for
  private @Nullable ChangeRow shown;

  /// @param openCase opens the whole case
  ReportPanel(Kit kit, ChangesViewModel model, Consumer<UUID> openCase) {
    this.kit = kit;
    this.model = model;
    this.openCase = openCase;
    acts.getStyleClass().addAll("page-foot", "changes-acts");
    acts.setMinHeight(Region.USE_PREF_SIZE);
    node.getChildren().add(acts);
    problem.setId("changes-act-problem");
    problem.setWrapText(true);
    problem.getStyleClass().add("field-problem");
    model.file.subscribe(_ -> show());
    model.selected.subscribe(_ -> show());
    model.problem.subscribe(m -> {
      problem.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(problem, m != null);
    });
  }

  VBox node() {
    return node;
  }

  /// What Ctrl+Enter does.
  void act() {
    main.run();
  }

  /// Puts the keyboard where the act begins.
  void focus() {
    @Nullable Field first = ruling != null ? ruling : words;
    if (first != null) first.focus();
  }

  private void show() {
    @Nullable ChangeRow row = model.selected.get();
    @Nullable CaseFile file = model.file.get();
    Nodes.shown(node, row != null);
    if (row == null || file == null) {
      shown = null;
      main = () -> {};
      acts.getChildren().clear();
      column.getChildren().clear();
      if (row != null) column.getChildren().add(head(row));
      return;
    }
    column.getChildren().setAll(head(row), compare(file, row.report()), follows(file, row));
    // what somebody types stays under their hands, whatever else arrived
    if (row.equals(shown)) return;
    shown = row;
    main = () -> {};
    acts.getChildren().setAll(acts(row));
  }

  private Node head(ChangeRow row) {
    var name = kit.names().node(row.applicant());
    name.getStyleClass().add("headline");
    var state = Badges.of(stateWords(row), tone(row));
    state.setId("changes-state");
    var top = new Bar(10, name, state);
    top.setAlignment(Pos.CENTER_LEFT);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    Button open =
        Buttons.plain(
            "changes-open-case",
            kit.t("changes.act.case"),
            () -> openCase.accept(row.application()));
    open.getStyleClass().add("small");
    top.getChildren().addAll(grow, open);
    var kind = new Label(CodeTables.label("changeKind", row.report().text("kind")));
    kind.setId("changes-chosen-kind");
    kind.getStyleClass().add("section-title");
    var about =
        new VBox(
            4,
            kind,
            muted(row.report().text("number")),
            muted(kit.t("changes.told.by", Show.minute(row.at()), row.clerk())));
    return Page.card("", top, about);
  }

  String stateWords(ChangeRow row) {
    if (row.awaited()) return kit.t("changes.state.awaited");
    if (row.state() == ChangeState.TOLD && row.written()) return kit.t("changes.state.written");
    return CodeTables.label("changeState", row.state().name());
  }

  static Badges.Tone tone(ChangeRow row) {
    if (row.awaited()) return Badges.Tone.WARNING;
    return switch (row.state()) {
      case TOLD -> Badges.Tone.ACCENT;
      case NOTED, REVIEW -> Badges.Tone.SUCCESS;
      case CLOSED, TAKEN_BACK -> Badges.Tone.NEUTRAL;
    };
  }

  private Node compare(CaseFile file, CaseRecord report) {
    var grid = new GridPane();
    grid.getStyleClass().add("facts");
    grid.setId("changes-compare");
    for (double width : new double[] {22, 36, 42}) {
      var c = new ColumnConstraints();
      c.setPercentWidth(width);
      grid.getColumnConstraints().add(c);
    }
    grid.addRow(0, hint(""), hint(kit.t("changes.line.now")), hint(kit.t("changes.line.told")));
    int at = 1;
    for (ReportLines.Line l : ReportLines.of(file, report)) {
      var told = wrapped(l.told());
      if (!l.now().isEmpty() && !l.now().equals(l.told())) told.getStyleClass().add("text-mine");
      grid.addRow(at++, hint(kit.text().of(l.what())), wrapped(l.now()), told);
    }
    return Page.card(kit.t("changes.compare"), grid);
  }

  /// Papers, the month, and what came of it so far.
  private Node follows(CaseFile file, ChangeRow row) {
    CaseRecord report = row.report();
    var box = Page.card(kit.t("changes.follows"));
    for (String paper : ChangeKind.of(report.text("kind")).orElseThrow().papers())
      box.getChildren().add(paper(report, paper));
    LocalDate said = ReportDesk.saidOn(report);
    LocalDate today = model.reports().desk().today();
    String month =
        report
            .get("effectiveMonth")
            .orElseGet(() -> ChangeCourse.month(report, said, today).toString());
    if (row.state() != ChangeState.CLOSED && row.state() != ChangeState.TAKEN_BACK)
      box.getChildren().add(wrapped(kit.t("changes.month", month)));
    ChangeKind.of(report.text("kind"))
        .flatMap(ChangeKind::stopCode)
        .filter(_ -> row.state() != ChangeState.CLOSED && row.state() != ChangeState.TAKEN_BACK)
        .ifPresent(c ->
            box.getChildren().add(muted(kit.t("changes.stop", c, CodeTables.label("stop", c)))));
    if (ChangeCourse.stopCalledBy(file).filter(r -> r.id().equals(report.id())).isPresent())
      box.getChildren().add(toned(kit.t("changes.stop.waits"), "text-warning"));
    if (ChangeRules.nobodyLeft(file, report))
      box.getChildren().add(toned(kit.t("changes.alone"), "text-warning"));
    if (report.get("ruling").isPresent())
      box.getChildren()
          .add(
              wrapped(
                  kit.t(
                      "changes.ruled",
                      report.ref("ruledBy").map(model.reports().desk()::staffName).orElse(""),
                      Texts.instant(report.text("ruledAt")).map(Show::minute).orElse(""),
                      report.text("ruling"))));
    if (report.get("takeBackReason").isPresent())
      box.getChildren().add(wrapped(kit.t("changes.back", report.text("takeBackReason"))));
    report
        .ref("nextCase")
        .flatMap(model.reports().desk().store()::record)
        .ifPresent(a ->
            box.getChildren()
                .add(wrapped(kit.t("changes.followed", Show.caseNumber(a.text("number"))))));
    return box;
  }

  /// Seen or missing; a missing one that is brought later is marked here.
  private Node paper(CaseRecord report, String paper) {
    boolean missing = ChangeRules.missing(report).contains(paper);
    Label words =
        toned(
            kit.t(
                missing ? "changes.paper.line.missing" : "changes.paper.line.seen",
                CodeTables.label("docType", paper)),
            missing ? "text-warning" : "text-good");
    if (!missing || !model.mayBring()) return words;
    Button brought =
        Buttons.plain(
            "changes-brought-" + paper, kit.t("changes.act.paper"), () -> model.bring(paper));
    brought.setAccessibleText(kit.t("changes.paper", CodeTables.label("docType", paper)));
    brought.getStyleClass().add("small");
    var row = new Bar(10, words, brought);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  // ---- acts

  private Node acts(ChangeRow row) {
    ruling = null;
    words = null;
    List<ChangeState> may = model.rulings();
    if (!may.isEmpty()) return rulingCard(may);
    if (model.mayEnter()) {
      main = model::enter;
      return new VBox(
          10,
          muted(kit.t("changes.enter.words")),
          problem,
          keyed("changes-enter", "changes.act.enter"));
    }
    if (model.mayTakeBack()) {
      main = model::takeBack;
      Field why = text("changes-words", "changes.back.reason");
      Button back = Buttons.plain("changes-back", kit.t("changes.act.back"), () -> main.run());
      return new VBox(10, why, problem, Buttons.keyed(back, "Ctrl+Enter"));
    }
    if (model.mayFollow()) {
      main = model::follow;
      Field number = text("changes-words", "changes.follow.number");
      return new VBox(
          10,
          muted(kit.t("changes.follow.words")),
          number,
          problem,
          keyed("changes-follow", "changes.act.follow"));
    }
    String key = row.state() == ChangeState.TOLD ? "changes.waits.street" : "changes.over";
    return muted(kit.t(key));
  }

  private Node rulingCard(List<ChangeState> may) {
    main = model::rule;
    var choices = new ArrayList<Choice>();
    for (ChangeState s : may)
      choices.add(
          new Choice(
              Integer.toString(choices.size() + 1),
              kit.t("changes.ruling." + s.name()),
              kit.t("changes.ruling.initials." + s.name())));
    Field to =
        new Fields(kit).choice("changes-ruling", kit.t("changes.ruling"), choices).required();
    to.valueProperty()
        .subscribe(v -> {
          boolean number = v.matches("[1-9]") && Integer.parseInt(v) <= may.size();
          model.ruling.set(number ? may.get(Integer.parseInt(v) - 1).name() : "");
        });
    ruling = to;
    Field why = text("changes-words", "changes.ruling.words");
    return new VBox(10, to, why, problem, keyed("changes-rule", "changes.act.rule"));
  }

  private Field text(String id, String key) {
    Field made = new Fields(kit).text(id, kit.t(key)).required();
    made.valueProperty().set(model.words.get());
    made.valueProperty().subscribe(v -> model.words.set(v));
    words = made;
    return made;
  }

  private Node keyed(String id, String key) {
    var button = Buttons.keyed(Buttons.main(id, kit.t(key), () -> main.run()), "Ctrl+Enter");
    button.setMaxWidth(Double.MAX_VALUE);
    return button;
  }

  private static Label wrapped(String text) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinWidth(0);
    GridPane.setHgrow(label, Priority.ALWAYS);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label muted(String text) {
    return toned(text, "text-muted");
  }

  private static Label hint(String text) {
    return toned(text, "hint");
  }

  private static Label toned(String text, String style) {
    var label = wrapped(text);
    label.getStyleClass().add(style);
    return label;
  }
}
