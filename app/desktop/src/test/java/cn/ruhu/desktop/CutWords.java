package cn.ruhu.desktop;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.text.Text;

/// Words a window shows only in part: what a label says but does not draw. Tables are left out,
/// their columns are the reader's to drag.
public final class CutWords {
  private CutWords() {}

  /// Every label below the node whose words end in an ellipsis. On the window's thread.
  public static List<String> in(Parent parent) {
    var found = new ArrayList<String>();
    for (Node n : parent.getChildrenUnmodifiable()) {
      // what nobody sees is not cut: the words of a rail that shows pictures alone
      if (n instanceof TableView<?> || !n.isVisible() || n.getOpacity() == 0) continue;
      if (n instanceof Labeled l && l.getText() != null && !l.getText().isEmpty()) {
        for (Node t : l.getChildrenUnmodifiable())
          if (t instanceof Text drawn && t != l.getGraphic() && !whole(l, drawn))
            found.add(l.getText() + " as " + drawn.getText());
      }
      if (n instanceof Parent p) found.addAll(in(p));
    }
    return found;
  }

  private static boolean whole(Labeled label, Text drawn) {
    return drawn.getText().equals(label.getText());
  }
}
