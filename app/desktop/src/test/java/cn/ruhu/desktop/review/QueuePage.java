package cn.ruhu.desktop.review;

import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// The reviewer's queue as a person uses it.
public record QueuePage(FxRobot robot) {
  /// Shows only the cases of a chip (`ALL`, `WAITING`, `DOUBTS`…).
  public QueuePage chip(String name) {
    robot.clickOn("#review-chip-" + name);
    return this;
  }

  /// Opens a case by its applicant's name, with Enter.
  public CasePage open(String applicant) {
    robot.clickOn(robot.lookup("#review-queue").lookup(applicant).queryAll().iterator().next());
    robot.push(KeyCode.ENTER);
    return new CasePage(robot);
  }
}
