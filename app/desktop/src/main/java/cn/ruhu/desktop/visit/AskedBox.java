package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.survey.Question;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A supervisor's words over the question they are about: what is asked now with the box for the
/// answer, what was asked before with its answer and where it stands, what was said beside the
/// answer of an earlier visit and what became of that. Window thread only.
final class AskedBox {
  private final Kit kit;
  private final VisitViewModel model;

  AskedBox(Kit kit, VisitViewModel model) {
    this.kit = kit;
    this.model = model;
  }

  /// Everything a supervisor said about a question, what is past first.
  List<Node> over(Question question) {
    var nodes = new ArrayList<Node>();
    model.asking().remarks(question).forEach(r -> nodes.add(remark(r)));
    model.asking().past(question).forEach(q -> nodes.add(past(q)));
    model.asking().asked(question).forEach(q -> nodes.add(open(q)));
    return nodes;
  }

  /// What is asked about nothing on the form as it stands; empty where everything stands over its
  /// question.
  List<Node> elsewhere() {
    List<CaseRecord> asked = model.asking().elsewhere();
    if (asked.isEmpty()) return List.of();
    Node card =
        Page.card(
            kit.t("visit.asked.elsewhere"), asked.stream().map(this::open).toArray(Node[]::new));
    card.setId("visit-asked-elsewhere");
    return List.of(card);
  }

  private Node open(CaseRecord asked) {
    var words = words(asked.text("words"), "asked-words");
    words.setGraphic(Icon.COMMENT.node());
    Field reply =
        new Fields(kit)
            .area("reply-" + asked.id(), kit.t("visit.asked.reply"), 2)
            .onLeft(v -> model.asking().reply(asked.id(), v));
    reply.valueProperty().set(model.asking().reply(asked.id()));
    var box = new VBox(Badges.of(askedAs(asked), Badges.Tone.WARNING), words);
    if (!asked.text("sample").isBlank())
      box.getChildren().add(words(kit.t("visit.asked.sample", asked.text("sample")), "hint"));
    box.getChildren().add(reply);
    box.getStyleClass().add("asked");
    return box;
  }

  /// How often a case came back is said as well: a third time is somebody's to ask why.
  private String askedAs(CaseRecord asked) {
    String round = asked.text("round");
    return round.matches("[2-9]|[1-9]\\d")
        ? kit.t("visit.asked.round", round)
        : kit.t("visit.asked");
  }

  private Node past(CaseRecord asked) {
    String state = asked.text("state");
    var head =
        new Bar(
            Badges.of(CodeTables.label("questionState", state), tone(state)),
            words(said(asked, "askedBy", "askedAt", asked.text("words")), "hint"));
    head.getStyleClass().add("row");
    head.setAlignment(Pos.CENTER_LEFT);
    var box = new VBox(head);
    if (!asked.text("answer").isEmpty())
      box.getChildren()
          .add(
              words(
                  kit.t(
                      "visit.asked.answered",
                      said(asked, "answeredBy", "answeredAt", asked.text("answer"))),
                  "hint"));
    box.getStyleClass().addAll("asked", "asked-past");
    return box;
  }

  /// Something said beside the answer of a visit before, or by a supervisor.
  private Node remark(CaseRecord r) {
    var head = new Bar(Badges.of(CodeTables.label("remarkKind", r.text("kind")), tone("ANSWERED")));
    head.getStyleClass().add("row");
    head.setAlignment(Pos.CENTER_LEFT);
    String state = r.text("state");
    if (!state.isEmpty())
      head.getChildren().add(Badges.of(CodeTables.label("questionState", state), tone(state)));
    String key = "forms.noanswer." + r.text("words");
    String words = r.text("kind").equals("NO_ANSWER") ? kit.t(key) : r.text("words");
    head.getChildren().add(words(said(r, "by", "at", words), "hint"));
    var box = new VBox(head);
    box.setId("remark-" + r.id());
    if (!r.text("answer").isEmpty())
      box.getChildren()
          .add(
              words(
                  kit.t(
                      "visit.asked.answered",
                      said(r, "answeredBy", "answeredAt", r.text("answer"))),
                  "hint"));
    box.getStyleClass().addAll("asked", "asked-past");
    return box;
  }

  private String said(CaseRecord asked, String by, String at, String text) {
    String who = asked.ref(by).map(model.desk()::staffName).orElse("");
    String when = CaseFile.instant(asked, at).map(Show::shortMinute).orElse("");
    return (who + "  " + when + "  " + text).strip();
  }

  private static Badges.Tone tone(String state) {
    return switch (state) {
      case "SETTLED" -> Badges.Tone.SUCCESS;
      case "ANSWERED" -> Badges.Tone.ACCENT;
      case "REBUTTED" -> Badges.Tone.DANGER;
      default -> Badges.Tone.WARNING;
    };
  }

  private static Label words(String text, String style) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
