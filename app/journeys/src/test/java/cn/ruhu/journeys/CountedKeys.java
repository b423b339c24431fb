package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.DesktopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testfx.api.FxRobot;

/// A keyboard that counts what is pressed: every key of a chord, and three keys for a Chinese
/// character, which comes as an input method hands it in. Nobody touches the mouse while it counts.
final class CountedKeys implements AutoCloseable {
  static final int KEYS_A_CHARACTER = 3;

  private static final int TABS_MAX = 60;

  private static final Logger log = LoggerFactory.getLogger(CountedKeys.class);

  private final FxRobot robot;
  private final Scene scene;
  private final AtomicInteger clicks = new AtomicInteger();
  private final EventHandler<MouseEvent> mouse = _ -> clicks.incrementAndGet();
  private final List<String> told = new ArrayList<>();
  private int pressed;
  private int since;

  CountedKeys(FxRobot robot, Scene scene) {
    this.robot = robot;
    this.scene = scene;
    DesktopTest.fx(() -> scene.addEventFilter(MouseEvent.MOUSE_PRESSED, mouse));
  }

  /// Keys pressed so far.
  int pressed() {
    return pressed;
  }

  /// Notes what the keys since the last note were for.
  CountedKeys stretch(String words) {
    told.add(words + " " + (pressed - since));
    since = pressed;
    return this;
  }

  /// The keyboard must be in this field, otherwise the keys were for another.
  CountedKeys at(String field) {
    String id = "intake-" + field;
    DesktopTest.until(
        "the keyboard in " + field + ", not " + where(),
        5,
        () -> {
          Node owner = scene.getFocusOwner();
          String now = owner == null || owner.getId() == null ? "" : owner.getId();
          return now.equals(id) || now.equals(id + "-input") || now.startsWith(id + "-");
        });
    return this;
  }

  /// Strokes of a pen on the signing pad: a pen is no mouse, and no key.
  CountedKeys pen(Runnable strokes) {
    DesktopTest.fx(() -> scene.removeEventFilter(MouseEvent.MOUSE_PRESSED, mouse));
    strokes.run();
    DesktopTest.fx(() -> scene.addEventFilter(MouseEvent.MOUSE_PRESSED, mouse));
    return this;
  }

  /// Goes on with Tab, or back with Shift+Tab, until the keyboard is in a node whose id ends so.
  CountedKeys to(String id, boolean back) {
    for (int i = 0; i < TABS_MAX; i++) {
      if (focus().endsWith(id)) return this;
      if (back) press(KeyCode.SHIFT, KeyCode.TAB);
      else press(KeyCode.TAB);
    }
    throw new AssertionError("no way by keyboard to " + id + ", now in " + where());
  }

  /// The id of what has the keyboard, empty for none.
  String focus() {
    return DesktopTest.ask(() -> {
      Node owner = scene.getFocusOwner();
      return owner == null || owner.getId() == null ? "" : owner.getId();
    });
  }

  private String where() {
    return DesktopTest.ask(() -> {
      Node owner = scene.getFocusOwner();
      return owner + (owner instanceof ButtonBase b ? " " + b.getText() : "");
    });
  }

  /// Presses the keys of a chord.
  CountedKeys press(KeyCode... keys) {
    pressed += keys.length;
    robot.push(keys);
    return this;
  }

  CountedKeys enter() {
    return press(KeyCode.ENTER);
  }

  /// Types Latin letters, digits and signs, each a key, and Chinese characters, each three.
  CountedKeys type(String words) {
    for (int c : words.codePoints().toArray()) {
      String one = Character.toString(c);
      if (c < 0x80) {
        pressed++;
        robot.write(one);
      } else {
        pressed += KEYS_A_CHARACTER;
        commit(one);
      }
    }
    return this;
  }

  /// Free words in a field that has the keyboard: what somebody thinks of, counted once.
  CountedKeys words(String field, String words) {
    DesktopTest.until(
        "the keyboard in " + field + ", not " + where(),
        () -> {
          Node owner = scene.getFocusOwner();
          return owner != null && field.equals(owner.getId());
        });
    pressed++;
    commit(words);
    return this;
  }

  /// Types and goes on.
  CountedKeys line(String field, String words) {
    return at(field).type(words).enter();
  }

  private void commit(String words) {
    DesktopTest.fx(() -> {
      if (!(scene.getFocusOwner() instanceof TextInputControl input))
        throw new AssertionError("no field for " + words);
      Event.fireEvent(
          input,
          new InputMethodEvent(
              InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, List.of(), words, words.length()));
    });
  }

  @Override
  public void close() {
    DesktopTest.fx(() -> scene.removeEventFilter(MouseEvent.MOUSE_PRESSED, mouse));
    log.info("keys pressed: {} of them {}", pressed, told);
    assertEquals(0, clicks.get(), "the mouse was used");
  }
}
