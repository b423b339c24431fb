package cn.ruhu.desktop.dispatch;

import org.testfx.api.FxRobot;

/// The dispatcher's screen as a person uses it.
public record DispatchPage(FxRobot robot) {
  /// Records that 核对 was requested for the chosen case.
  public DispatchPage verificationRequested() {
    robot.clickOn("#dispatch-asked");
    return this;
  }

  /// Records that the city answered "no record".
  public DispatchPage noRecord() {
    robot.clickOn("#dispatch-norecord");
    return this;
  }

  /// Chooses a row by the applicant's name.
  public DispatchPage choose(String applicant) {
    robot.clickOn(robot.lookup("#dispatch-table").lookup(applicant).queryAll().iterator().next());
    return this;
  }

  /// Types pinyin initials into the two boxes; the only agency is chosen already.
  public DispatchPage pair(String first, String second) {
    type("#dispatch-first-input", first);
    type("#dispatch-second-input", second);
    return this;
  }

  private void type(String id, String initials) {
    robot.clickOn(id);
    robot.write(initials);
    robot.push(javafx.scene.input.KeyCode.ENTER);
  }

  public DispatchPage send() {
    robot.clickOn("#dispatch-send");
    return this;
  }
}
