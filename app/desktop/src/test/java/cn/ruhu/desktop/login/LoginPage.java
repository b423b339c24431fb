package cn.ruhu.desktop.login;

import cn.ruhu.desktop.DesktopTest;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// What a person can do before work begins.
public record LoginPage(FxRobot robot) {

  /// Waits until the sign-in is shown.
  public LoginPage shown() {
    DesktopTest.until("sign-in", () -> robot.lookup("#login").tryQuery().isPresent());
    return this;
  }

  /// Types a login name.
  public LoginPage as(String login) {
    fill("#login-who-input", login);
    robot.push(KeyCode.TAB);
    return this;
  }

  /// Types the password and presses the button.
  public LoginPage signIn(String password) {
    fill("#login-password-input", password);
    robot.clickOn("#login-act");
    return this;
  }

  /// Sets an own password, where one is asked for first.
  public LoginPage choose(String fresh, String again) {
    DesktopTest.until(
        "an own password",
        () ->
            robot.lookup("#login-fresh-input").tryQuery().filter(DesktopTest::inSight).isPresent());
    fill("#login-fresh-input", fresh);
    fill("#login-again-input", again);
    robot.clickOn("#login-choose");
    return this;
  }

  /// Enrols with the text of a sheet.
  public LoginPage enrolWithSheet(String sheet) {
    DesktopTest.until("enrolment", () -> robot.lookup("#enrol").tryQuery().isPresent());
    DesktopTest.fx(() ->
        robot
            .lookup("#enrol-url-input")
            .queryAs(TextInputControl.class)
            .setText(sheet.replace("\n", "")));
    robot.clickOn("#enrol-look");
    return this;
  }

  /// Words of the problem, empty for none.
  public String problem() {
    return DesktopTest.ask(() ->
        robot
            .lookup("#login-problem")
            .tryQueryAs(Label.class)
            .filter(DesktopTest::inSight)
            .map(Label::getText)
            .orElse(""));
  }

  private void fill(String field, String words) {
    DesktopTest.fx(() -> robot.lookup(field).queryAs(TextInputControl.class).requestFocus());
    DesktopTest.fx(() -> robot.lookup(field).queryAs(TextInputControl.class).clear());
    robot.write(words);
  }
}
