package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.DesktopTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.event.Event;
import javafx.scene.Parent;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/// Key events at the speed of a gun and of hands, into fields that have the keyboard, with a key of
/// the screen that is a bare letter.
class WedgeTest extends DesktopTest {
  private static final String CODE = "RH1ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private TextField field;
  private PasswordField password;
  private final InlineBackground timers = Background.inline();
  private final List<String> scanned = new ArrayList<>();
  private final List<String> acts = new ArrayList<>();
  private long nowMs = 1_000;
  private Wedge wedge;

  @Override
  protected Parent open(Kit kit) {
    field = new TextField();
    password = new PasswordField();
    field.setOnAction(_ -> acts.add("enter"));
    kit.shortcuts()
        .use("kit.keys.title", List.of(new Shortcut("J", "kit.keys.enter", () -> acts.add("J"))));
    return new VBox(field, password);
  }

  @Override
  public void start(Stage stage) throws Exception {
    super.start(stage);
    wedge = new Wedge(timers, () -> nowMs);
    wedge.install(stage);
    wedge.onScan(scanned::add);
    wedge.use(true);
    field.requestFocus();
  }

  /// The window is the next test's too.
  @Override
  public void stop() throws TimeoutException {
    wedge.use(false);
    super.stop();
  }

  private void pass(long ms) {
    nowMs += ms;
    timers.pass(Duration.ofMillis(ms));
  }

  private void key(KeyCode code, String character) {
    var to = stage.getScene().getFocusOwner();
    for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_TYPED, KeyEvent.KEY_RELEASED)) {
      boolean typed = type == KeyEvent.KEY_TYPED;
      Event.fireEvent(
          to,
          new KeyEvent(
              type,
              typed ? character : KeyEvent.CHAR_UNDEFINED,
              typed ? "" : character,
              typed ? KeyCode.UNDEFINED : code,
              false,
              false,
              false,
              false));
    }
  }

  private void types(String text, long gapMs) {
    for (char c : text.toCharArray()) {
      String name = String.valueOf(c).toUpperCase(java.util.Locale.ROOT);
      key(Character.isDigit(c) ? KeyCode.valueOf("DIGIT" + c) : KeyCode.valueOf(name), "" + c);
      pass(gapMs);
    }
  }

  @Test
  void whatAGunScansReachesNoFieldAndNoKeyOfTheScreen() {
    fx(() -> {
      field.setText("陈");
      field.end();
      types(CODE, 3);
      assertEquals("陈", field.getText(), "not even its first letter");
      key(KeyCode.ENTER, "\r");
      pass(500);
    });
    assertEquals(List.of(CODE), scanned);
    assertEquals("陈", ask(field::getText));
    assertEquals(List.of(), acts, "neither the J in the code nor its Enter");
    fx(() -> {
      types(CODE, 20);
      key(KeyCode.TAB, "\t");
      pass(500);
    });
    assertEquals(List.of(CODE, CODE), scanned);
    assertEquals(true, ask(field::isFocused), "its Tab moves nothing");
  }

  @Test
  void handsAreHandedOnInTheirOrderHoweverTheyType() {
    fx(() -> {
      types("ab", 90);
      types("cd", 20);
      pass(50);
      types("e", 0);
      key(KeyCode.BACK_SPACE, "\b");
      types("f1", 10);
      key(KeyCode.ENTER, "\r");
      pass(500);
    });
    assertEquals("abcdf1", ask(field::getText));
    assertEquals(List.of(), scanned);
    assertEquals(List.of("enter"), acts);
  }

  @Test
  void fastTextThatDoesNotEndIsHandedOnWhole() {
    fx(() -> {
      types(CODE, 3);
      pass(100);
    });
    assertEquals(CODE, ask(field::getText));
    fx(() -> {
      field.clear();
      types("A".repeat(600), 1);
      pass(100);
    });
    assertEquals(600, ask(() -> field.getText().length()));
    assertEquals(List.of(), scanned);
  }

  @Test
  void keyOfTheScreenWorksAMomentLater() {
    fx(() -> {
      stage.getScene().getRoot().requestFocus();
      password.setFocusTraversable(false);
      field.getParent().requestFocus();
      types("j", 0);
      assertEquals(List.of(), acts);
      pass(60);
    });
    assertEquals(List.of("J"), acts);
  }

  @Test
  void passwordsAreNeverHeldAndWithoutAGunNothingIs() {
    fx(() -> {
      password.requestFocus();
      types("geheim99", 1);
      key(KeyCode.ENTER, "\r");
      assertEquals("geheim99", password.getText());
      wedge.use(false);
      field.requestFocus();
      types(CODE, 1);
      assertEquals(CODE, field.getText());
    });
    assertEquals(List.of(), scanned);
  }
}
