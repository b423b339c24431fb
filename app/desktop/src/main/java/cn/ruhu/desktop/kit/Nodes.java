package cn.ruhu.desktop.kit;

import javafx.scene.Node;

/// What every view does with nodes.
public final class Nodes {
  private Nodes() {}

  /// Shows a node, or takes it away with the room it takes.
  public static void shown(Node node, boolean yes) {
    node.setVisible(yes);
    node.setManaged(yes);
  }
}
