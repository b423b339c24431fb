package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Tall;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;

/// Controls and words that stand where nobody can scroll to: beyond the window, or beyond the edge
/// of what is scrolled the other way only.
public final class Clipped {
  private static final double FAR = 1e6;

  private Clipped() {}

  /// What cannot be brought into sight below the root of a scene. On the window's thread.
  public static List<String> in(Parent root) {
    var found = new ArrayList<String>();
    Bounds all = root.localToScene(root.getLayoutBounds());
    walk(root, all, found);
    return found;
  }

  private static void walk(Parent parent, Bounds seen, List<String> found) {
    for (Node n : parent.getChildrenUnmodifiable()) {
      if (!n.isVisible() || n instanceof TableView<?> || n instanceof ListView<?>) continue;
      if (says(n) && !inside(n, seen)) found.add(words(n));
      if (n instanceof ScrollPane s) walk(s, scrolled(s, seen), found);
      else if (n instanceof Tall t) walk(t, tall(seen), found);
      else if (n instanceof Parent p && !(n instanceof Labeled)) walk(p, seen, found);
    }
  }

  private static boolean says(Node n) {
    return n instanceof ButtonBase
        || n instanceof TextInputControl
        || (n instanceof Labeled l && l.getText() != null && !l.getText().isBlank());
  }

  private static boolean inside(Node n, Bounds seen) {
    Bounds at = n.localToScene(n.getLayoutBounds());
    return at.getMinX() >= seen.getMinX() - 1.5
        && at.getMaxX() <= seen.getMaxX() + 1.5
        && at.getMinY() >= seen.getMinY() - 1.5
        && at.getMaxY() <= seen.getMaxY() + 1.5;
  }

  /// A screen is scrolled up and down, never sideways.
  private static Bounds tall(Bounds seen) {
    return new BoundingBox(seen.getMinX(), -FAR, seen.getWidth(), 2 * FAR);
  }

  /// Room below a scrolled pane: without end where it scrolls.
  private static Bounds scrolled(ScrollPane s, Bounds seen) {
    Bounds view = s.localToScene(s.getLayoutBounds());
    boolean across = s.getHbarPolicy() != ScrollPane.ScrollBarPolicy.NEVER;
    boolean down = s.getVbarPolicy() != ScrollPane.ScrollBarPolicy.NEVER;
    double left = across ? -FAR : Math.max(view.getMinX(), seen.getMinX());
    double right = across ? FAR : Math.min(view.getMaxX(), seen.getMaxX());
    double top = down ? -FAR : Math.max(view.getMinY(), seen.getMinY());
    double bottom = down ? FAR : Math.min(view.getMaxY(), seen.getMaxY());
    return new BoundingBox(left, top, right - left, bottom - top);
  }

  private static String words(Node n) {
    Bounds at = n.localToScene(n.getLayoutBounds());
    String text = n instanceof Labeled l ? l.getText() : "";
    return "%s#%s '%s' at %.0f,%.0f to %.0f,%.0f"
        .formatted(
            n.getClass().getSimpleName(),
            n.getId(),
            text,
            at.getMinX(),
            at.getMinY(),
            at.getMaxX(),
            at.getMaxY());
  }
}
