package cn.ruhu.desktop.kit;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;

/// A row of gates or devices as lamps: each a sign, a word, and only then a colour.
public final class Lamps extends FlowPane {
  /// How a lamp stands.
  public enum State {
    GOOD,
    OPEN,
    BAD,
    /// does not apply
    OFF
  }

  public Lamps() {
    getStyleClass().add("lamps");
    // as many rows as the given width needs, not as a guessed one would
    prefWrapLengthProperty()
        .bind(Bindings.when(widthProperty().greaterThan(0)).then(widthProperty()).otherwise(400));
  }

  /// Takes all lamps away.
  public void clear() {
    getChildren().clear();
  }

  /// Adds a lamp; `why` is its tooltip and may be empty.
  public void add(String words, State state, String why) {
    getChildren().add(lamp(words, state, why));
  }

  /// One lamp by itself.
  public static Label lamp(String words, State state, String why) {
    var label = new Label();
    label.getStyleClass().add("lamp");
    label.setMinWidth(Label.USE_PREF_SIZE);
    set(label, words, state, why);
    return label;
  }

  /// Changes a lamp made by [#lamp].
  public static void set(Label lamp, String words, State state, String why) {
    lamp.setText(sign(state) + " " + words);
    lamp.getStyleClass().removeIf(c -> c.startsWith("lamp-"));
    lamp.getStyleClass().add("lamp-" + state.name().toLowerCase(Locale.ROOT));
    lamp.setTooltip(why.isEmpty() ? null : new Tooltip(why));
    lamp.setAccessibleHelp(why.isEmpty() ? null : why);
  }

  private static String sign(State state) {
    return switch (state) {
      case GOOD -> "\u25cf";
      case OPEN -> "\u25cb";
      case BAD -> "\u2715";
      case OFF -> "\u2013";
    };
  }
}
