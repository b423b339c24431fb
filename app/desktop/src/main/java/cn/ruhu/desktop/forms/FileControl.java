package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

/// A file or a film that lies on this machine: attached by its name, taken off again.
final class FileControl implements AnswerControl {
  private final Kit kit;
  private final Attachments attachments;
  private final Bar box = new Bar();
  private final Label name = new Label();
  private final Button add;
  private final Button off;
  private String address = "";

  FileControl(Kit kit, SurveyModel model, Question question, Attachments attachments, String id) {
    this.kit = kit;
    this.attachments = attachments;
    String path = question.path();
    name.setWrapText(true);
    name.getStyleClass().add("question-value");
    add =
        Buttons.with(
            Icon.ATTACH_FILE,
            Buttons.plain(
                id + "-input",
                kit.t(words(question.kind())),
                () -> attachments.attach(path, question.look().accepts())));
    off =
        Buttons.icon(
            id + "-off", Icon.CLOSE, kit.t("forms.file.remove"), () -> model.answer(path, ""));
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("row");
    box.getChildren().setAll(name, off, add);
  }

  private static String words(QuestionKind kind) {
    return kind == QuestionKind.VIDEO ? "forms.file.video" : "forms.file.add";
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(Question now, boolean open) {
    boolean there = !now.value().isEmpty();
    Nodes.shown(name, there);
    Nodes.shown(off, there && open);
    Nodes.shown(add, open);
    if (!there || now.value().equals(address)) return;
    address = now.value();
    name.setText(kit.t("forms.file.there"));
    attachments.name(address, name::setText);
  }

  @Override
  public void focus() {
    add.requestFocus();
  }
}
