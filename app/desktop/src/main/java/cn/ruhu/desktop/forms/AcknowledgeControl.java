package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.survey.Question;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Something that was read out and is said yes to; a second press takes it back.
final class AcknowledgeControl implements AnswerControl {
  private static final String YES = "OK";

  private final ToggleButton button = new ToggleButton();

  AcknowledgeControl(Kit kit, SurveyModel model, Question question, String id) {
    String path = question.path();
    button.setId(id + "-input");
    button.setText(kit.t("forms.acknowledge"));
    button.setAccessibleText(question.label() + " " + kit.t("forms.acknowledge"));
    button.getStyleClass().add("option");
    button.setOnAction(_ -> {
      model.answer(path, button.isSelected() ? YES : "");
      model.session().question(path).ifPresent(q -> show(q, model.open(q)));
    });
    button.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() != KeyCode.ENTER || e.isControlDown()) return;
          e.consume();
          if (!button.isSelected()) button.fire();
          button.requestFocusTraversal(TraversalDirection.NEXT);
        });
  }

  @Override
  public Node node() {
    return button;
  }

  @Override
  public void show(Question now, boolean open) {
    button.setSelected(!now.value().isEmpty());
    button.setGraphic(now.value().isEmpty() ? null : Icon.CHECK.node());
    button.setDisable(!open);
  }

  @Override
  public void focus() {
    button.requestFocus();
  }
}
