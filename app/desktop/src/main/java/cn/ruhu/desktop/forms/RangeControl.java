package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.survey.Look;
import cn.ruhu.survey.Presentation;
import cn.ruhu.survey.Question;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A number between two ends: a slider with the number beside it, which may be typed as well; or
/// stars. A slider nobody touched answers nothing.
final class RangeControl implements AnswerControl {
  private static final int STARS_MAX = 12;
  private static final double HIGH = 180;

  private final SurveyModel model;
  private final String path;
  private final Presentation.Range range;
  private final HBox box = new Bar();
  private final Slider slider = new Slider();
  private final TextField typed = new TextField();
  private final List<ToggleButton> stars = new ArrayList<>();

  /// true from the first moment: a control that is being made says nothing
  private boolean showing = true;

  RangeControl(Kit kit, SurveyModel model, Question question, Presentation.Range range, String id) {
    this.model = model;
    this.path = question.path();
    this.range = range;
    box.getStyleClass().addAll("row", "range");
    box.setAlignment(Pos.CENTER_LEFT);
    if (question.look().has(Look.RATING) && steps() <= STARS_MAX) stars(kit, question, id);
    else slider(kit, question, id);
    showing = false;
  }

  private long steps() {
    return range
        .end()
        .subtract(range.start())
        .abs()
        .divide(range.step(), 0, RoundingMode.DOWN)
        .longValue();
  }

  private BigDecimal at(long n) {
    boolean up = range.end().compareTo(range.start()) >= 0;
    BigDecimal way = range.step().multiply(BigDecimal.valueOf(n));
    return up ? range.start().add(way) : range.start().subtract(way);
  }

  private void stars(Kit kit, Question question, String id) {
    for (long n = 1; n <= steps(); n++) {
      String value = plain(at(n));
      var star = new ToggleButton(value);
      star.setId(id + "-" + value);
      star.getStyleClass().addAll("option", "star");
      star.setAccessibleText(kit.t("forms.rating", question.label(), value));
      star.setOnAction(_ -> {
        boolean again = value.equals(shown());
        model.answer(path, again ? "" : value);
        model.session().question(path).ifPresent(q -> show(q, model.open(q)));
      });
      stars.add(star);
    }
    box.getChildren().setAll(stars);
  }

  private String shown() {
    return model.session().question(path).map(Question::value).orElse("");
  }

  private void slider(Kit kit, Question question, String id) {
    slider.setId(id + "-slider");
    slider.setAccessibleText(question.label());
    slider.setMin(0);
    slider.setMax((double) steps());
    slider.setBlockIncrement(1);
    slider.setMajorTickUnit(
        Math.max(
            1, range.ticks().abs().divide(range.step(), 0, RoundingMode.HALF_UP).doubleValue()));
    slider.setMinorTickCount(0);
    slider.setSnapToTicks(false);
    slider.setShowTickMarks(!question.look().has(Look.NO_TICKS));
    if (question.look().has(Look.VERTICAL)) {
      slider.setOrientation(Orientation.VERTICAL);
      slider.setPrefHeight(HIGH);
    } else HBox.setHgrow(slider, Priority.ALWAYS);
    slider.valueProperty().subscribe(v -> moved(v.doubleValue()));
    slider
        .valueChangingProperty()
        .subscribe(dragging -> {
          if (!dragging && !showing && !typed.getText().isEmpty()) said();
        });
    typed.setId(id + "-input");
    typed.setAccessibleText(question.label());
    typed.setPrefColumnCount(6);
    typed.setPromptText(kit.t("forms.range.prompt", plain(range.start()), plain(range.end())));
    Fields.latin(typed);
    typed
        .focusedProperty()
        .subscribe(has -> {
          if (!has) said();
        });
    typed.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() != KeyCode.ENTER || e.isControlDown()) return;
          e.consume();
          typed.requestFocusTraversal(javafx.scene.TraversalDirection.NEXT);
        });
    box.getChildren().setAll(slider, typed);
  }

  private void moved(double at) {
    if (showing) return;
    typed.setText(plain(at(Math.round(at))));
    if (!slider.isValueChanging()) said();
  }

  /// What stands in the field is the answer; the form says whether it is one.
  private void said() {
    String value = typed.getText().strip();
    if (showing || value.equals(shown())) return;
    model.answer(path, value);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(Question now, boolean open) {
    box.setDisable(!open);
    for (ToggleButton star : stars) {
      boolean reached =
          !now.value().isEmpty()
              && new BigDecimal(star.getText()).compareTo(new BigDecimal(now.value())) <= 0;
      star.setSelected(reached);
    }
    if (!stars.isEmpty() || model.refusal(path).isPresent()) return;
    showing = true;
    typed.setText(now.value());
    BigDecimal at =
        now.value().isEmpty()
            ? range.placeholder().orElse(range.start())
            : new BigDecimal(now.value());
    slider.setValue(
        at.subtract(range.start())
            .abs()
            .divide(range.step(), 6, RoundingMode.HALF_UP)
            .doubleValue());
    showing = false;
  }

  @Override
  public void focus() {
    if (stars.isEmpty()) typed.requestFocus();
    else stars.getFirst().requestFocus();
  }
}
