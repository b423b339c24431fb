package cn.ruhu.journeys;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.visit.SignPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// A questionnaire answered by keyboard alone: F8 brings the next open question, digits choose,
/// what stood there before the visit is confirmed, with one key where the form allows it. Knows
/// nothing of the form but what the window shows.
final class KeyedForm {
  private static final int STEPS_MAX = 250;

  /// options that have a digit
  private static final int DIGITS = 10;

  private final FxRobot robot;
  private final CountedKeys keys;
  private final Scene scene;
  private final Map<String, String> answers;
  private int answered;

  /// @param answers by question name (`M12`, `kg`): option codes or text; other options take the
  ///   first, other texts `0`
  KeyedForm(FxRobot robot, CountedKeys keys, Scene scene, Map<String, String> answers) {
    this.robot = robot;
    this.keys = keys;
    this.scene = scene;
    this.answers = answers;
  }

  /// Questions answered or confirmed so far; what one key confirmed counts once.
  int answered() {
    return answered;
  }

  /// Answers what the keyboard is in and what F8 brings, until that is enough or F8 brings nothing.
  KeyedForm until(Callable<Boolean> enough) {
    for (int i = 0; i < STEPS_MAX; i++) {
      if (DesktopTest.ask(enough)) return this;
      Optional<Node> card = DesktopTest.ask(this::open);
      if (card.isEmpty()) {
        keys.press(KeyCode.F8);
        if (DesktopTest.ask(enough)) return this;
        card = DesktopTest.ask(this::open);
      }
      if (card.isEmpty()) return this;
      answer(card.get());
    }
    throw new AssertionError("still open after " + STEPS_MAX + " answers: " + keys.focus());
  }

  /// The question the keyboard is in, while it waits for something.
  private Optional<Node> open() {
    for (Node at = scene.getFocusOwner(); at != null; at = at.getParent())
      if (at.getStyleClass().contains("question")) return Optional.of(at).filter(this::waits);
    return Optional.empty();
  }

  private boolean waits(Node card) {
    return confirm(card).isPresent()
        || reason(card)
        || card.lookupAll(".field-required").stream().anyMatch(DesktopTest::inSight);
  }

  private static Optional<Node> confirm(Node card) {
    return part(card, "-confirm");
  }

  private static boolean reason(Node card) {
    return part(card, "-reason-input")
        .filter(n -> n instanceof TextInputControl t && t.getText().isEmpty())
        .isPresent();
  }

  private static Optional<Node> part(Node card, String suffix) {
    String id = card.getId() + suffix;
    return card.lookupAll("*").stream()
        .filter(n -> id.equals(n.getId()) && DesktopTest.inSight(n))
        .findFirst();
  }

  private static boolean has(Node card, String selector) {
    return DesktopTest.ask(() -> !card.lookupAll(selector).isEmpty());
  }

  /// `M12` of `q-M12-<member>`, `kg` of `q-/plot[1]/kg`.
  private static String name(Node card) {
    String key = card.getId().substring(2);
    return key.startsWith("/") ? key.substring(key.lastIndexOf('/') + 1) : key.split("-", -1)[0];
  }

  private void answer(Node card) {
    answered++;
    String id = name(card);
    if (DesktopTest.ask(() -> confirm(card).isPresent())) {
      boolean all = DesktopTest.ask(() -> !robot.lookup("#confirm-all-act").queryAll().isEmpty());
      keys.press(KeyCode.CONTROL, all ? KeyCode.E : KeyCode.D);
      if (all || DesktopTest.ask(() -> wrong(card)).isEmpty()) return;
      options(card, answers.getOrDefault(id, "")); // what was declared does not fit
      return;
    }
    if (DesktopTest.ask(() -> reason(card)))
      keys.to("-reason-input", false).type(answers.getOrDefault("reason", "0")).enter();
    else if (has(card, ".option")) options(card, answers.getOrDefault(id, ""));
    else if (has(card, ".photos")) {
      keys.press(KeyCode.SPACE);
      DesktopTest.until("pictures of " + id, () -> !card.lookupAll(".photo").isEmpty());
    } else if (has(card, ".signature")) sign(card);
    else {
      keys.type(answers.getOrDefault(id, "0"));
      boolean area = DesktopTest.ask(() -> scene.getFocusOwner() instanceof TextArea);
      keys.press(area ? KeyCode.TAB : KeyCode.ENTER);
    }
    String wrong = DesktopTest.ask(() -> wrong(card));
    if (!wrong.isEmpty()) throw new AssertionError(card.getId() + ": " + wrong);
  }

  private static String wrong(Node card) {
    return card.lookupAll(".field-problem").stream()
        .filter(DesktopTest::inSight)
        .map(n -> ((Labeled) n).getText())
        .collect(Collectors.joining("; "));
  }

  private void options(Node card, String wanted) {
    List<String> codes =
        DesktopTest.ask(() ->
            card.lookupAll(".option").stream()
                .filter(ToggleButton.class::isInstance)
                .map(o -> o.getId().substring(card.getId().length() + 1))
                .toList());
    for (String code :
        wanted.isEmpty() ? List.of(codes.getFirst()) : List.of(wanted.split(" ", -1))) {
      int at = codes.indexOf(code);
      if (at < 0) throw new AssertionError(card.getId() + " has no " + code + " in " + codes);
      if (at < DIGITS) keys.press(KeyCode.getKeyCode(Integer.toString((at + 1) % DIGITS)));
      else keys.to(card.getId() + "-" + code, false).press(KeyCode.SPACE);
    }
  }

  private void sign(Node card) {
    keys.press(KeyCode.SPACE);
    keys.pen(() -> new SignPage(robot).strokes(card.getId()));
    keys.to(card.getId() + "-keep", false).press(KeyCode.SPACE);
    DesktopTest.until("signed " + card.getId(), () -> card.lookupAll(".signature-pad").isEmpty());
  }
}
