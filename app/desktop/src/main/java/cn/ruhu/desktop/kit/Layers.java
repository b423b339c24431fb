package cn.ruhu.desktop.kit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
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

  private static final class Card extends StackPane {
    private final Runnable onEscape;
    private final @Nullable Node returnTo;

    Card(Node body, Runnable onEscape, @Nullable Node returnTo) {
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
    Node before = getScene() == null ? null : getScene().getFocusOwner();
    var card = new Card(body, onEscape, before);
    body.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    cards.push(card);
    getChildren().add(card);
    return () -> lower(card);
  }

  private void lower(Card card) {
    if (away.remove(card) || !cards.remove(card)) return;
    getChildren().remove(card);
    if (card.returnTo != null && card.returnTo.getScene() != null) card.returnTo.requestFocus();
  }

  /// Takes every open card out of sight, as it is. The returned act brings them back.
  public Runnable aside() {
    var waiting = List.copyOf(cards);
    cards.clear();
    getChildren().removeAll(waiting);
    away.addAll(waiting);
    return () -> {
      for (Card card : waiting.reversed())
        if (away.remove(card)) {
          cards.push(card);
          getChildren().add(card);
        }
      if (!cards.isEmpty()) first(cards.element());
    };
  }

  /// Takes every card away for good, also those that wait aside.
  public void clear() {
    getChildren().removeAll(cards);
    cards.clear();
    away.clear();
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
  static boolean first(Parent parent) {
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
