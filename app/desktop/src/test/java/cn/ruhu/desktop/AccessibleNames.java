package cn.ruhu.desktop;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;

/// Walks what is shown and finds nodes that take the keyboard but have no name a screen reader
/// could say (STYLE §B 9).
public final class AccessibleNames {
  private AccessibleNames() {}

  /// Ids and classes of the nameless; empty is right.
  public static List<String> missing(Parent root) {
    var found = new ArrayList<String>();
    var labelled = new ArrayList<Node>();
    collect(root, labelled);
    walk(root, labelled, found);
    return found;
  }

  private static void collect(Parent parent, List<Node> labelled) {
    for (Node n : parent.getChildrenUnmodifiable()) {
      if (n instanceof Label l && l.getLabelFor() != null) labelled.add(l.getLabelFor());
      if (n instanceof Parent p) collect(p, labelled);
    }
  }

  private static void walk(Parent parent, List<Node> labelled, List<String> found) {
    for (Node n : parent.getChildrenUnmodifiable()) {
      if (!n.isVisible()) continue;
      if (n.isFocusTraversable() && !named(n, labelled))
        found.add(n.getClass().getSimpleName() + "#" + n.getId() + n.getStyleClass());
      if (n instanceof Parent p) walk(p, labelled, found);
    }
  }

  private static boolean named(Node n, List<Node> labelled) {
    if (n.getAccessibleText() != null && !n.getAccessibleText().isBlank()) return true;
    if (labelled.contains(n)) return true;
    return n instanceof Labeled l && l.getText() != null && !l.getText().isBlank();
  }
}
