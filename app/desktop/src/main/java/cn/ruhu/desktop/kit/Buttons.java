package cn.ruhu.desktop.kit;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/// Buttons that say their act, with its key where it has one.
public final class Buttons {
  private Buttons() {}

  /// The one act a screen is for.
  public static Button main(String id, String words, Runnable act) {
    return styled(plain(id, words, act), "accent");
  }

  /// An act that cannot be undone.
  public static Button danger(String id, String words, Runnable act) {
    return styled(plain(id, words, act), "danger");
  }

  public static Button plain(String id, String words, Runnable act) {
    var button = new Button(words);
    button.setId(id);
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.setOnAction(_ -> act.run());
    return button;
  }

  /// Without a frame, for rows of small acts.
  public static Button quiet(String id, String words, Runnable act) {
    return styled(plain(id, words, act), "flat");
  }

  /// Only a picture; `words` become its accessible text and its tooltip.
  public static Button icon(String id, Icon icon, String words, Runnable act) {
    var button = plain(id, "", act);
    button.setGraphic(icon.node());
    button.setAccessibleText(words);
    button.setTooltip(new Tooltip(words));
    button.getStyleClass().addAll("flat", "button-icon", "quiet");
    return button;
  }

  /// At least 44 px high, for fingers.
  public static Button large(Button button) {
    return styled(button, "touch");
  }

  /// Adds a picture before the words.
  public static Button with(Icon icon, Button button) {
    button.setGraphic(icon.node());
    return button;
  }

  /// Shows the act's key behind its words.
  public static Button keyed(Button button, String keys) {
    var key = new Label(keys);
    key.getStyleClass().add("key");
    Node before = button.getGraphic();
    if (before == null) {
      button.setGraphic(key);
      button.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
      button.setGraphicTextGap(8);
    } else button.setText(button.getText() + "  " + keys);
    button.setAccessibleHelp(keys);
    return button;
  }

  /// Unavailable with a reason, or available again (empty reason). Disabled nodes get no tooltip,
  /// so the reason stays readable on a wrapper's behalf through the accessible help, and the button
  /// keeps the keyboard.
  public static void blocked(ButtonBase button, String reason) {
    boolean off = !reason.isEmpty();
    button.setDisable(off);
    button.setAccessibleHelp(off ? reason : null);
    button.setTooltip(off ? new Tooltip(reason) : null);
  }

  private static Button styled(Button button, String styleClass) {
    button.getStyleClass().add(styleClass);
    return button;
  }
}
