package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.DesktopTest;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;
import org.testfx.util.NodeQueryUtils;

/// Questions of a station. Keys are fact keys: `M10@<member>`, `I04@<member>#1`.
public record SurveyPage(FxRobot robot) {
  private static String id(String key) {
    return "#q-" + key.replace('@', '-').replace('#', '-');
  }

  /// Brings a control into sight and presses it.
  static void press(FxRobot robot, String id) {
    DesktopTest.fx(() -> robot.lookup("#visit-park").tryQuery().ifPresent(Node::requestFocus));
    DesktopTest.fx(() -> robot.lookup(id).query().requestFocus());
    DesktopTest.until(
        id + " in sight",
        () -> robot.lookup(id).match(NodeQueryUtils.isVisible()).tryQuery().isPresent());
    robot.clickOn(id);
  }

  /// Presses an option.
  public SurveyPage choose(String key, String code) {
    press(robot, id(key) + "-" + code);
    return this;
  }

  /// Presses a digit while the question has the keyboard.
  public SurveyPage digit(String key, KeyCode digit) {
    Node option = robot.lookup(id(key) + "-input .option").queryAll().iterator().next();
    robot.interact(option::requestFocus);
    robot.push(digit);
    return this;
  }

  /// Types a value and leaves the field.
  public SurveyPage type(String key, String words) {
    press(robot, id(key) + "-field-input");
    robot.write(words).push(KeyCode.TAB);
    return this;
  }

  public SurveyPage confirm(String key) {
    press(robot, id(key) + "-confirm");
    return this;
  }

  /// Confirms all that one key may confirm.
  public SurveyPage confirmAll() {
    robot.clickOn("#confirm-all-act");
    return this;
  }
}
