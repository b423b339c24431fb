package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.DesktopTest;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.testfx.api.FxRobot;

/// The signing stations.
public record SignPage(FxRobot robot) {
  /// Signs a question on the pad and keeps the signature.
  public SignPage sign(String key) {
    String id = "#q-" + key.replace('@', '-').replace('#', '-');
    SurveyPage.press(robot, id + "-input");
    robot.interact(() -> robot.lookup(id + "-close").query().requestFocus());
    strokes(id.substring(1));
    robot.clickOn(id + "-keep");
    return this;
  }

  /// Draws on the pad that is open in a question's card.
  public SignPage strokes(String card) {
    Node pad =
        robot.lookup("#" + card + "-pad").query().lookupAll("*").stream()
            .filter(Canvas.class::isInstance)
            .findFirst()
            .orElseThrow();
    DesktopTest.fx(() -> {
      stroke(pad, MouseEvent.MOUSE_PRESSED, 60, 60);
      for (int i = 1; i <= 8; i++)
        stroke(pad, MouseEvent.MOUSE_DRAGGED, 60 + i * 22, 60 + (i % 3) * 24);
      stroke(pad, MouseEvent.MOUSE_RELEASED, 236, 60);
    });
    return this;
  }

  private static void stroke(Node pad, EventType<MouseEvent> type, double x, double y) {
    Point2D at = pad.localToScreen(x, y);
    Point2D inScene = pad.localToScene(x, y); // an event without a source is in the scene's terms
    boolean down = type != MouseEvent.MOUSE_RELEASED;
    Event.fireEvent(
        pad,
        new MouseEvent(
            type,
            inScene.getX(),
            inScene.getY(),
            at.getX(),
            at.getY(),
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            down,
            false,
            false,
            false,
            false,
            false,
            null));
  }

  /// The second investigator signs in.
  public SignPage second(String password) {
    SurveyPage.press(robot, "#visit-second-input");
    robot.write(password);
    SurveyPage.press(robot, "#visit-second-sign");
    return this;
  }
}
