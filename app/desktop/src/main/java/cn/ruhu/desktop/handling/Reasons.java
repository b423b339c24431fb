package cn.ruhu.desktop.handling;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What stands against the deed of an open card, in words under its fields. The card stays open
/// with them, and goes when the deed is done.
final class Reasons implements Asker {
  private final Kit kit;
  private final VBox node = new VBox(6);
  private Runnable shut = () -> {};

  Reasons(Kit kit) {
    this.kit = kit;
    node.setId("handling-why");
  }

  Node node() {
    return node;
  }

  /// @param card shuts the card these reasons stand in
  void closing(Runnable card) {
    shut = card;
  }

  @Override
  public void refused(List<Message> why) {
    node.getChildren().setAll(why.stream().map(m -> problem(kit.text().of(m))).toList());
  }

  @Override
  public void done() {
    shut.run();
  }

  private static Node problem(String words) {
    var label = new Label("\u2715 " + words);
    label.setWrapText(true);
    label.getStyleClass().add("text-danger");
    return label;
  }
}
