package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.DesktopTest;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.testfx.api.FxRobot;

/// What a clerk can do on the intake screen.
public record IntakePage(FxRobot robot) {

  /// Waits until an application lies on the desk.
  public IntakePage opened() {
    return waitFor("#intake-name");
  }

  /// Waits for the large invitation.
  public IntakePage invited() {
    return waitFor("#intake-invite");
  }

  /// Types a number in place of a card.
  public IntakePage typeNumber(String number) {
    robot.clickOn("#intake-typed-input").write(number);
    robot.push(KeyCode.ENTER);
    return this;
  }

  /// Types into a field and leaves it with Tab: Enter behind the last question closes a row.
  ///
  /// @param field e.g. `phone`, `member-relation`, `income-code`
  public IntakePage fill(String field, String typed) {
    DesktopTest.fx(() -> input(field).requestFocus());
    robot.write(typed);
    robot.push(KeyCode.TAB);
    return this;
  }

  /// Puts text into a field that no keyboard of a test can write, and leaves it.
  public IntakePage paste(String field, String text) {
    DesktopTest.fx(() -> {
      input(field).requestFocus();
      input(field).setText(text);
    });
    robot.push(KeyCode.TAB);
    return this;
  }

  private TextInputControl input(String field) {
    return robot.lookup("#intake-" + field + "-input").query();
  }

  public String value(String field) {
    return DesktopTest.ask(() -> input(field).getText());
  }

  /// Words beside a field, `""` for none.
  public String problem(String field) {
    return DesktopTest.ask(() -> {
      var label = robot.lookup("#intake-" + field + "-problem").<Labeled>query();
      return label.isVisible() ? label.getText() : "";
    });
  }

  public IntakePage tick(String field, String code) {
    DesktopTest.fx(() ->
        robot
            .lookup("#intake-" + field + "-" + code)
            .<javafx.scene.control.CheckBox>query()
            .fire());
    return this;
  }

  /// @param number 1 to 8, in paper order
  public IntakePage step(int number) {
    robot.clickOn("#step-" + number);
    return this;
  }

  /// Adds a row where the keyboard is.
  public IntakePage addRow() {
    robot.push(KeyCode.CONTROL, KeyCode.N);
    return this;
  }

  /// Closes the open row.
  public IntakePage closeRow(String rows) {
    DesktopTest.fx(() ->
        robot.lookup("#intake-" + rows + "-close").<javafx.scene.control.Button>query().fire());
    return this;
  }

  /// Answers what a card of another household is for.
  public IntakePage answer(int choice) {
    waitFor("#intake-question-" + choice);
    robot.push(KeyCode.getKeyCode(Integer.toString(choice)));
    return this;
  }

  public IntakePage press(String id) {
    DesktopTest.fx(() -> robot.lookup("#intake-" + id).<javafx.scene.control.Button>query().fire());
    return this;
  }

  /// Saves, and waits until the store has it.
  public IntakePage save() {
    press("save");
    DesktopTest.until(
        "saved",
        () -> !robot.lookup("#intake-next").<javafx.scene.control.Button>query().isDisabled());
    return this;
  }

  public IntakePage park() {
    robot.push(KeyCode.F7);
    return this;
  }

  /// Hands in or accepts.
  public IntakePage next() {
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    return this;
  }

  public IntakePage signed() {
    return press("signed");
  }

  public IntakePage n01(String number) {
    return fill("n01", number);
  }

  public int hindrances() {
    return DesktopTest.ask(
        () -> robot.lookup("#intake-hindrances").<Pane>query().getChildren().size());
  }

  public String text(String selector) {
    return DesktopTest.ask(() -> robot.lookup(selector).<Labeled>query().getText());
  }

  public boolean shows(String selector) {
    return DesktopTest.ask(
        () -> robot.lookup(selector).tryQuery().filter(DesktopTest::inSight).isPresent());
  }

  public IntakePage waitFor(String selector) {
    DesktopTest.until(
        selector, () -> robot.lookup(selector).tryQuery().filter(DesktopTest::inSight).isPresent());
    return this;
  }
}
