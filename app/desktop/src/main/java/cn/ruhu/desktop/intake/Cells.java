package cn.ruhu.desktop.intake;

import javafx.scene.control.Label;

/// Labels of lines and side.
final class Cells {
  private Cells() {}

  static Label muted(String words) {
    var label = new Label(words);
    label.getStyleClass().add("text-muted");
    return label;
  }

  static Label wrapped(String words, String... classes) {
    var label = new Label(words);
    label.setWrapText(true);
    label.getStyleClass().addAll(classes);
    return label;
  }

  static Label digits(String words) {
    var label = new Label(words);
    label.getStyleClass().add("digits");
    label.setMinWidth(Label.USE_PREF_SIZE);
    return label;
  }
}
