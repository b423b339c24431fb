package cn.ruhu.desktop.kit;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What an empty list says: that it is empty, what would fill it, and at most one act that does.
public final class Empty extends VBox {
  public Empty(Icon icon, String title, String words, Node... act) {
    getStyleClass().add("empty");
    setAlignment(Pos.CENTER);
    var head = new Label(title);
    head.getStyleClass().add("empty-title");
    var body = new Label(words);
    body.getStyleClass().add("empty-words");
    body.setWrapText(true);
    body.maxWidthProperty().bind(Nodes.ems(body.fontProperty(), 30));
    body.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
    getChildren().addAll(icon.node(), head, body);
    getChildren().addAll(act);
  }
}
