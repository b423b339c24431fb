package cn.ruhu.desktop.forms;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// What is being typed when an act ends the form. Window thread only; stateless.
public final class Typing {
  private Typing() {}

  /// Whether what was typed there was refused: its question has no such answer, the words stand in
  /// the field only, and whoever ends the form now would lose them.
  ///
  /// @param field a field that was left, or anything else that had the keyboard
  public static boolean refused(Node field) {
    for (@Nullable Node at = field; at != null; at = at.getParent())
      if (at.getStyleClass().contains("question"))
        return at.lookupAll(".field-problem").stream().anyMatch(Node::isVisible);
    return false;
  }
}
