package cn.ruhu.desktop;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.MouseButton;
import org.testfx.api.FxRobot;
import org.testfx.api.FxRobotContext;
import org.testfx.robot.Motion;
import org.testfx.service.query.PointQuery;
import org.testfx.util.NodeQueryUtils;
import org.testfx.util.WaitForAsyncUtils;

/// The hands at the window: TestFX's robot with the same native events, but it waits for what they
/// set off and not for time (TestFX sleeps five times 10 ms after each key and each move of the
/// mouse, which was half of a long walk).
public final class Hands extends FxRobot {
  @Override
  public FxRobot clickOn(PointQuery query, Motion motion, MouseButton... buttons) {
    click(robotContext(), query, buttons);
    return this;
  }

  @Override
  public FxRobot clickOn(String selector, Motion motion, MouseButton... buttons) {
    seen(robotContext(), selector);
    return super.clickOn(selector, motion, buttons);
  }

  @Override
  public FxRobot push(KeyCode... keys) {
    push(robotContext(), keys);
    return this;
  }

  @Override
  public FxRobot push(KeyCodeCombination keys) {
    push(robotContext(), keys);
    return this;
  }

  @Override
  public FxRobot write(String words) {
    write(robotContext(), words);
    return this;
  }

  static void click(FxRobotContext robot, PointQuery query, MouseButton... buttons) {
    Point2D point =
        WaitForAsyncUtils.waitForAsyncFx(
            10_000,
            () -> {
              laidOut();
              return query.query();
            });
    MouseButton[] which = buttons.length == 0 ? new MouseButton[] {MouseButton.PRIMARY} : buttons;
    robot.getMouseRobot().moveNoWait(point);
    settled();
    robot.getMouseRobot().pressNoWait(which);
    robot.getMouseRobot().releaseNoWait(which);
    settled();
  }

  static void push(FxRobotContext robot, KeyCode... keys) {
    robot.getKeyboardRobot().pressNoWait(keys);
    robot.getKeyboardRobot().releaseNoWait(keys);
    settled();
  }

  static void push(FxRobotContext robot, KeyCodeCombination keys) {
    var held = new java.util.ArrayList<KeyCode>();
    if (keys.getControl() == KeyCodeCombination.ModifierValue.DOWN) held.add(KeyCode.CONTROL);
    if (keys.getAlt() == KeyCodeCombination.ModifierValue.DOWN) held.add(KeyCode.ALT);
    if (keys.getShift() == KeyCodeCombination.ModifierValue.DOWN) held.add(KeyCode.SHIFT);
    if (keys.getShortcut() == KeyCodeCombination.ModifierValue.DOWN) held.add(KeyCode.CONTROL);
    held.add(keys.getCode());
    push(robot, held.toArray(KeyCode[]::new));
  }

  static void write(FxRobotContext robot, String words) {
    Scene scene =
        WaitForAsyncUtils.waitForAsyncFx(
            10_000,
            () ->
                javafx.stage.Window.getWindows().stream()
                    .filter(w -> w.isFocused() && w.getScene() != null)
                    .findFirst()
                    .orElseGet(() -> robot.getWindowFinder().targetWindow())
                    .getScene());
    words
        .chars()
        .forEach(c ->
            robot
                .getBaseRobot()
                .typeKeyboard(
                    scene,
                    c == '\n' ? KeyCode.ENTER : c == '\t' ? KeyCode.TAB : KeyCode.UNDEFINED,
                    String.valueOf((char) c)));
    settled();
  }

  /// Waits until something of that name can be seen, at most ten seconds.
  static void seen(FxRobotContext robot, String selector) {
    DesktopTest.until(
        selector,
        () -> {
          laidOut();
          return robot.getNodeFinder().lookup(selector).queryAll().stream()
              .anyMatch(NodeQueryUtils.isVisible());
        });
  }

  private static void laidOut() {
    for (var window : javafx.stage.Window.getWindows())
      if (window.getScene() != null) {
        window.getScene().getRoot().applyCss();
        window.getScene().getRoot().layout();
      }
  }

  /// Waits until the window's thread has done what was posted so far and what that posted, with
  /// everything laid out.
  public static void settled() {
    for (int i = 0; i < 3; i++) WaitForAsyncUtils.waitForAsyncFx(30_000, Hands::laidOut);
  }

  /// Waits until the window was laid out and drawn twice.
  public static void drawn() {
    var left = new CountDownLatch(3);
    Platform.runLater(() ->
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            left.countDown();
            if (left.getCount() == 0) stop();
          }
        }.start());
    try {
      if (!left.await(20, TimeUnit.SECONDS)) throw new AssertionError("the window does not draw");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    settled();
  }
}
