package cn.ruhu.desktop.kit;

import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// The program's mark: a house with an open door and a tick. Drawn by the style sheet (`logo`),
/// sized in ems, no accessible meaning of its own.
public final class Logo extends StackPane {
  /// @param ems height and width
  public Logo(double ems) {
    getStyleClass().add("logo");
    var house = new Region();
    house.getStyleClass().add("logo-house");
    var tick = new Region();
    tick.getStyleClass().add("logo-tick");
    double px = ems * 14;
    setMinSize(px, px);
    setPrefSize(px, px);
    setMaxSize(px, px);
    house.setMaxSize(px, px);
    tick.setMaxSize(px * 0.42, px * 0.34);
    tick.setTranslateY(px * 0.14);
    getChildren().addAll(house, tick);
  }
}
