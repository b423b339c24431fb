package cn.ruhu.journeys;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.visit.SignPage;
import cn.ruhu.desktop.visit.SurveyWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testfx.api.FxRobot;

/// Hands at the door that press and type, and the scene itself counts what arrived: each press of
/// the mouse (a finger on a tablet), each key, the password's among them. A field of free words
/// counts as one, however much is written, and so does a stroke of the pen; choosing pictures
/// counts two more for the system's own dialog. Scrolling is neither key nor press.
final class CountedTaps implements SurveyWalk.Touch, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CountedTaps.class);
  private static final int PICTURE_DIALOG = 2;

  private final FxRobot robot;
  private final Scene scene;
  private final AtomicInteger taps = new AtomicInteger();
  private final AtomicInteger keys = new AtomicInteger();
  private final EventHandler<MouseEvent> mouse = _ -> taps.incrementAndGet();
  private final EventHandler<KeyEvent> key = _ -> keys.incrementAndGet();
  private final List<String> told = new ArrayList<>();
  private int since;

  CountedTaps(FxRobot robot) {
    this.robot = robot;
    this.scene = DesktopTest.ask(() -> robot.lookup("#shell").query().getScene());
    DesktopTest.fx(() -> {
      scene.addEventFilter(MouseEvent.MOUSE_PRESSED, mouse);
      scene.addEventFilter(KeyEvent.KEY_PRESSED, key);
    });
  }

  /// Keys and presses so far.
  int count() {
    return taps.get() + keys.get();
  }

  /// Notes what was done since the last note.
  void stretch(String words) {
    told.add(words + " " + (count() - since));
    since = count();
  }

  /// What the notes say, in a line.
  String told() {
    return "keys " + keys.get() + ", presses " + taps.get() + ": " + String.join(", ", told);
  }

  @Override
  public void press(ButtonBase button) {
    if (button.isDisabled()) throw new AssertionError("cannot be pressed: " + button);
    String id = button.getId() == null ? "" : button.getId();
    boolean picks = id.endsWith("-input") && button.getParent().getStyleClass().contains("photos");
    button.requestFocus(); // brings it into sight, as a wheel or a finger does
    mouse(button, MouseEvent.MOUSE_PRESSED);
    mouse(button, MouseEvent.MOUSE_RELEASED);
    if (picks) taps.addAndGet(PICTURE_DIALOG);
  }

  /// Presses what has this id.
  void press(String id) {
    DesktopTest.until(id, () -> robot.lookup("#" + id).tryQuery().isPresent());
    DesktopTest.fx(() -> press(robot.lookup("#" + id).<ButtonBase>query()));
  }

  private static void mouse(Node node, EventType<MouseEvent> type) {
    double x = node.getLayoutBounds().getCenterX();
    var at = node.localToScreen(x, 4);
    var inScene = node.localToScene(x, 4);
    boolean down = type == MouseEvent.MOUSE_PRESSED;
    Event.fireEvent(
        node,
        new MouseEvent(
            type,
            inScene.getX(),
            inScene.getY(),
            at == null ? 0 : at.getX(),
            at == null ? 0 : at.getY(),
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
            true,
            null));
  }

  @Override
  public void type(TextInputControl field, String words) {
    DesktopTest.fx(() -> {
      if (!field.isFocused()) {
        field.requestFocus();
        mouse(field, MouseEvent.MOUSE_PRESSED);
        mouse(field, MouseEvent.MOUSE_RELEASED);
      }
      field.requestFocus();
    });
    if (DesktopTest.ask(() -> !field.getText().isEmpty()))
      robot.push(KeyCode.CONTROL, KeyCode.A); // what stands there is written over
    if (words.matches("[!-~]+")) robot.write(words);
    else {
      DesktopTest.fx(() -> field.setText(words)); // by an input method, counted as one
      keys.incrementAndGet();
    }
    robot.push(KeyCode.ENTER);
  }

  @Override
  public void sign(String card) {
    press(card + "-input");
    new SignPage(robot).strokes(card);
    press(card + "-keep");
  }

  @Override
  public void close() {
    DesktopTest.fx(() -> {
      scene.removeEventFilter(MouseEvent.MOUSE_PRESSED, mouse);
      scene.removeEventFilter(KeyEvent.KEY_PRESSED, key);
    });
    log.info("{}", told());
  }
}
