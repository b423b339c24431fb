package cn.ruhu.desktop.review;

import cn.ruhu.desktop.DesktopTest;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;
import org.testfx.service.query.NodeQuery;

/// One case at the reviewer's desk.
public record CasePage(FxRobot robot) {
  /// Goes to a tab by name (`COMPARE`, `FLAGS`, `VERDICT`…).
  public CasePage tab(String name) {
    robot.clickOn("#review-tab-" + name);
    return this;
  }

  public ComparePage compare() {
    tab("COMPARE");
    return new ComparePage(robot);
  }

  /// Disposes of one doubt, named by its key (`X04`, `X16:<id>`).
  public CasePage dispose(String key, String reason) {
    tab("FLAGS");
    NodeQuery button = robot.lookup(n -> ("review-dispose-" + key).equals(n.getId()));
    DesktopTest.until("doubt " + key, () -> button.tryQuery().isPresent());
    DesktopTest.fx(() -> button.queryButton().fire());
    robot.clickOn("#review-dispose-reason-input").write(reason);
    robot.clickOn("#dialog-act-0");
    return this;
  }

  /// Sends the case back with the collected questions.
  public CasePage sendBack(String reason) {
    robot.push(KeyCode.CONTROL, KeyCode.B);
    robot.clickOn("#review-return-reason-input").write(reason);
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    return this;
  }

  public OpinionPage verdict() {
    tab("VERDICT");
    return new OpinionPage(robot);
  }

  /// Back to the queue.
  public QueuePage back() {
    robot.push(KeyCode.ALT, KeyCode.LEFT);
    return new QueuePage(robot);
  }
}
