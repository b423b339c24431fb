package cn.ruhu.desktop.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Trouble with the machine (disk, device, server) as a strip on top: what happened, what is safe,
/// one action, a code. And quiet words at the foot when something is done, gone after a few
/// seconds. Problems with what a person typed never come here: they stand beside their field.
///
/// Window thread only. Ids: `trouble-CODE`, `trouble-CODE-act`.
public final class Notices {
  private static final Duration TOAST = Duration.ofSeconds(4);

  /// as many as are read at a glance
  private static final int HELD_MAX = 4;

  private final VBox strip = new VBox();
  private final Layers layers;
  private final Text text;
  private final Background background;
  private final List<String> held = new ArrayList<>();
  private final IntegerProperty late = new SimpleIntegerProperty();
  private boolean holding;

  Notices(Layers layers, Text text, Background background) {
    this.layers = layers;
    this.text = text;
    this.background = background;
    strip.getStyleClass().add("notices");
  }

  /// What the strip offers to do.
  public record Remedy(String label, Runnable act) {}

  /// Shows trouble, or replaces the words of the same code.
  ///
  /// @param code for the helpdesk, e.g. `DISK-FULL`
  /// @param words what happened and what is safe
  public void trouble(String code, String words, Optional<Remedy> remedy) {
    strip(code, words, Icon.WARNING, remedy);
  }

  /// Something everybody should know in good time, though nothing is wrong on this machine; stays
  /// until it is put away.
  ///
  /// @param code for the helpdesk
  public void tell(String code, String words) {
    strip(code, words, Icon.INFO, Optional.empty());
    strip.getChildren().getLast().getStyleClass().add("told");
  }

  private void strip(String code, String words, Icon picture, Optional<Remedy> remedy) {
    var icon = picture.node();
    var label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE); // the screen below gives way, not the words
    HBox.setHgrow(label, Priority.ALWAYS);
    label.setMaxWidth(Double.MAX_VALUE);
    var row = new Bar(icon, label);
    row.setId("trouble-" + code);
    row.getStyleClass().add("trouble");
    row.setAlignment(Pos.CENTER_LEFT);
    remedy.ifPresent(r -> {
      var act = new Button(r.label());
      act.setId("trouble-" + code + "-act");
      act.getStyleClass().add("small");
      act.setOnAction(_ -> r.act().run());
      row.getChildren().add(act);
    });
    var number = new Label(code);
    number.getStyleClass().add("code");
    number.setMinWidth(Label.USE_PREF_SIZE);
    var close = new Button("", Icon.CLOSE.node());
    close.getStyleClass().addAll("flat", "button-icon", "quiet", "small");
    close.setAccessibleText(text.of("kit.notice.close"));
    close.setOnAction(_ -> clear(code));
    row.getChildren().addAll(number, close);
    clear(code);
    strip.getChildren().add(row);
    while (strip.getChildren().size() > 3) strip.getChildren().removeFirst();
  }

  /// The trouble is over.
  public void clear(String code) {
    strip.getChildren().removeIf(n -> ("trouble-" + code).equals(n.getId()));
  }

  /// Quiet words that something is done.
  public void done(String words) {
    if (holding) {
      held.add(words);
      late.set(held.size());
      return;
    }
    var label = new Label(words, Icon.CHECK_CIRCLE.node());
    label.getStyleClass().add("toast");
    layers.toasts().getChildren().setAll(label);
    background.after(TOAST, () -> layers.toasts().getChildren().remove(label));
  }

  /// From now on quiet words wait, for they may name a person; with false the last of them come.
  /// Trouble with the machine names nobody and is always told.
  public void hold(boolean hold) {
    if (holding == hold) return;
    holding = hold;
    if (hold) {
      layers.toasts().getChildren().clear();
      return;
    }
    var last = held.subList(Math.max(0, held.size() - HELD_MAX), held.size());
    String words = String.join("\n", last);
    held.clear();
    late.set(0);
    if (!words.isEmpty()) done(words);
  }

  /// The person leaves: what waits is told to nobody.
  public void forget() {
    held.clear();
    late.set(0);
    holding = false;
  }

  /// How many words wait.
  public ObservableIntegerValue late() {
    return late;
  }

  /// The node for the top of the window.
  public Node strip() {
    return strip;
  }
}
