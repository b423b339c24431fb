package cn.ruhu.desktop.kit;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The panel at the right: documents, history, comments of what stands in the middle. Opens on
/// demand and closes by its cross.
public final class SidePanel extends VBox {
  private final Label title = new Label();
  private final StackPane content = new StackPane();
  private final Button close;

  public SidePanel(Text text, Runnable onClose) {
    setId("side-panel");
    getStyleClass().add("side-panel");
    title.getStyleClass().add("side-title");
    close = Buttons.icon("side-close", Icon.CLOSE, text.of("kit.side.close"), onClose);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var head = new HBox(title, grow, close);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("side-head");
    content.getStyleClass().add("side-content");
    content.setAlignment(Pos.TOP_LEFT);
    // a large household is taller than the window
    var scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(head, scroll);
  }

  /// Shows something else.
  public void show(Screen.Side side) {
    title.setText(side.title());
    content.getChildren().setAll(side.node());
  }

  /// On wide windows the panel stays open and needs no cross.
  public void closable(boolean yes) {
    close.setVisible(yes);
  }
}
