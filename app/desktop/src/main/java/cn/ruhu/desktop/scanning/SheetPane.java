package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Pixels;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
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
  private static final double STEP = 1.2;
  private static final double CLOSEST = 6;

  private final Kit kit;
  private final ScanningViewModel model;
  private final ImageView picture = new ImageView();
  private final ScrollPane frame;
  private final FlowPane warnings = new FlowPane(6, 4);
  private final Label none = new Label();
  private final StackPane stage;
  private final VBox root;
  private double closer = 1;

  SheetPane(Kit kit, ScanningViewModel model) {
    this.kit = kit;
    this.model = model;
    picture.setPreserveRatio(true);
    var holder = new StackPane(picture);
    holder.getStyleClass().add("scan-paper");
    frame = new ScrollPane(holder);
    frame.setId("scanning-picture");
    frame.setPannable(true);
    frame.setFocusTraversable(false);
    frame.getStyleClass().add("scan-frame");
    holder
        .minWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> frame.getViewportBounds().getWidth(), frame.viewportBoundsProperty()));
    holder
        .minHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> frame.getViewportBounds().getHeight(), frame.viewportBoundsProperty()));
    frame.viewportBoundsProperty().subscribe(_ -> fit());
    frame.setOnScroll(e -> {
      zoom(e.getDeltaY() > 0 ? STEP : 1 / STEP);
      e.consume();
    });
    none.getStyleClass().add("hint");
    none.setWrapText(true);
    stage = new StackPane(frame, none);
    VBox.setVgrow(stage, Priority.ALWAYS);
    warnings.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(warnings, Priority.ALWAYS);
    root = new VBox(8, bar(), stage);
    root.setMinWidth(0);
    HBox.setHgrow(root, Priority.ALWAYS);
    model.picture.subscribe(this::show);
    model.noPicture.subscribe(_ -> words());
    model.selected.subscribe(this::held);
  }

  private Node bar() {
    var grow = new Region();
    HBox.setHgrow(grow, Priority.SOMETIMES);
    var bar =
        new HBox(
            4,
            warnings,
            grow,
            Buttons.icon(
                "scanning-smaller", Icon.ZOOM_OUT, kit.t("scanning.smaller"), () -> zoom(1 / STEP)),
            Buttons.icon(
                "scanning-larger", Icon.ZOOM_IN, kit.t("scanning.larger"), () -> zoom(STEP)),
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
    closer = 1;
    if (row == null) return;
    ScanLook look = row.page().look();
    if (look.damaged()) warn("scanning.warn.damaged", Badges.Tone.DANGER);
    if (look.soft()) warn("scanning.warn.soft", Badges.Tone.WARNING);
    if (look.coarse())
      warnings
          .getChildren()
          .add(Badges.of(kit.t("scanning.warn.coarse", look.dpi()), Badges.Tone.WARNING));
    words();
  }

  private void warn(String key, Badges.Tone tone) {
    warnings.getChildren().add(Badges.of(kit.t(key), tone));
  }

  private void show(@Nullable Pixels p) {
    picture.setImage(p == null ? null : p.image());
    TrayRow row = model.selected.get();
    frame.setAccessibleText(
        row == null ? kit.t("scanning.picture") : kit.t("scanning.picture.of", row.number()));
    frame.setVvalue(0);
    fit();
    words();
  }

  private void words() {
    TrayRow row = model.selected.get();
    boolean silent = row == null || picture.getImage() != null;
    none.setVisible(!silent);
    if (silent) return;
    none.setText(
        kit.t(model.noPicture.get() ? "scanning.picture.none" : "scanning.picture.coming"));
  }

  private void zoom(double by) {
    closer = Math.clamp(closer * by, 1, CLOSEST);
    fit();
  }

  private void fit() {
    if (picture.getImage() == null) return;
    double w = Math.max(50, frame.getViewportBounds().getWidth() - 2);
    double h = Math.max(50, frame.getViewportBounds().getHeight() - 2);
    picture.setFitWidth(w * closer);
    picture.setFitHeight(h * closer);
  }
}
