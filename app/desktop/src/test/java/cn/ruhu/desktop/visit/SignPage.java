package cn.ruhu.desktop.visit;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import org.testfx.api.FxRobot;

/// The signing stations.
public record SignPage(FxRobot robot) {
  /// Signs a question on the pad and keeps the signature.
  public SignPage sign(String key) {
    String id = "#q-" + key.replace('@', '-').replace('#', '-');
    SurveyPage.press(robot, id + "-input");
    robot.interact(() -> robot.lookup(id + "-close").query().requestFocus());
    Node pad = robot.lookup(id + "-pad").query();
    Bounds b = pad.localToScreen(pad.getBoundsInLocal());
    robot.moveTo(b.getMinX() + 60, b.getMinY() + 60).press(MouseButton.PRIMARY);
    for (int i = 1; i <= 8; i++)
      robot.moveTo(b.getMinX() + 60 + i * 22, b.getMinY() + 60 + (i % 3) * 24);
    robot.release(MouseButton.PRIMARY);
    robot.clickOn(id + "-keep");
    return this;
  }

  /// The second investigator signs in.
  public SignPage second(String password) {
    SurveyPage.press(robot, "#visit-second-input");
    robot.write(password);
    SurveyPage.press(robot, "#visit-second-sign");
    return this;
  }
}
