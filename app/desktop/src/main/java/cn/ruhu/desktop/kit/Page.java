package cn.ruhu.desktop.kit;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How a screen is laid out: a heading with its acts, the body, and a foot for the acts that
/// finish. Where the text is large for the window, heading and body are scrolled together.
public final class Page extends VBox {
  private final Label subtitle = new Label();
  private final HBox actions = new Bar();
  private final FlowPane foot = new FlowPane(); // large text in a small window: in two lines
  private final VBox body = new VBox();

  public Page(String title) {
    getStyleClass().add("page");
    var heading = new Label(title);
    heading.getStyleClass().add("page-title");
    heading.setMinWidth(Label.USE_PREF_SIZE);
    subtitle.getStyleClass().add("page-subtitle");
    subtitle.setMinWidth(0);
    subtitle.setWrapText(true); // large text in a small window: whole, in a second line
    subtitle.setMinHeight(Label.USE_PREF_SIZE);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    actions.getStyleClass().add("page-actions");
    actions.setAlignment(Pos.CENTER_RIGHT);
    var head = new Bar(heading, subtitle, grow, actions);
    head.getStyleClass().add("page-head");
    head.setAlignment(Pos.CENTER_LEFT);
    body.getStyleClass().add("page-body");
    VBox.setVgrow(body, Priority.ALWAYS);
    foot.getStyleClass().add("page-foot");
    foot.prefWrapLengthProperty().bind(widthProperty());
    foot.setMinHeight(FlowPane.USE_PREF_SIZE);
    foot.setAlignment(Pos.CENTER_RIGHT);
    Nodes.shown(foot, false);
    var tall = new Tall(new VBox(head, body), foot);
    VBox.setVgrow(tall, Priority.ALWAYS);
    getChildren().add(tall);
  }

  /// Muted words behind the title.
  public Page subtitle(String words) {
    subtitle.setText(words);
    return this;
  }

  public Label subtitleLabel() {
    return subtitle;
  }

  /// Acts at the right of the heading.
  public Page actions(Node... acts) {
    actions.getChildren().setAll(acts);
    return this;
  }

  /// The body; the last node grows.
  public Page body(Node... nodes) {
    body.getChildren().setAll(nodes);
    if (nodes.length > 0) VBox.setVgrow(nodes[nodes.length - 1], Priority.ALWAYS);
    return this;
  }

  /// The body as one scrolled column of cards, at most `width` ems wide.
  public Page scrolled(int width, Node... nodes) {
    var column = new VBox(nodes);
    column.getStyleClass().add("page-column");
    column.maxWidthProperty().bind(Nodes.ems(subtitle.fontProperty(), width));
    var holder = new VBox(column);
    holder.setFillWidth(true);
    return body(new ScrollColumn(holder));
  }

  /// Acts that finish, at the foot, the main one last.
  public Page foot(Node... acts) {
    if (!foot.getChildren().equals(List.of(acts))) foot.getChildren().setAll(acts);
    Nodes.shown(foot, acts.length > 0);
    return this;
  }

  /// A framed group with a heading, for forms and facts.
  public static VBox card(String title, Node... nodes) {
    var box = new VBox();
    box.getStyleClass().add("card-box");
    if (!title.isEmpty()) {
      var head = new Label(title);
      head.setMinHeight(Label.USE_PREF_SIZE);
      head.getStyleClass().add("section-title");
      box.getChildren().add(head);
    }
    box.getChildren().addAll(nodes);
    return box;
  }
}
