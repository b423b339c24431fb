package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.Question;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// A value that is only read.
final class ValueControl implements AnswerControl {
  private final Kit kit;
  private final Label label = new Label();

  ValueControl(Kit kit, Question question) {
    this.kit = kit;
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("question-value");
    show(question, false);
  }

  @Override
  public Node node() {
    return label;
  }

  @Override
  public void show(Question now, boolean open) {
    label.setText(Answers.words(kit.text(), now));
    Nodes.shown(label, !label.getText().isEmpty());
  }

  @Override
  public void focus() {
    label.requestFocus();
  }
}
