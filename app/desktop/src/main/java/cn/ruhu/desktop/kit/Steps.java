package cn.ruhu.desktop.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The steps of a long form: number, words, and what is left to do. A step is a button, the current
/// one is marked by more than its colour.
public final class Steps extends VBox {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  /// How far a step is.
  public enum State {
    OPEN,
    DONE,
    /// something is wrong or missing
    WARNED
  }

  private final List<Button> buttons = new ArrayList<>();
  private final List<Label> marks = new ArrayList<>();
  private final List<Label> counts = new ArrayList<>();
  private final Text text;
  private boolean lying;

  public Steps(Text text, List<String> titles, IntConsumer chosen) {
    this.text = text;
    getStyleClass().add("steps");
    for (int i = 0; i < titles.size(); i++) {
      int at = i;
      var mark = new Label(String.valueOf(i + 1));
      mark.getStyleClass().add("step-mark");
      mark.setMinSize(Label.USE_PREF_SIZE, Label.USE_PREF_SIZE);
      var words = new Label(titles.get(i));
      HBox.setHgrow(words, Priority.ALWAYS);
      words.setMaxWidth(Double.MAX_VALUE);
      var count = new Label();
      count.getStyleClass().add("step-count");
      count.setMinWidth(Label.USE_PREF_SIZE);
      var row = new HBox(mark, words, count);
      row.getStyleClass().add("step-row");
      row.setAlignment(Pos.CENTER_LEFT);
      var button = new Button("", row);
      button.setId("step-" + (i + 1));
      button.setMaxWidth(Double.MAX_VALUE);
      button.getStyleClass().addAll("flat", "step");
      button.setAccessibleText(titles.get(i));
      button.setOnAction(_ -> chosen.accept(at));
      button
          .widthProperty()
          .subscribe(w -> row.setPrefWidth(lying ? USE_COMPUTED_SIZE : w.doubleValue() - 20));
      buttons.add(button);
      marks.add(mark);
      counts.add(count);
      getChildren().add(button);
    }
  }

  /// Side by side over a narrow page, or one below the other at its side.
  public void lying(boolean yes) {
    if (yes == lying) return;
    lying = yes;
    getStyleClass().removeAll("lying");
    if (!yes) {
      getChildren().setAll(buttons);
      return;
    }
    getStyleClass().add("lying");
    buttons.forEach(b -> ((HBox) b.getGraphic()).setPrefWidth(USE_COMPUTED_SIZE));
    var row = new FlowPane(); // what does not fit stands in a second row, whole
    row.getStyleClass().add("steps-row");
    row.getChildren().setAll(buttons);
    getChildren().setAll(row);
  }

  /// Marks the step the person is in.
  public void current(int index) {
    for (int i = 0; i < buttons.size(); i++)
      buttons.get(i).pseudoClassStateChanged(CURRENT, i == index);
  }

  /// Shows how far a step is; `left` is shown when above 0 (open questions, missing papers).
  public void state(int index, State state, int left) {
    Label mark = marks.get(index);
    mark.setText(
        switch (state) {
          case OPEN -> String.valueOf(index + 1);
          case DONE -> "\u2713";
          case WARNED -> "!";
        });
    styled(mark, "done", state == State.DONE);
    styled(mark, "warned", state == State.WARNED);
    counts.get(index).setText(left > 0 ? String.valueOf(left) : "");
    buttons.get(index).setAccessibleHelp(text.of("kit.step." + state.name(), left));
  }

  private static void styled(Label mark, String style, boolean on) {
    if (!on) mark.getStyleClass().remove(style);
    else if (!mark.getStyleClass().contains(style)) mark.getStyleClass().add(style);
  }
}
