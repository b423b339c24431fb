package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.PicturePane;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.pages.FlawWords;
import cn.ruhu.imaging.page.Flaws;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
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
  private final FlawWords flaws;
  private final Button more;
  private final FlowPane warnings = new FlowPane(6, 4);
  private final Label flawed = new Label();
  private final Bar flaw = new Bar();
  private final Label none = new Label();
  private final StackPane stage;
  private final VBox root;

  /// @param again takes the sheet in hand once more
  SheetPane(Kit kit, ScanningViewModel model, Runnable again) {
    this.kit = kit;
    this.model = model;
    more = Buttons.plain("scanning-again", kit.t("scanning.rescan"), again);
    this.flaws = new FlawWords(kit);
    picture = new PicturePane("scanning-picture", kit.t("scanning.picture"), PicturePane.Fit.WHOLE);
    picture.node().getStyleClass().add("scan-frame");
    none.getStyleClass().add("hint");
    none.setWrapText(true);
    stage = new StackPane(picture.node(), none);
    VBox.setVgrow(stage, Priority.ALWAYS);
    warnings.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(warnings, Priority.ALWAYS);
    root = new VBox(8, bar(), flaw(), stage);
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
            Buttons.icon(
                "scanning-rotate", Icon.ROTATE, kit.t("scanning.rotate"), model.shaping::rotate));
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setMinHeight(32);
    return bar;
  }

  /// What is hard to read, what helps, and one key to take it once more; never in the way.
  private Node flaw() {
    flawed.setId("scanning-flaw");
    flawed.setWrapText(true);
    flawed.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(flawed, Priority.ALWAYS);
    flawed.setMaxWidth(Double.MAX_VALUE);
    Buttons.keyed(more, "F");
    more.setFocusTraversable(false);
    flaw.getChildren().setAll(Icon.WARNING.node(), flawed, more);
    flaw.setAlignment(Pos.CENTER_LEFT);
    flaw.getStyleClass().add("inline-trouble");
    flaw.setMinHeight(Region.USE_PREF_SIZE);
    return flaw;
  }

  Node node() {
    return root;
  }

  private void held(@Nullable TrayRow row) {
    warnings.getChildren().clear();
    flaws(row);
    picture
        .node()
        .setAccessibleText(
            row == null ? kit.t("scanning.picture") : kit.t("scanning.picture.of", row.number()));
    words();
    if (row == null) return;
    ScanPage page = row.page();
    if (page.make().stamped()) warnings.getChildren().add(GuidePane.stamped(kit));
    Shaping.Edges edges = Shaping.edges(page);
    if (edges != Shaping.Edges.NONE)
      warnings.getChildren().add(Badges.of(kit.t("scanning.edges." + edges), tone(edges)));
    if (Shaping.isWhite(page))
      warnings.getChildren().add(Badges.of(kit.t("scanning.whitened"), Badges.Tone.NEUTRAL));
  }

  private static Badges.Tone tone(Shaping.Edges edges) {
    return switch (edges) {
      case NONE, ORIGINAL, HAND -> Badges.Tone.NEUTRAL;
      case FOUND -> Badges.Tone.SUCCESS;
      case OFFERED -> Badges.Tone.ACCENT;
      case UNSURE -> Badges.Tone.WARNING;
    };
  }

  /// A filed page is changed in the binder: nothing is offered here.
  private void flaws(@Nullable TrayRow row) {
    boolean open = row != null && !row.settled() && !row.page().look().told().isEmpty();
    Nodes.shown(flaw, open);
    if (row == null || !open) return;
    flawed.setText(said(kit, flaws, row));
    more.setText(kit.t(isShot(row) ? "scanning.again" : "scanning.rescan"));
  }

  private static boolean isShot(TrayRow row) {
    return row.page().source().equals(ScanEye.CAMERA);
  }

  /// What is hard to read of a sheet, and what to do about it while the paper is there.
  static String said(Kit kit, FlawWords words, TrayRow row) {
    Flaws told = row.page().look().told();
    boolean shot = isShot(row);
    String help =
        told.all().stream()
            .limit(2)
            .map(f -> kit.t((shot ? "scanning.shoot." : "scanning.scan.") + f.flaw()))
            .distinct()
            .collect(Collectors.joining());
    return words.all(told, row.page().recipe().turns()) + kit.t("scanning.flaw.stop") + help;
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
