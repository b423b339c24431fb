package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Nodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Several codes of one table as boxes to tick; each tick is kept at once. One stop for the
/// keyboard: arrows go from box to box, Space or a box's code or pinyin initials tick it, Enter
/// goes on. Window thread only.
final class Ticks extends VBox {
  /// width in which the boxes are laid out at the smallest window
  private static final double WRAP = 690;

  private static final Duration SETTLED = Duration.ofMillis(20);

  private final List<CheckBox> boxes = new ArrayList<>();
  private final Supplier<@Nullable UUID> record;
  private final String name;
  private final IntakeViewModel model;
  private final Label earlier = new Label();
  private final List<Choice> choices;
  private boolean showing;
  private Runnable onEnter = this::moveOn;
  private String typed = "";
  private int current;

  Ticks(
      String id,
      String title,
      List<Choice> choices,
      Supplier<@Nullable UUID> record,
      String name,
      IntakeViewModel model) {
    this.record = record;
    this.name = name;
    this.model = model;
    this.choices = List.copyOf(choices);
    setId(id);
    getStyleClass().addAll("field", "ticks");
    var label = new Label(title);
    label.getStyleClass().add("field-label");
    earlier.getStyleClass().addAll("badge", "source", "neutral");
    Nodes.shown(earlier, false);
    var top = new HBox(label, earlier);
    top.getStyleClass().add("field-top");
    top.setAlignment(Pos.CENTER_LEFT);
    var flow = new FlowPane();
    flow.getStyleClass().add("ticks-flow");
    flow.setPrefWrapLength(WRAP);
    flow.widthProperty()
        .subscribe(w -> {
          if (w.doubleValue() <= 0 || w.doubleValue() == flow.getPrefWrapLength()) return;
          flow.setPrefWrapLength(w.doubleValue());
          // asked for in the middle of a layout it would be forgotten, and a line stay empty
          model.background().after(SETTLED, this::requestLayout);
        });
    for (Choice c : choices) {
      var box = new CheckBox(c.label());
      box.setId(id + "-" + c.code());
      box.setUserData(c.code());
      box.setMinWidth(CheckBox.USE_PREF_SIZE);
      box.setAccessibleText(title + " " + c.label());
      box.selectedProperty().subscribe((_, _) -> ticked());
      int at = boxes.size();
      box.setFocusTraversable(at == 0);
      box.focusedProperty()
          .subscribe(has -> {
            if (has) here(at);
            typed = "";
          });
      boxes.add(box);
      flow.getChildren().add(box);
    }
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    addEventFilter(KeyEvent.KEY_TYPED, this::letter);
    getChildren().addAll(top, flow);
  }

  /// The box the keyboard comes back to.
  private void here(int at) {
    boxes.get(current).setFocusTraversable(false);
    current = at;
    boxes.get(at).setFocusTraversable(true);
  }

  private void key(KeyEvent e) {
    int to =
        switch (e.getCode()) {
          case RIGHT, DOWN -> Math.min(current + 1, boxes.size() - 1);
          case LEFT, UP -> Math.max(current - 1, 0);
          case HOME -> 0;
          case END -> boxes.size() - 1;
          default -> -1;
        };
    if (to >= 0) {
      e.consume();
      boxes.get(to).requestFocus();
    } else if (e.getCode() == KeyCode.ENTER && !e.isControlDown()) {
      e.consume();
      onEnter.run();
    }
  }

  /// A code or initials typed out: the first key that leaves one box ticks it.
  private void letter(KeyEvent e) {
    String key = e.getCharacter().toLowerCase(Locale.ROOT);
    if (e.isControlDown() || e.isAltDown() || !key.matches("[a-z0-9]")) return;
    e.consume();
    typed += key;
    if (found(typed).isEmpty()) typed = key;
    List<Integer> found = found(typed);
    if (found.isEmpty()) {
      typed = "";
      return;
    }
    String so = typed;
    boxes.get(found.getFirst()).requestFocus();
    typed = so;
    boolean whole = found.size() > 1 && whole(found.getFirst(), so) && so.length() > 1;
    if (found.size() == 1 || whole) {
      typed = "";
      boxes.get(found.getFirst()).fire();
    }
  }

  private boolean whole(int at, String word) {
    return choices.get(at).initials().equals(word)
        || choices.get(at).code().toLowerCase(Locale.ROOT).equals(word);
  }

  /// Boxes that begin with what was typed, those spelled just so first.
  private List<Integer> found(String word) {
    return IntStream.range(0, choices.size())
        .filter(i ->
            choices.get(i).initials().startsWith(word)
                || choices.get(i).code().toLowerCase(Locale.ROOT).startsWith(word))
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> !whole(i, word)))
        .toList();
  }

  /// What Enter does.
  void onEnter(Runnable act) {
    onEnter = act;
  }

  /// The next node behind the boxes takes the keyboard.
  void moveOn() {
    boxes.get(current).requestFocusTraversal(TraversalDirection.NEXT);
  }

  void focus() {
    boxes.get(current).requestFocus();
  }

  boolean isEmpty() {
    return boxes.stream().noneMatch(CheckBox::isSelected);
  }

  boolean takesKeys() {
    if (getScene() == null) return false;
    for (Node n = this; n != null; n = n.getParent()) if (!n.isVisible()) return false;
    return true;
  }

  /// Words of the mark of codes taken over from an earlier application.
  Ticks earlier(String words) {
    earlier.setText(words);
    return this;
  }

  private void ticked() {
    UUID id = record.get();
    if (showing || id == null) return;
    model.leave(
        id,
        name,
        boxes.stream()
            .filter(CheckBox::isSelected)
            .map(b -> (String) b.getUserData())
            .collect(Collectors.joining(",")));
  }

  void refresh() {
    UUID id = record.get();
    if (id == null) return;
    List<String> now = Arrays.asList(model.shown(id, name).split(",", -1));
    Nodes.shown(earlier, model.source(id, name).equals(WorkingCopy.EARLIER));
    showing = true;
    boxes.forEach(b -> b.setSelected(now.contains((String) b.getUserData())));
    showing = false;
  }
}
