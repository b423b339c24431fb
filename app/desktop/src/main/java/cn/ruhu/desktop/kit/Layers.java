package cn.ruhu.desktop.kit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The window's root: the content, above it quiet messages, above them at most a few cards that ask
/// for a decision. Cards stay inside the window, so that pictures, tests and screen readers see one
/// scene; while one is open the keyboard cannot leave it, and Esc closes it without changing
/// anything.
public final class Layers extends StackPane {
  private final StackPane content = new StackPane();
  private final VBox toasts = new VBox();
  private final Deque<Card> cards = new ArrayDeque<>();
  private final Set<Card> away = new HashSet<>();
  private final List<Card> waiting = new ArrayList<>();
  private final IntegerProperty late = new SimpleIntegerProperty();
  private final BooleanProperty veiled = new SimpleBooleanProperty();
  private final List<Runnable> ends = new ArrayList<>();
  private Focus focus = Focus.NONE;
  private int holds;

  private static final class Card extends StackPane {
    private final Runnable onEscape;
    private Focus returnTo;

    Card(Node body, Runnable onEscape, Focus returnTo) {
      super(body);
      this.onEscape = onEscape;
      this.returnTo = returnTo;
      getStyleClass().add("scrim");
    }
  }

  public Layers() {
    getStyleClass().add("layers");
    toasts.getStyleClass().add("toasts");
    toasts.setAlignment(Pos.BOTTOM_CENTER);
    toasts.setPickOnBounds(false);
    toasts.setMouseTransparent(true);
    getChildren().addAll(content, toasts);
    addEventFilter(KeyEvent.KEY_PRESSED, this::escape);
    sceneProperty()
        .subscribe(s -> {
          if (s != null) s.focusOwnerProperty().subscribe(this::keepInside);
        });
  }

  /// Replaces what stands below everything else.
  public void show(Node node) {
    content.getChildren().setAll(node);
  }

  /// Puts a card over the window. The returned act takes it away and gives the focus back.
  public Runnable raise(Pane body, Runnable onEscape) {
    var card = new Card(body, onEscape, Focus.of(getScene()));
    body.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    if (holds > 0) {
      away.add(card);
      waiting.add(card);
      late.set(late.get() + 1);
      return () -> lower(card);
    }
    cards.push(card);
    getChildren().add(card);
    return () -> lower(card);
  }

  private void lower(Card card) {
    if (away.remove(card)) {
      if (waiting.indexOf(card) >= waiting.size() - late.get()) late.set(late.get() - 1);
      waiting.remove(card);
    }
    if (!cards.remove(card)) return;
    getChildren().remove(card);
    if (!card.returnTo.back(getScene()) && !cards.isEmpty()) inside(cards.element());
  }

  /// Where the keyboard was in the card, else its first control.
  private void inside(Card card) {
    if (!focus.within(card) || !focus.back(getScene())) first(card);
  }

  /// Takes every open card out of sight, as it is; what is raised from now on waits with them, for
  /// a card may show a person. The returned act brings them back, once as many acts were run as
  /// cards were taken aside: a lock may come over a curtain.
  public Runnable aside() {
    if (holds++ == 0) focus = Focus.of(getScene());
    veiled.set(true);
    waiting.addAll(cards.reversed());
    away.addAll(cards);
    getChildren().removeAll(cards);
    cards.clear();
    var once = new AtomicBoolean();
    return () -> {
      if (!once.getAndSet(true) && holds > 0 && --holds == 0) back();
    };
  }

  private void back() {
    veiled.set(false);
    Focus now = Focus.of(getScene());
    int old = waiting.size() - late.get();
    for (int i = 0; i < waiting.size(); i++) {
      Card card = waiting.get(i);
      if (!away.remove(card)) continue;
      // what came meanwhile gives the keyboard back to where it would be without it
      if (i >= old) card.returnTo = now;
      cards.push(card);
      getChildren().add(card);
    }
    waiting.clear();
    late.set(0);
    if (!cards.isEmpty()) inside(cards.element());
  }

  /// Whether nothing about a person may be seen now: a curtain is drawn, or the window is locked. A
  /// window beside this one hides what it shows.
  public ObservableBooleanValue veiled() {
    return veiled;
  }

  /// Runs once when the person leaves: whatever else of theirs is open closes then. Run the result
  /// to forget it.
  public Runnable atEnd(Runnable end) {
    ends.add(end);
    return () -> ends.remove(end);
  }

  /// How many cards were raised while none may be seen.
  public ObservableIntegerValue late() {
    return late;
  }

  /// Closes what hangs over the window: lists of choices, menus, words at the pointer.
  public static void closePopups() {
    for (Window w : List.copyOf(Window.getWindows())) if (w instanceof PopupWindow p) p.hide();
  }

  /// Takes every card away for good, also those that wait aside.
  public void clear() {
    getChildren().removeAll(cards);
    cards.clear();
    away.clear();
    waiting.clear();
    late.set(0);
    holds = 0;
    veiled.set(false);
    var all = List.copyOf(ends);
    ends.clear();
    all.forEach(Runnable::run);
  }

  /// Whether a card is open: shortcuts of the screens below rest.
  public boolean hasCard() {
    return !cards.isEmpty();
  }

  Pane toasts() {
    return toasts;
  }

  private void escape(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && !cards.isEmpty()) {
      event.consume();
      cards.element().onEscape.run();
    }
  }

  private void keepInside(@Nullable Node owner) {
    if (cards.isEmpty() || owner == null) return;
    Card top = cards.element();
    for (Parent p = owner.getParent(); p != null; p = p.getParent()) if (p == top) return;
    first(top);
  }

  /// Focuses the first control below `parent` that takes the keyboard.
  public static boolean first(Parent parent) {
    for (Node child : parent.getChildrenUnmodifiable()) {
      if (!child.isVisible() || child.isDisabled()) continue;
      if (child.isFocusTraversable()) {
        child.requestFocus();
        return true;
      }
      if (child instanceof Parent p && first(p)) return true;
    }
    return false;
  }
}
