package cn.ruhu.desktop.forms;

import cn.ruhu.survey.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;

/// Options as large buttons, each with its digit. One press answers; a second press of a chosen one
/// takes it back.
final class ChoiceControl implements AnswerControl {
  private final SurveyModel model;
  private final String path;
  private final String id;
  private final boolean several;
  private final FlowPane box = new FlowPane();
  private final List<ToggleButton> buttons = new ArrayList<>();
  private List<Question.Option> options = List.of();
  private Question now;

  ChoiceControl(SurveyModel model, Question question, boolean several, String id) {
    this.model = model;
    this.path = question.path();
    this.id = id;
    this.several = several;
    this.now = question;
    box.getStyleClass().add("options");
    box.setId(id + "-input");
    box.setAccessibleText(question.label());
  }

  private void build(List<Question.Option> fresh) {
    options = fresh;
    buttons.clear();
    for (int i = 0; i < fresh.size(); i++) {
      Question.Option option = fresh.get(i);
      var button = new ToggleButton(option.label());
      button.setId(id + "-" + option.code());
      button.getStyleClass().addAll("option");
      if (i < 10) {
        var digit = new Label(Integer.toString((i + 1) % 10));
        digit.getStyleClass().add("key");
        button.setGraphic(digit);
      }
      button.setWrapText(true);
      button.setOnAction(_ -> choose(option.code()));
      button.addEventFilter(KeyEvent.KEY_PRESSED, this::enter);
      buttons.add(button);
    }
    box.getChildren().setAll(buttons);
  }

  private void enter(KeyEvent e) {
    if (e.getCode() != KeyCode.ENTER || e.isControlDown()) return;
    e.consume();
    buttons.getLast().requestFocusTraversal(TraversalDirection.NEXT);
  }

  @Override
  public void choose(String code) {
    if (!model.open(now)) return;
    List<String> chosen =
        new ArrayList<>(
            now.value().isEmpty() ? List.of() : Arrays.asList(now.value().split(" ", -1)));
    boolean known = now.origin() == Question.Origin.PREFILLED;
    if (!several) {
      boolean again = chosen.contains(code) && !known;
      model.answer(path, again ? "" : code);
    } else {
      if (!chosen.remove(code)) chosen.add(code);
      String value =
          options.stream()
              .map(Question.Option::code)
              .filter(chosen::contains)
              .collect(Collectors.joining(" "));
      model.answer(path, value);
    }
    model.session().question(path).ifPresent(q -> show(q, model.open(q)));
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(Question fresh, boolean open) {
    now = fresh;
    if (!fresh.options().equals(options)) build(fresh.options());
    List<String> chosen = Arrays.asList(fresh.value().split(" ", -1));
    for (int i = 0; i < buttons.size(); i++) {
      boolean on = chosen.contains(options.get(i).code());
      buttons.get(i).setSelected(on);
      buttons.get(i).setDisable(!open && !on);
      buttons.get(i).setMouseTransparent(!open);
      buttons.get(i).setFocusTraversable(open);
    }
  }

  @Override
  public void focus() {
    if (!buttons.isEmpty()) buttons.getFirst().requestFocus();
  }
}
