package cn.ruhu.desktop.kit;

import java.util.Locale;
import javafx.scene.control.Label;

/// Small words in a tinted frame. The words carry the meaning, the tint repeats it.
public final class Badges {
  private Badges() {}

  /// What the tint says.
  public enum Tone {
    NEUTRAL,
    ACCENT,
    SUCCESS,
    WARNING,
    DANGER
  }

  public static Label of(String words, Tone tone) {
    var label = new Label(words);
    label.getStyleClass().addAll("badge", tone.name().toLowerCase(Locale.ROOT));
    label.setMinWidth(Label.USE_PREF_SIZE);
    return label;
  }

  /// Puts other words and another tint into a badge: cells of a table keep theirs and change them.
  public static void set(Label badge, String words, Tone tone) {
    badge.setText(words);
    String style = tone.name().toLowerCase(Locale.ROOT);
    if (badge.getStyleClass().contains(style)) return;
    badge.getStyleClass().setAll("label", "badge", style);
  }
}
