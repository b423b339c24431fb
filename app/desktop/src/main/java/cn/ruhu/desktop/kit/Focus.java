package cn.ruhu.desktop.kit;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;

/// Where the keyboard was: the node, and in a text the caret with what was selected, so that after
/// a cover or a lock somebody goes on at the same letter. Window thread only.
///
/// @param node that had the keyboard
/// @param anchor other end of the selection, 0 outside of texts
/// @param caret place of the caret, 0 outside of texts
public record Focus(@Nullable Node node, int anchor, int caret) {
  /// Nowhere.
  public static final Focus NONE = new Focus(null, 0, 0);

  /// Where the keyboard is now.
  public static Focus of(@Nullable Scene scene) {
    Node owner = scene == null ? null : scene.getFocusOwner();
    return of(owner);
  }

  /// A node, as the keyboard would find it now.
  public static Focus of(@Nullable Node owner) {
    return owner instanceof TextInputControl t
        ? new Focus(t, t.getAnchor(), t.getCaretPosition())
        : new Focus(owner, 0, 0);
  }

  /// Whether it lies in this part of the window.
  public boolean within(Node part) {
    for (Node n = node; n != null; n = n.getParent()) if (n.equals(part)) return true;
    return false;
  }

  /// Gives the keyboard back. A node that was built anew meanwhile is found by its id.
  ///
  /// @param scene it was in
  /// @return false when there is nothing left that could have it
  public boolean back(@Nullable Scene scene) {
    Node to = node;
    if (scene == null || to == null) return false;
    if (to.getScene() == null && to.getId() != null) to = scene.lookup("#" + to.getId());
    if (to == null || to.getScene() == null) return false;
    to.requestFocus();
    // a text that gets the keyboard selects itself whole: the next key would overwrite it
    if (to instanceof TextInputControl t) t.selectRange(anchor, caret);
    return to.isFocused();
  }
}
