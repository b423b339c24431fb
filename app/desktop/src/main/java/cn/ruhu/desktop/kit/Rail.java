package cn.ruhu.desktop.kit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableIntegerValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The rail at the left: places of work above, the machine's own below; icon, word, count. Up and
/// down move, Enter opens. Ids: `rail-<feature>`.
public final class Rail extends VBox {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private final VBox work = new VBox();
  private final VBox machine = new VBox();
  private final Map<String, Button> buttons = new LinkedHashMap<>();
  private final BooleanProperty narrow = new SimpleBooleanProperty();
  private final Consumer<String> chosen;

  public Rail(Node head, Consumer<String> chosen) {
    this.chosen = chosen;
    getStyleClass().add("rail");
    work.getStyleClass().add("rail-group");
    machine.getStyleClass().add("rail-group");
    var gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    var places = new VBox(work, gap, machine);
    places.getStyleClass().add("rail-places");
    var tall = new Tall(places); // large text in a low window: the last places are reached too
    VBox.setVgrow(tall, Priority.ALWAYS);
    getChildren().addAll(head, tall);
    addEventFilter(KeyEvent.KEY_PRESSED, this::arrows);
  }

  /// Adds a place.
  ///
  /// @param key that leads there, shown in its tooltip; empty for none
  public void add(Feature feature, String title, String key) {
    var words = new Label(title);
    words.setMinWidth(Label.USE_PREF_SIZE);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    var count = new Label();
    count.getStyleClass().add("rail-count");
    count.setMinWidth(Label.USE_PREF_SIZE);
    for (Label word : List.of(words, count)) {
      word.managedProperty().bind(narrow.not());
      word.opacityProperty().bind(Bindings.when(narrow).then(0).otherwise(1));
    }
    var row = new HBox(feature.icon().node(), words, count);
    row.getStyleClass().add("rail-row");
    row.setAlignment(Pos.CENTER_LEFT);
    var button = new Button("", row);
    button.setId("rail-" + feature.id());
    button.getStyleClass().addAll("flat", "rail-item");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setTooltip(new Tooltip(key.isEmpty() ? title : title + "  " + key));
    button.setOnAction(_ -> chosen.accept(feature.id()));
    button.widthProperty().subscribe(w -> row.setPrefWidth(Math.max(0, w.doubleValue() - 24)));
    subscribe(feature.count(), title, button, count);
    buttons.put(feature.id(), button);
    (feature.place() == Feature.Place.WORK ? work : machine).getChildren().add(button);
  }

  private static void subscribe(
      ObservableIntegerValue waiting, String title, Button button, Label count) {
    waiting.subscribe(n -> {
      int now = n.intValue();
      count.setText(now == 0 ? "" : now > 999 ? "999+" : String.valueOf(now));
      count.setVisible(now > 0);
      button.setAccessibleText(now == 0 ? title : title + " " + now);
    });
  }

  /// Only pictures, their words as tooltips: for large text in a small window.
  public void narrow(boolean yes) {
    narrow.set(yes);
    getStyleClass().remove("rail-narrow");
    if (yes) getStyleClass().add("rail-narrow");
  }

  /// Marks the place that is open.
  public void current(String id) {
    buttons.forEach((k, b) -> b.pseudoClassStateChanged(CURRENT, k.equals(id)));
  }

  private void arrows(KeyEvent event) {
    int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
    if (step == 0) return;
    var all = buttons.values().stream().toList();
    for (int i = 0; i < all.size(); i++)
      if (all.get(i).isFocused() && i + step >= 0 && i + step < all.size()) {
        all.get(i + step).requestFocus();
        event.consume();
        return;
      }
  }
}
