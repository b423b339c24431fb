package cn.ruhu.desktop.kit;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What every view does with nodes.
public final class Nodes {
  private Nodes() {}

  /// What stands beside a list or a table: as wide as it is given, scrolled up and down.
  public static VBox side(VBox column) {
    column.getStyleClass().add("form");
    var scroll = new ScrollPane(column);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var side = new VBox(scroll);
    side.getStyleClass().add("split-side");
    return side;
  }

  /// Shows a node, or takes it away with the room it takes.
  public static void shown(Node node, boolean yes) {
    node.setVisible(yes);
    node.setManaged(yes);
  }
}
