package cn.ruhu.desktop.kit;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/// A column as wide as it is given, scrolled up and down. It wants to be as high as its words are
/// at that width, so that a screen that is scrolled as a whole ([Tall]) shows all of it at once.
public final class ScrollColumn extends ScrollPane {
  public ScrollColumn(Node content) {
    super(content);
    setFitToWidth(true);
    setFocusTraversable(false);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("edge-to-edge");
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }
}
