package cn.ruhu.desktop.review;

import cn.ruhu.casefile.compare.DraftAnswers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Drafts that a pair handed over when the household was given to others: who asked, when, and each
/// answer beside what was sealed since. They prove nothing and stand in nothing's place.
final class DraftsPanel {
  private static final double HEIGHT = 460;

  private final Kit kit;
  private final CaseViewModel model;

  DraftsPanel(Kit kit, CaseViewModel model) {
    this.kit = kit;
    this.model = model;
  }

  String title(CaseRecord draft) {
    return kit.t("review.draft.title", by(draft), when(draft, "startedAt"));
  }

  private String by(CaseRecord draft) {
    return draft.ref("by").map(model.desk()::staffName).orElse("");
  }

  private static String when(CaseRecord draft, String field) {
    return CaseFile.instant(draft, field).map(Show::shortMinute).orElse("");
  }

  Node of(CaseRecord draft, CaseSheet sheet) {
    List<DraftAnswers.Line> lines = DraftAnswers.of(draft, sheet.file().answers());
    long apart = lines.stream().filter(l -> isApart(l.against())).count();
    String words =
        sheet.file().finishedVisit().isEmpty()
            ? kit.t("review.draft.alone", when(draft, "at"), lines.size())
            : kit.t("review.draft.words", when(draft, "at"), lines.size(), apart);
    Button look =
        Buttons.with(
            Icon.NOTE,
            Buttons.plain(
                "review-draft-" + draft.id(),
                kit.t("review.draft.look"),
                () -> open(draft, lines)));
    look.setAccessibleText(title(draft) + " " + look.getText());
    return new VBox(8, Sections.words(words), look);
  }

  private static boolean isApart(DraftAnswers.Against against) {
    return against == DraftAnswers.Against.OTHER || against == DraftAnswers.Against.NOT_ASKED;
  }

  private void open(CaseRecord draft, List<DraftAnswers.Line> lines) {
    var list = new VBox(10);
    list.setId("review-draft-lines");
    for (DraftAnswers.Line l : lines) list.getChildren().add(row(l));
    var scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setPrefHeight(HEIGHT);
    scroll.getStyleClass().add("edge-to-edge");
    kit.dialogs()
        .read(
            title(draft),
            new VBox(10, Sections.words(kit.t("review.draft.hint"), "hint"), scroll),
            List.of());
  }

  private Node row(DraftAnswers.Line line) {
    Label question =
        Sections.words(
            line.whose().isEmpty()
                ? line.question()
                : kit.t("review.draft.of", line.whose(), line.question()),
            "text-muted");
    Label answer = Sections.words(line.words());
    var words = new VBox(2, question, answer);
    HBox.setHgrow(words, Priority.ALWAYS);
    var row = new Bar(12, words);
    row.setAlignment(Pos.CENTER_LEFT);
    String key =
        "review.draft.against."
            + line.against().name()
            + (line.sealed().isEmpty() || !isApart(line.against()) ? "" : ".value");
    if (line.against() != DraftAnswers.Against.ALONE) {
      Label badge =
          Badges.of(
              kit.t(key, line.sealed()),
              isApart(line.against()) ? Badges.Tone.WARNING : Badges.Tone.NEUTRAL);
      badge.setMinWidth(Region.USE_PREF_SIZE);
      row.getChildren().add(badge);
    }
    return row;
  }
}
