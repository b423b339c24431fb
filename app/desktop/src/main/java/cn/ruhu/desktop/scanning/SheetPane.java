package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.PicturePane;
import cn.ruhu.desktop.kit.Pixels;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The sheet in hand, large: whole page first, the wheel goes closer, dragging moves it. Warnings
/// about legibility stand above it while the paper is still in the room.
final class SheetPane {
  private final Kit kit;
  private final ScanningViewModel model;
  private final PicturePane picture;
  private final FlowPane warnings = new FlowPane(6, 4);
  private final Label none = new Label();
  private final StackPane stage;
  private final VBox root;

  SheetPane(Kit kit, ScanningViewModel model) {
    this.kit = kit;
    this.model = model;
    picture = new PicturePane("scanning-picture", kit.t("scanning.picture"), PicturePane.Fit.WHOLE);
    picture.node().getStyleClass().add("scan-frame");
    none.getStyleClass().add("hint");
    none.setWrapText(true);
    stage = new StackPane(picture.node(), none);
    VBox.setVgrow(stage, Priority.ALWAYS);
    warnings.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(warnings, Priority.ALWAYS);
    root = new VBox(8, bar(), stage);
    root.setMinWidth(0);
    HBox.setHgrow(root, Priority.ALWAYS);
    model.sight.picture.subscribe(this::show);
    model.sight.none.subscribe(_ -> words());
    model.selected.subscribe(this::held);
  }

  private Node bar() {
    var grow = new Region();
    HBox.setHgrow(grow, Priority.SOMETIMES);
    var bar =
        new Bar(
            4,
            warnings,
            grow,
            Buttons.icon(
                "scanning-smaller", Icon.ZOOM_OUT, kit.t("scanning.smaller"), picture::farther),
            Buttons.icon(
                "scanning-larger", Icon.ZOOM_IN, kit.t("scanning.larger"), picture::closer),
            Buttons.icon("scanning-rotate", Icon.ROTATE, kit.t("scanning.rotate"), model::rotate));
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setMinHeight(32);
    return bar;
  }

  Node node() {
    return root;
  }

  private void held(@Nullable TrayRow row) {
    warnings.getChildren().clear();
    picture
        .node()
        .setAccessibleText(
            row == null ? kit.t("scanning.picture") : kit.t("scanning.picture.of", row.number()));
    words();
    if (row == null) return;
    ScanLook look = row.page().look();
    if (row.page().make().stamped()) warnings.getChildren().add(GuidePane.stamped(kit));
    if (look.damaged()) warn("scanning.warn.damaged", Badges.Tone.DANGER);
    if (look.soft()) warn("scanning.warn.soft", Badges.Tone.WARNING);
    if (look.coarse())
      warnings
          .getChildren()
          .add(Badges.of(kit.t("scanning.warn.coarse", look.dpi()), Badges.Tone.WARNING));
  }

  private void warn(String key, Badges.Tone tone) {
    warnings.getChildren().add(Badges.of(kit.t(key), tone));
  }

  private void show(@Nullable Pixels p) {
    if (p == null) picture.clear();
    else picture.show(p);
    words();
  }

  private void words() {
    TrayRow row = model.selected.get();
    boolean silent = row == null || !picture.isEmpty();
    none.setVisible(!silent);
    if (silent) return;
    none.setText(
        kit.t(model.sight.none.get() ? "scanning.picture.none" : "scanning.picture.coming"));
  }
}
