package cn.ruhu.desktop.admin;

import cn.ruhu.desktop.DesktopTest;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// What an administrator does on the screen.
public record AdminPage(FxRobot robot) {
  /// Waits until the lists are shown.
  public AdminPage shown() {
    DesktopTest.until("the lists", () -> robot.lookup("#admin-people").tryQuery().isPresent());
    return this;
  }

  public AdminPage people() {
    robot.clickOn("#admin-part-PEOPLE");
    return this;
  }

  public AdminPage machines() {
    robot.clickOn("#admin-part-MACHINES");
    return this;
  }

  /// Types into the search and chooses the first that is left.
  public AdminPage find(String words) {
    DesktopTest.fx(() -> input("#admin-search").setText(words));
    DesktopTest.until(
        "a row for " + words,
        () -> !robot.lookup(".ruhu-table").queryTableView().getItems().isEmpty());
    robot.clickOn("#admin-search");
    robot.push(KeyCode.ENTER);
    return this;
  }

  /// Fills the form of a new person; role and home by pinyin initials.
  public AdminPage add(String name, String login, String role, String home) {
    DesktopTest.until("the district", () -> !robot.lookup("#admin-new").query().isDisabled());
    robot.clickOn("#admin-new");
    type("#admin-name-input", name);
    type("#admin-login-input", login);
    choose("#admin-role-input", role);
    if (!home.isEmpty()) choose("#admin-home-input", home);
    robot.clickOn("#admin-add");
    return this;
  }

  private void type(String id, String words) {
    DesktopTest.until(id, () -> robot.lookup(id).tryQuery().isPresent());
    robot.clickOn(id);
    DesktopTest.fx(() -> input(id).setText(words));
    robot.push(KeyCode.TAB);
  }

  private void choose(String id, String initials) {
    robot.clickOn(id);
    robot.write(initials);
    robot.push(KeyCode.ENTER);
  }

  /// Presses an act and gives the reason it asks for.
  public AdminPage act(String id, String reason) {
    robot.clickOn(id);
    type("#admin-reason-input", reason);
    robot.clickOn("#dialog-act-0");
    return this;
  }

  public AdminPage press(String id) {
    robot.clickOn(id);
    return this;
  }

  /// The one-time password or code that is shown.
  public String secret() {
    DesktopTest.until("the secret", () -> robot.lookup("#admin-secret").tryQuery().isPresent());
    return DesktopTest.ask(() -> input("#admin-secret").getText());
  }

  public AdminPage close() {
    robot.clickOn("#dialog-close");
    return this;
  }

  /// How the chosen one stands, in words.
  public String state() {
    return words("#admin-state");
  }

  /// How the audit log stands, in words.
  public String proof() {
    return words("#admin-proof");
  }

  /// The newest row of the audit log that is shown: who, what, to whom.
  public String newest() {
    DesktopTest.until(
        "the log",
        () ->
            robot
                .lookup("#admin-log")
                .tryQuery()
                .filter(n -> !((TableView<?>) n).getItems().isEmpty())
                .isPresent());
    return DesktopTest.ask(() -> {
      var first = (LogLine) robot.lookup("#admin-log").queryTableView().getItems().getFirst();
      return first.who() + " " + first.what() + " " + first.whom();
    });
  }

  /// What the district refused, empty for nothing.
  public String problem() {
    return words("#admin-problem");
  }

  /// What is said while the line is away, empty while it holds.
  public String away() {
    return words("#admin-away");
  }

  private String words(String id) {
    return DesktopTest.ask(() ->
        robot
            .lookup(id)
            .tryQueryAs(Label.class)
            .filter(DesktopTest::inSight)
            .map(Label::getText)
            .orElse(""));
  }

  private TextInputControl input(String id) {
    return robot.lookup(id).queryAs(TextInputControl.class);
  }
}
