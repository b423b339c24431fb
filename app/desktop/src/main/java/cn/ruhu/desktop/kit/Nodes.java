package cn.ruhu.desktop.kit;

import java.util.HashSet;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/// What every view does with nodes.
public final class Nodes {
  private Nodes() {}

  private static final double ROOM = 40;

  /// What stands beside a list or a table: as wide as it is given, scrolled up and down, the node
  /// with the keyboard always in sight.
  public static VBox side(VBox column) {
    column.getStyleClass().add("form");
    var scroll = new ScrollColumn(column);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var side = new VBox(scroll);
    side.getStyleClass().add("split-side");
    scroll
        .sceneProperty()
        .flatMap(Scene::focusOwnerProperty)
        .subscribe((Node owner) -> intoView(scroll, owner, ROOM, ROOM));
    return side;
  }

  /// Scrolls so that the node is seen with this room around it, when it stands in what is scrolled.
  public static void intoView(ScrollPane scroll, @Nullable Node node, double above, double below) {
    Node content = scroll.getContent();
    if (node == null || !within(content, node)) return;
    scroll.applyCss();
    scroll.layout();
    double top = content.sceneToLocal(node.localToScene(node.getBoundsInLocal())).getMinY();
    double bottom = top + node.getBoundsInLocal().getHeight();
    double seen = scroll.getViewportBounds().getHeight();
    double spare = content.getBoundsInLocal().getHeight() - seen;
    if (spare <= 0) return;
    double from = scroll.getVvalue() * spare;
    if (top - above < from) scroll.setVvalue(Math.max(0, top - above) / spare);
    else if (bottom + below > from + seen)
      scroll.setVvalue(Math.min(1, (bottom + below - seen) / spare));
  }

  /// Makes a list of children what is wanted and touches only what differs: a node that stays keeps
  /// its place in the scene, and the keyboard where it has it.
  public static void sync(List<Node> children, List<Node> wanted) {
    var keep = new HashSet<>(wanted);
    children.removeIf(n -> !keep.contains(n));
    for (int i = 0; i < wanted.size(); i++) {
      Node node = wanted.get(i);
      if (i < children.size() && children.get(i).equals(node)) continue;
      children.remove(node);
      children.add(i, node);
    }
  }

  /// Whether a node is this one or stands in it.
  public static boolean within(Node root, Node node) {
    for (Node n = node; n != null; n = n.getParent()) if (n.equals(root)) return true;
    return false;
  }

  /// A width in ems of a font, which grows with the text.
  public static DoubleBinding ems(ObservableValue<Font> font, double ems) {
    return Bindings.createDoubleBinding(() -> font.getValue().getSize() * ems, font);
  }

  /// How wide a part is, in pixels of standard text: it grows with the text.
  ///
  /// @param least 0 where it may shrink to nothing
  /// @param most [Double#MAX_VALUE] for no end
  public static void wide(Theme theme, Region part, double least, double liked, double most) {
    theme
        .zoom()
        .subscribe(z -> {
          part.setMinWidth(least * z.factor());
          part.setPrefWidth(liked * z.factor());
          part.setMaxWidth(most == Double.MAX_VALUE ? most : most * z.factor());
        });
  }

  /// Whether a node stands in a scene and nothing it stands in is hidden.
  public static boolean isShown(Node node) {
    for (Node n = node; n != null; n = n.getParent()) if (!n.isVisible()) return false;
    return node.getScene() != null;
  }

  /// Shows a node, or takes it away with the room it takes.
  public static void shown(Node node, boolean yes) {
    node.setVisible(yes);
    node.setManaged(yes);
  }
}
