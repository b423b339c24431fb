package cn.ruhu.desktop.shell;

import cn.ruhu.desktop.DesktopTest;
import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// What a person can do with the window around the screens.
public record ShellPage(FxRobot robot) {

  /// Presses an entry of the rail.
  public ShellPage goTo(String feature) {
    robot.clickOn("#rail-" + feature);
    return this;
  }

  public boolean shows(String selector) {
    return DesktopTest.ask(
        () -> robot.lookup(selector).tryQuery().filter(DesktopTest::inSight).isPresent());
  }

  public ShellPage waitFor(String selector) {
    DesktopTest.until(
        selector, () -> robot.lookup(selector).tryQuery().filter(DesktopTest::inSight).isPresent());
    return this;
  }

  public ShellPage lock() {
    robot.push(KeyCode.CONTROL, KeyCode.L);
    return waitFor("#lock");
  }

  public ShellPage unlock(String password) {
    robot.clickOn("#lock-password-input").write(password);
    robot.push(KeyCode.ENTER);
    return this;
  }

  /// Changes the own password, and waits until that is said to be done.
  public ShellPage changePassword(String old, String fresh) {
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
    waitFor("#password-old-input");
    for (String typed : List.of(old, fresh, fresh)) {
      robot.write(typed);
      robot.push(KeyCode.ENTER);
    }
    return waitFor("#trouble-PASSWORD");
  }

  public ShellPage quickOpen(String typed) {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    waitFor("#quick-input");
    robot.write(typed);
    return this;
  }

  public String text(String selector) {
    return DesktopTest.ask(() -> robot.lookup(selector).<Labeled>query().getText());
  }

  public ShellPage press(KeyCode... keys) {
    robot.push(keys);
    return this;
  }
}
