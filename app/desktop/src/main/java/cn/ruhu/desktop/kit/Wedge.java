package cn.ruhu.desktop.kit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;

/// Guns for codes type what they scan like a very fast keyboard that ends with Enter or Tab. Here
/// they are told from people, in one place, before any field or key of a screen sees a letter.
///
/// Letters are held back until the next one is late: a person's are then handed on as they came,
/// [#GAP] later at most; a gun's go to the listeners as one text. So it costs that much at every
/// key, and is off where no gun is (the settings turn it on). Passwords are never held, nor
/// anything an input method composes: a gun needs the keyboard in Latin letters. Window thread
/// only.
public final class Wedge {
  /// Longest time between two keys of a gun; guns need 1 to 20 ms, hands more than 50.
  static final Duration GAP = Duration.ofMillis(35);

  /// Shortest text of a gun: two hands do not strike this many keys so fast.
  static final int LENGTH_MIN = 6;

  /// A text that goes on longer is none.
  static final int LENGTH_MAX = 512;

  private final Background background;
  private final LongSupplier millis;
  private final Deque<KeyEvent> held = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private final List<Consumer<String>> hears = new ArrayList<>();
  private final Deque<Predicate<String>> claims = new ArrayDeque<>();
  private Background.Job late = () -> {};
  private long lastAt;
  private boolean on;
  private boolean replaying;

  /// the key that ended a text is still down
  private boolean ending;

  Wedge(Background background) {
    this(background, () -> System.nanoTime() / 1_000_000);
  }

  /// @param millis a steady clock
  Wedge(Background background, LongSupplier millis) {
    this.background = background;
    this.millis = millis;
  }

  /// Listens on a window, before its scene. Called once, by whoever owns the window.
  public void install(Window window) {
    window.addEventFilter(KeyEvent.ANY, this::key);
    // what was typed before a click belongs before the click
    window.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> release());
  }

  /// Whether a gun is in use at this machine.
  public void use(boolean gun) {
    release();
    on = gun;
  }

  /// Whether a gun is in use at this machine.
  public boolean inUse() {
    return on;
  }

  /// Is asked before everybody else, the newest first; who takes a text keeps it. Run the result to
  /// stop.
  ///
  /// @param takes whether this text was meant for it
  public Runnable claim(Predicate<String> takes) {
    claims.addFirst(takes);
    return () -> claims.remove(takes);
  }

  /// Hears every text a gun scanned, without what ended it. Run the result to stop.
  public Runnable onScan(Consumer<String> scanned) {
    hears.add(scanned);
    return () -> hears.remove(scanned);
  }

  private void key(KeyEvent event) {
    if (replaying || !on || (hears.isEmpty() && claims.isEmpty())) return;
    if (event.getTarget() instanceof PasswordField) {
      release();
      return;
    }
    if (event.getEventType() == KeyEvent.KEY_PRESSED) pressed(event);
    else if (ending) event.consume();
    else if (event.getEventType() == KeyEvent.KEY_TYPED) typed(event);
    else if (!held.isEmpty() && !event.getCode().isModifierKey()) hold(event);
    if (ending && event.getEventType() == KeyEvent.KEY_RELEASED) ending = !ends(event.getCode());
  }

  private void pressed(KeyEvent event) {
    ending = false;
    if (event.getCode().isModifierKey()) return;
    boolean fast = millis.getAsLong() - lastAt <= GAP.toMillis();
    if (ends(event.getCode()) && fast && text.length() >= LENGTH_MIN) {
      event.consume();
      ending = true;
      scanned();
      return;
    }
    if (!fast || !letter(event)) release();
    if (letter(event)) hold(event);
  }

  private void typed(KeyEvent event) {
    if (held.isEmpty()) return;
    String typed = event.getCharacter();
    boolean plain = typed.length() == 1 && typed.charAt(0) >= ' ' && typed.charAt(0) <= '~';
    if (!plain || text.length() >= LENGTH_MAX) {
      release();
      return;
    }
    text.append(typed);
    hold(event);
  }

  private void hold(KeyEvent event) {
    event.consume();
    held.add(event);
    lastAt = millis.getAsLong();
    late.cancel();
    late = background.after(GAP, this::release);
  }

  private void scanned() {
    late.cancel();
    held.clear();
    String whole = text.toString();
    text.setLength(0);
    for (var claim : List.copyOf(claims)) if (claim.test(whole)) return;
    for (var listener : List.copyOf(hears)) listener.accept(whole);
  }

  /// Hands on what was held, in its order, to whom it was meant for.
  private void release() {
    late.cancel();
    text.setLength(0);
    if (held.isEmpty() || replaying) return;
    replaying = true;
    try {
      for (var event = held.poll(); event != null; event = held.poll()) {
        EventTarget to = Objects.requireNonNull(event.getTarget());
        Event.fireEvent(to, event.copyFor(to, to));
      }
    } finally {
      replaying = false;
    }
  }

  private static boolean ends(KeyCode code) {
    return code == KeyCode.ENTER || code == KeyCode.TAB;
  }

  private static boolean letter(KeyEvent event) {
    KeyCode code = event.getCode();
    if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) return false;
    if (code.isNavigationKey() || code.isFunctionKey() || code.isMediaKey()) return false;
    return switch (code) {
      case ENTER, TAB, ESCAPE, BACK_SPACE, DELETE, INSERT, CAPS, CONTEXT_MENU -> false;
      default -> true;
    };
  }
}
