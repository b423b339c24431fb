package cn.ruhu.desktop.handling;

import cn.ruhu.desktop.kit.Kit;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// What stood against the deed of an open card, in words under its fields. The card stays open with
/// them, and goes when the deed is done.
final class Reasons {
  private final Kit kit;
  private final HandlingViewModel model;
  private final VBox node = new VBox(6);
  private final Subscription stop;
  private Runnable shut = () -> {};

  Reasons(Kit kit, HandlingViewModel model) {
    this.kit = kit;
    this.model = model;
    node.setId("handling-why");
    model.hindrances.clear(); // those of the card before
    stop = model.hindrances.subscribe(this::show);
  }

  Node node() {
    return node;
  }

  /// @param card shuts the card these reasons stand in
  void closing(Runnable card) {
    shut = card;
  }

  /// The deed is done.
  void close() {
    stop.unsubscribe();
    shut.run();
  }

  private void show() {
    node.getChildren()
        .setAll(model.hindrances.stream().map(m -> problem(kit.text().of(m))).toList());
  }

  private static Node problem(String words) {
    var label = new Label("\u2715 " + words);
    label.setWrapText(true);
    label.getStyleClass().add("text-danger");
    return label;
  }
}
