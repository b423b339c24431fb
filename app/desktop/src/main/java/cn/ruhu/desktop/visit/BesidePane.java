package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.forms.Answers;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.survey.Question;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Another draft of the household beside the visit in hand, answer by answer; each is taken by a
/// press of its own. Window thread only.
final class BesidePane {
  private static final double HEIGHT = 460;
  private static final double COLUMN = 180;

  private final Kit kit;

  BesidePane(Kit kit) {
    this.kit = kit;
  }

  /// The strip that says a draft lies here.
  Node strip(Visit visit, OtherDraft other) {
    String when = other.begun().map(Show::shortMinute).orElse("");
    String said =
        other.by().isEmpty()
            ? kit.t("visit.beside.strip", when)
            : kit.t("visit.beside.handed", when, other.by());
    var words = new Label(said, Icon.NOTE.node());
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button look =
        Buttons.plain("visit-beside", kit.t("visit.beside.look"), () -> open(visit, other));
    var row = new Bar(12, words, look);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("visit-change");
    return row;
  }

  private void open(Visit visit, OtherDraft other) {
    var list = new VBox(10);
    list.setId("visit-beside-list");
    fill(list, visit, other);
    var scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setPrefHeight(HEIGHT);
    scroll.getStyleClass().add("edge-to-edge");
    kit.dialogs()
        .read(
            kit.t("visit.beside.title"),
            new VBox(10, line(kit.t("visit.beside.words"), "hint"), scroll),
            List.of());
  }

  private void fill(VBox list, Visit visit, OtherDraft other) {
    List<OtherDraft.Said> apart = other.apart(visit);
    list.getChildren().clear();
    if (apart.isEmpty()) list.getChildren().add(line(kit.t("visit.beside.none"), "hint"));
    for (OtherDraft.Said said : apart)
      list.getChildren().add(row(visit, said, () -> fill(list, visit, other)));
  }

  private Node row(Visit visit, OtherDraft.Said said, Runnable again) {
    Question theirs = said.question();
    String label =
        said.whose().isEmpty()
            ? theirs.label()
            : kit.t("visit.beside.of", said.whose(), theirs.label());
    Question mine = OtherDraft.here(visit, said).orElse(theirs);
    String own = Answers.words(kit.text(), mine);
    var problem = line("", "field-problem");
    Nodes.shown(problem, false);
    Button take =
        Buttons.plain(
            "beside-take-" + said.fact().replace('@', '-').replace('#', '-'),
            kit.t("visit.beside.take"),
            () -> {
              Optional<String> refused = OtherDraft.take(visit, said);
              if (refused.isEmpty()) again.run();
              else {
                problem.setText(refused.get());
                Nodes.shown(problem, true);
              }
            });
    Buttons.large(take);
    take.setAccessibleText(label + " " + take.getText());
    var values =
        new Bar(
            12,
            column(kit.t("visit.beside.mine"), own.isEmpty() ? kit.t("visit.beside.open") : own),
            column(kit.t("visit.beside.theirs"), Answers.words(kit.text(), theirs)),
            take);
    values.setAlignment(Pos.CENTER_LEFT);
    var box = new VBox(6, line(label, "question-words"), values, problem);
    box.getStyleClass().add("card-box");
    return box;
  }

  private Node column(String head, String words) {
    var box = new VBox(line(head, "hint"), line(words, "visit-line"));
    box.setPrefWidth(COLUMN);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  private static Label line(String words, String style) {
    var label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
