package cn.ruhu.desktop.bundles;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The journal's bundles: its acts in a row, how far it is, what is carried for others, and what of
/// it the district did not take.
public final class CarryingPane {
  private final Kit kit;
  private final CarryingViewModel model;
  private final NearCards near;
  private final VBox node = new VBox(6);
  private final VBox troubles = new VBox(4);

  public CarryingPane(Kit kit, CarryingViewModel model, NearCards near) {
    this.kit = kit;
    this.model = model;
    this.near = near;
    node.setId("bundles");
    node.getChildren()
        .addAll(
            heading(),
            acts(),
            ExportPane.progress(kit, model),
            ExportPane.outcome(kit, model),
            troubles);
    model.troubles.addListener((ListChangeListener<CarryingViewModel.Trouble>) _ -> list());
    list();
  }

  private HBox heading() {
    var title = new Label(kit.t("bundles.title"), Icon.INBOX.node());
    title.setMinWidth(Label.USE_PREF_SIZE);
    var summary = new Label();
    summary.setId("bundles-summary");
    summary.getStyleClass().add("hint");
    summary.setMinWidth(0);
    model.summary.subscribe(m -> summary.setText(m == null ? "" : kit.text().of(m)));
    var box = new Bar(10, title, summary);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private HBox acts() {
    var take =
        Buttons.with(
            Icon.FOLDER,
            Buttons.plain(
                "bundles-import",
                kit.t("bundles.import"),
                () -> ExportPane.unlessBusy(kit, model, "bundles.import.where", model::take)));
    var back =
        Buttons.with(
            Icon.RECEIPT,
            Buttons.plain(
                "bundles-back",
                kit.t("bundles.giveback"),
                () ->
                    ExportPane.unlessBusy(kit, model, "bundles.giveback.where", model::giveBack)));
    model.receipts.subscribe(yes -> Nodes.shown(back, yes));
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var box =
        new Bar(
            10,
            ExportPane.export(kit, model),
            take,
            back,
            grow,
            near.handOver(model::met),
            near.receive(model::met));
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private void list() {
    troubles.getChildren().clear();
    for (CarryingViewModel.Trouble t : model.troubles) {
      var words = new Label(kit.t("bundles.one", t.name(), kit.text().of(t.why())));
      words.setWrapText(true);
      HBox.setHgrow(words, Priority.ALWAYS);
      var box = new Bar(Icon.WARNING.node(), words);
      box.getStyleClass().add("inline-trouble");
      if (t.again())
        box.getChildren()
            .add(
                Buttons.plain(
                    "bundles-again-" + t.id(), kit.t("bundles.again"), () -> model.again(t.id())));
      troubles.getChildren().add(box);
    }
    if (model.more.get() > 0) {
      var more = new Label(kit.t("bundles.more", String.valueOf(model.more.get())));
      more.getStyleClass().add("hint");
      troubles.getChildren().add(more);
    }
    Nodes.shown(troubles, !model.troubles.isEmpty());
  }

  public Node node() {
    return node;
  }

  /// The screen is shown.
  public void open() {
    model.open();
  }

  /// The screen is left.
  public void close() {
    model.close();
  }
}
