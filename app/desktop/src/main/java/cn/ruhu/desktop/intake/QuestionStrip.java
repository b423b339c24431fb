package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.device.idcard.CardReading;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A card that is not of this household asks what it is for; digits choose, Esc uses it for
/// nothing. The case on the desk is not touched before an answer.
final class QuestionStrip extends VBox {
  private static final int CHOICES = 5;

  private final Kit kit;
  private final IntakeViewModel model;
  private final HBox who = new Bar();
  private final Button first;

  QuestionStrip(Kit kit, IntakeViewModel model) {
    this.kit = kit;
    this.model = model;
    setId("intake-question");
    getStyleClass().add("question");
    var title = new Label(kit.t("intake.question"));
    title.getStyleClass().add("section-title");
    who.setAlignment(Pos.CENTER_LEFT);
    var acts = new FlowPane();
    acts.getStyleClass().add("question-acts");
    Button head = null;
    for (int i = 1; i <= CHOICES; i++) {
      int choice = i;
      Button b =
          Buttons.keyed(
              Buttons.plain(
                  "intake-question-" + i,
                  kit.t("intake.question." + i),
                  () -> model.answer(choice)),
              Integer.toString(i));
      if (head == null) head = b;
      acts.getChildren().add(b);
    }
    first = java.util.Objects.requireNonNull(head);
    getChildren().setAll(title, who, acts);
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    addEventFilter(KeyEvent.KEY_TYPED, this::typed);
    model.question.subscribe(this::show);
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() != KeyCode.ESCAPE) return;
    event.consume();
    model.answer(CHOICES);
  }

  /// Answers when the digit has been typed, not when it goes down: else it would land in the field
  /// that the answer opens.
  private void typed(KeyEvent event) {
    String c = event.getCharacter();
    if (c.length() != 1 || c.charAt(0) < '1' || c.charAt(0) > '0' + CHOICES) return;
    event.consume();
    model.answer(c.charAt(0) - '0');
  }

  /// Back in sight: a question that waits gets the keyboard, as when it came.
  void askAgain() {
    if (isVisible()) first.requestFocus();
  }

  private void show(@Nullable CardReading card) {
    Nodes.shown(this, card != null);
    if (card == null) return;
    who.getChildren()
        .setAll(
            kit.names().node(card.name()),
            Cells.digits("  " + cn.ruhu.desktop.kit.Show.masked(card.number())));
    first.requestFocus();
  }
}
