package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.kit.Kit;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Rectangle;

/// Labels of lines and side.
final class Cells {
  /// a name longer than this may be cut
  private static final int LONG = 8;

  private Cells() {}

  static Label muted(String words) {
    var label = new Label(words);
    label.getStyleClass().add("text-muted");
    return label;
  }

  static Label wrapped(String words, String... classes) {
    var label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE); // all of it, where room is short
    label.getStyleClass().addAll(classes);
    return label;
  }

  static Label digits(String words) {
    var label = new Label(words);
    label.getStyleClass().add("digits");
    label.setMinWidth(Label.USE_PREF_SIZE);
    return label;
  }

  /// A person's name, or that nobody has said it yet.
  static Node name(Kit kit, String name) {
    return name.isEmpty() ? muted(kit.t("intake.row.noname")) : kit.names().node(name);
  }

  /// A name that gives way: what does not fit is cut off and stands whole in a tooltip.
  static HBox bounded(HBox name) {
    var clip = new Rectangle();
    clip.widthProperty().bind(name.widthProperty());
    clip.heightProperty().bind(name.heightProperty());
    name.setMinWidth(0);
    name.setClip(clip);
    String whole = name.getAccessibleText();
    if (whole != null && whole.length() > LONG) Tooltip.install(name, new Tooltip(whole));
    return name;
  }
}
