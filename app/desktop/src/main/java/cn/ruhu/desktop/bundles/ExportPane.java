package cn.ruhu.desktop.bundles;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The sign-in's way out for work of whoever used this machine, without signing in, shown only
/// while something waits here; and its way in for a colleague's. Also what the journal's pane is
/// built of.
public final class ExportPane {
  private final VBox node = new VBox();

  public ExportPane(Kit kit, ExportViewModel model, NearCards near) {
    var group = new VBox();
    var words = new Label();
    words.setId("bundles-waiting");
    words.setWrapText(true);
    words.getStyleClass().add("hint");
    model.waiting.subscribe(m -> {
      words.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(group, m != null);
    });
    var export = export(kit, model);
    var handOver = near.handOver(model::look);
    var acts = new Bar(10, export, handOver);
    for (Button b : List.of(export, handOver)) {
      b.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(b, Priority.ALWAYS);
    }
    group.getChildren().addAll(words, acts);
    group.getStyleClass().add("threshold-group");
    var receive = near.receive(model::look);
    receive.setMaxWidth(Double.MAX_VALUE);
    node.getChildren().addAll(group, progress(kit, model), outcome(kit, model), receive);
    node.getStyleClass().add("threshold-group");
  }

  public Node node() {
    return node;
  }

  static Button export(Kit kit, ExportViewModel model) {
    return Buttons.with(
        Icon.SAVE,
        Buttons.plain(
            "bundles-export",
            kit.t("bundles.export"),
            () -> unlessBusy(kit, model, "bundles.export.where", model::export)));
  }

  /// Asks for a folder. A button that is pressed meanwhile does nothing, and keeps the keyboard.
  static void unlessBusy(Kit kit, ExportViewModel model, String title, Consumer<Path> then) {
    if (model.busy.get()) return;
    var window = kit.layers().getScene() == null ? null : kit.layers().getScene().getWindow();
    kit.pictures().folder(kit.t(title), window).ifPresent(then);
  }

  static HBox progress(Kit kit, ExportViewModel model) {
    var bar = new ProgressBar();
    bar.setId("bundles-progress");
    bar.setAccessibleText(kit.t("bundles.progress"));
    bar.progressProperty().bind(model.progress);
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    var number = new Label();
    model.progress.subscribe(
        p -> number.setText(p.doubleValue() < 0 ? "" : (int) (100 * p.doubleValue()) + " %"));
    var cancel = Buttons.quiet("bundles-cancel", kit.t("bundles.cancel"), model::cancel);
    model.stops.subscribe(yes -> Nodes.shown(cancel, yes));
    var box = new Bar(8, bar, number, cancel);
    box.setAlignment(Pos.CENTER_LEFT);
    model.busy.subscribe(yes -> Nodes.shown(box, yes));
    return box;
  }

  static VBox outcome(Kit kit, ExportViewModel model) {
    var box =
        new VBox(
            4,
            line(kit, "bundles-told", Icon.CHECK_CIRCLE, "inline-told", model.told),
            line(kit, "bundles-problem", Icon.WARNING, "inline-trouble", model.problem));
    Runnable shown =
        () -> Nodes.shown(box, model.told.get() != null || model.problem.get() != null);
    model.told.subscribe(shown);
    model.problem.subscribe(shown);
    shown.run();
    return box;
  }

  static HBox line(
      Kit kit, String id, Icon icon, String style, ObservableValue<@Nullable Message> message) {
    var words = new Label();
    words.setId(id);
    words.setWrapText(true);
    HBox.setHgrow(words, Priority.ALWAYS);
    var box = new Bar(icon.node(), words);
    box.getStyleClass().add(style);
    message.subscribe(m -> {
      words.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(box, m != null);
    });
    return box;
  }
}
