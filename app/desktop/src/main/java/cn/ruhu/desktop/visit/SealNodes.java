package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.evidence.HonestySignal;
import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.forms.Answers;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// What stands above the pair's signatures besides the text: differences the system found, each to
/// be disposed, and how the visit looks to who reviews it.
final class SealNodes {
  private static final List<String> DISPOSITIONS = List.of("1", "2", "3");

  private final Kit kit;
  private final VisitViewModel model;

  SealNodes(Kit kit, VisitViewModel model) {
    this.kit = kit;
    this.model = model;
  }

  /// Filled a moment later, off the window's thread; empty while something outside the door is
  /// still to be answered.
  Node of(Visit visit) {
    var box = new VBox();
    box.getStyleClass().add("form");
    box.setId("visit-look");
    if (visit.doorOpen()) return box;
    Door.tick(visit, model.desk().now());
    var content = Sealing.content(visit, Door.ended(visit, model.desk().now()));
    kit.background()
        .run(
            () -> SealPreview.of(model.desk(), visit, content),
            look -> box.getChildren().setAll(doubts(visit, look), signals(visit, look)),
            _ -> box.getChildren().clear());
    return box;
  }

  private Node doubts(Visit visit, SealPreview look) {
    var rows = new ArrayList<Node>();
    for (Question q : Statement.doubtsOf(visit))
      rows.add(line(kit.t("visit.look.doubt", q.label(), Answers.words(kit.text(), q))));
    for (Flag flag : look.doubts()) rows.add(doubt(visit, flag));
    if (rows.isEmpty()) rows.add(muted(kit.t("visit.look.doubts.none")));
    return Page.card(kit.t("visit.look.doubts"), rows.toArray(Node[]::new));
  }

  private Node doubt(Visit visit, Flag flag) {
    var box = new VBox();
    box.getStyleClass().add("visit-doubt");
    String who = flag.subject().map(s -> name(visit.file, s)).orElse("");
    String words = CodeTables.label("flag", flag.rule().name());
    box.getChildren().add(line(who.isEmpty() ? words : kit.t("visit.look.of", words, who)));
    var options = new FlowPane();
    options.getStyleClass().add("options");
    var group = new ToggleGroup();
    for (String code : DISPOSITIONS) {
      var option = new ToggleButton(kit.t("visit.look.disposition." + code));
      option.setId("doubt-" + flag.key().replace(':', '-') + "-" + code);
      option.setAccessibleText(kit.t("visit.look.doubt", words, option.getText()));
      option.getStyleClass().add("option");
      option.setToggleGroup(group);
      option.setSelected(visit.disposition(flag.key()).equals(code));
      option.setOnAction(_ -> visit.dispose(flag.key(), option.isSelected() ? code : ""));
      options.getChildren().add(option);
    }
    box.getChildren().add(options);
    return box;
  }

  static String name(CaseFile file, UUID subject) {
    return file.record(subject)
        .filter(r -> r.type() == RecordType.MEMBER || r.type() == RecordType.SUPPORTER)
        .map(r -> file.personOf(r).map(p -> p.text("name")).orElse(r.text("name")))
        .orElse("");
  }

  private Node signals(Visit visit, SealPreview look) {
    var rows = new ArrayList<Node>();
    rows.add(line(kit.t("visit.look.took", minutes(look.seconds()))));
    var sections = new ArrayList<String>();
    for (Section s : visit.session().sections()) {
      long seconds = look.sections().getOrDefault(s.id(), 0L);
      if (seconds >= 60) sections.add(kit.t("visit.look.section", s.title(), minutes(seconds)));
    }
    if (!sections.isEmpty()) rows.add(muted(String.join(kit.t("visit.look.between"), sections)));
    rows.add(muted(kit.t(place(visit, look))));
    for (HonestySignal s : look.signals()) {
      var label = line(kit.t("visit.signal." + s.code(), s.args().toArray()));
      label.setGraphic(Badges.of(kit.t("visit.look.notice"), Badges.Tone.WARNING));
      label.getStyleClass().add("visit-signal");
      rows.add(label);
    }
    rows.add(
        muted(
            kit.t(
                look.signals().isEmpty() ? "visit.look.signals.none" : "visit.look.signals.why")));
    return Page.card(kit.t("visit.look.signals"), rows.toArray(Node[]::new));
  }

  private static String place(Visit visit, SealPreview look) {
    if (look.placed()) return "visit.look.placed";
    return Door.hasPlate(visit) ? "visit.look.unplaced" : "visit.look.nowhere";
  }

  private static long minutes(long seconds) {
    return Math.max(1, Math.round(seconds / 60.0));
  }

  /// A draft of the statement on request; what stands there already is replaced only by a press.
  Node statement(Visit visit) {
    var button =
        Buttons.plain(
            "visit-statement-draft",
            kit.t("visit.statement.act"),
            () -> Statement.fill(visit, kit.text()));
    var mark = muted("");
    Runnable tell =
        () -> {
          String origin = Statement.origin(visit);
          mark.setText(origin.isEmpty() ? "" : kit.t("visit.statement.is." + origin));
        };
    tell.run();
    Runnable deaf = visit.survey.onChanged(_ -> tell.run());
    mark.sceneProperty()
        .subscribe((was, now) -> {
          if (was != null && now == null) deaf.run();
        });
    var box = new VBox(button, mark);
    box.getStyleClass().add("visit-statement");
    return box;
  }

  /// The number of the paper copy that stays with the household: a sheet of the morning's pack.
  Node copy(Visit visit) {
    Field number =
        new Fields(kit)
            .text("visit-copy", kit.t("visit.copy"))
            .hint(kit.t("visit.copy.hint"))
            .columns(20)
            .onLeft(v -> visit.draft.note(Visit.COPY, v.strip()));
    number.valueProperty().set(visit.draft.note(Visit.COPY));
    return Page.card(kit.t("visit.copy.title"), number);
  }

  private static Label line(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    return label;
  }

  private static Label muted(String words) {
    Label label = line(words);
    label.getStyleClass().add("text-muted");
    return label;
  }
}
