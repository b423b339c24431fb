package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Nodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Several codes of one table as boxes to tick; each tick is kept at once. Window thread only.
final class Ticks extends VBox {
  /// width in which the boxes are laid out at the smallest window
  private static final double WRAP = 690;

  private static final Duration SETTLED = Duration.ofMillis(20);

  private final List<CheckBox> boxes = new ArrayList<>();
  private final Supplier<@Nullable UUID> record;
  private final String name;
  private final IntakeViewModel model;
  private final Label earlier = new Label();
  private boolean showing;

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
      box.selectedProperty().subscribe((_, _) -> ticked());
      boxes.add(box);
      flow.getChildren().add(box);
    }
    getChildren().addAll(top, flow);
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
