package cn.ruhu.desktop.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// The keys that work now. The shell registers its own, each screen its own while it is shown; F1
/// shows them all. Window thread only.
public final class Shortcuts {
  /// what fields, lists and cards do by themselves, for the sheet only
  private static final List<Shortcut> EVERYWHERE =
      List.of(
          told("Enter", "kit.keys.enter"),
          told("Tab", "kit.keys.tab"),
          told("=", "kit.keys.same"),
          told("Esc", "kit.keys.escape"),
          told("1 \u2026 9", "kit.keys.digits"));

  /// room of the widest card
  private static final double SHEET_WIDTH = 770;

  private final Layers layers;
  private final Text text;
  private final Dialogs dialogs;
  private final Map<String, List<Shortcut>> groups = new LinkedHashMap<>();
  private Predicate<Shortcut> open = _ -> true;
  private boolean composing;

  /// the key that is down was an act: its letter must not land in a field the act opened
  private boolean spent;

  Shortcuts(Layers layers, Text text, Dialogs dialogs) {
    this.layers = layers;
    this.text = text;
    this.dialogs = dialogs;
  }

  private static Shortcut told(String keys, String label) {
    return new Shortcut(keys, label, () -> {});
  }

  /// Listens on a scene. Called once, by whoever owns the window.
  public void install(Scene scene) {
    scene.addEventFilter(
        InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, e -> composing = !e.getComposed().isEmpty());
    // a field that loses the keyboard ends its composition, and not every input method tells
    scene.focusOwnerProperty().subscribe(_ -> composing = false);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    scene.addEventFilter(
        KeyEvent.KEY_TYPED,
        e -> {
          if (spent) e.consume();
        });
    scene.addEventFilter(KeyEvent.KEY_RELEASED, _ -> spent = false);
  }

  /// Lets only these keys work from now on: the others rest, so that nothing is done that nobody
  /// can see.
  public void only(Predicate<Shortcut> these) {
    open = these;
  }

  /// Puts keys under a title; the returned act takes them away. A later group wins over an earlier
  /// one with the same key.
  public Runnable use(String titleKey, List<Shortcut> keys) {
    var mine = List.copyOf(keys);
    groups.put(titleKey, mine);
    return () -> groups.remove(titleKey, mine);
  }

  private void pressed(KeyEvent event) {
    spent = false;
    boolean card = layers.hasCard();
    boolean typing =
        composing
            || (event.getTarget() instanceof TextInputControl t && t.isEditable())
            || (layers.getScene() != null
                && layers.getScene().getFocusOwner() instanceof TextInputControl f
                && f.isEditable());
    var all = new ArrayList<>(groups.values());
    for (var group : all.reversed())
      for (Shortcut s : group)
        if (s.matches(event)
            && open.test(s)
            && (!card || s.overCards())
            && !(typing && s.isBare())
            && !(composing && !event.isControlDown())) {
          event.consume();
          spent = s.isBare();
          s.act().run();
          return;
        }
  }

  /// Every key that works now, by title.
  public Map<String, List<Shortcut>> all() {
    return Map.copyOf(groups);
  }

  private VBox group(String title, List<Shortcut> keys) {
    var grid = new GridPane();
    grid.getStyleClass().add("keys-grid");
    for (int i = 0; i < keys.size(); i++) {
      var key = new Label(keys.get(i).keys());
      key.getStyleClass().add("key");
      key.setMinWidth(Label.USE_PREF_SIZE);
      grid.addRow(i, key, new Label(text.of(keys.get(i).label())));
    }
    var head = new Label(text.of(title));
    head.getStyleClass().add("section-title");
    return new VBox(8, head, grid);
  }

  /// The sheet of keys (F1).
  public void sheet() {
    var flow = new FlowPane();
    flow.getStyleClass().add("keys");
    flow.setId("keys");
    flow.setPrefWrapLength(SHEET_WIDTH);
    groups.forEach((title, keys) -> {
      if (!keys.isEmpty()) flow.getChildren().add(group(title, keys));
    });
    flow.getChildren().add(group("kit.keys.everywhere", EVERYWHERE));
    dialogs.show(text.of("kit.keys.title"), flow, List.of());
  }
}
