package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Lamps;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.device.scan.ScanSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The scanner above the tray: how it stands, what it scans with, one key to scan; below it what
/// broke off, with the ways on. Takes no room on a machine without a scanner.
final class ScannerBar {
  private final Kit kit;
  private final Feeding feeding;
  private final Label lamp = Lamps.lamp("", Lamps.State.OFF, "");
  private final HBox inputs = chips();
  private final HBox dpis = chips();
  private final HBox colours = chips();
  private final HBox sizes = chips();
  private final Button scan;
  private final Button stop;
  private final FlowPane bar = new FlowPane(14, 8);
  private final VBox troubles = new VBox(4);
  private final VBox node = new VBox(8, bar, troubles);

  ScannerBar(Kit kit, Feeding feeding) {
    this.kit = kit;
    this.feeding = feeding;
    lamp.setId("scanning-device");
    lamp.setMinWidth(0);
    scan =
        Buttons.keyed(
            Buttons.with(
                Icon.SCANNER,
                Buttons.main("scanning-scan", kit.t("scanning.act.scan"), feeding::scan)),
            "F4");
    stop =
        Buttons.keyed(
            Buttons.danger("scanning-stop", kit.t("scanning.act.stop"), feeding::stop), "T");
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.setRowValignment(VPos.CENTER);
    bar.setId("scanning-bar");
    bar.getChildren().setAll(scan, stop, inputs, dpis, colours, sizes, lamp);
    bar.setMinHeight(FlowPane.USE_PREF_SIZE);
    bar.prefWrapLengthProperty().bind(node.widthProperty());
    troubles.setId("scanning-broken");
    feeding.phase.subscribe(this::stands);
    feeding.said.subscribe(this::stands);
    feeding.settings.subscribe(this::choices);
    feeding.caps.subscribe(this::choices);
    feeding.problem.subscribe(this::told);
    stands();
    choices();
    told();
  }

  Node node() {
    return node;
  }

  private static HBox chips() {
    var box = new HBox();
    box.getStyleClass().add("chips");
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private void stands() {
    Feeding.Phase phase = feeding.phase.get();
    boolean runs = feeding.scanning();
    Nodes.shown(bar, phase != Feeding.Phase.NONE);
    Nodes.shown(scan, !runs);
    Nodes.shown(stop, runs);
    stop.setDisable(phase == Feeding.Phase.STOPPING);
    for (HBox box : List.of(inputs, dpis, colours, sizes)) box.setDisable(runs);
    String words = kit.text().of(feeding.said.get());
    String name = feeding.name();
    Lamps.set(
        lamp,
        name.isEmpty() ? words : kit.t("scanning.device.of", name, words),
        switch (phase) {
          case NONE -> Lamps.State.OFF;
          case LOOKING, SCANNING, STOPPING -> Lamps.State.OPEN;
          case READY -> Lamps.State.GOOD;
          case TROUBLE -> Lamps.State.BAD;
        },
        "");
    Nodes.shown(node, bar.isVisible() || troubles.isVisible());
  }

  private void choices() {
    ScanSettings now = feeding.settings.get();
    fill(
        inputs,
        "scanning-input-",
        feeding.inputs(),
        i -> kit.t("work.scanner.input." + i),
        now.input(),
        feeding::use);
    fill(
        dpis,
        "scanning-dpi-",
        feeding.dpis(),
        d -> kit.t("scanning.dpi", Integer.toString(d)),
        now.dpi(),
        feeding::use);
    fill(
        colours,
        "scanning-colour-",
        feeding.colours(),
        c -> kit.t("work.scanner.colour." + c),
        now.colour(),
        feeding::use);
    fill(
        sizes,
        "scanning-size-",
        feeding.sizes(),
        s -> kit.t("scanning.size." + s),
        now.size(),
        feeding::use);
    Nodes.shown(sizes, feeding.sizes().size() > 1);
  }

  /// The chips there are, kept while their values stay the same, so that the keyboard stays too.
  private static <T> void fill(
      HBox box, String id, List<T> values, Function<T, String> words, T now, Consumer<T> chosen) {
    if (!values.equals(box.getUserData())) {
      box.setUserData(values);
      box.getChildren().clear();
      var group = new ToggleGroup();
      for (T value : values) {
        var chip = new ToggleButton(words.apply(value));
        chip.setId(id + value);
        chip.getStyleClass().add("chip");
        chip.setMinWidth(ToggleButton.USE_PREF_SIZE);
        chip.setToggleGroup(group);
        chip.setUserData(value);
        chip.setOnAction(_ -> {
          chip.setSelected(true);
          chosen.accept(value);
        });
        box.getChildren().add(chip);
      }
    }
    for (Node chip : box.getChildren())
      if (chip instanceof ToggleButton t) t.setSelected(now.equals(t.getUserData()));
  }

  /// What broke off, and what kept the last job from beginning.
  void told() {
    troubles.getChildren().clear();
    Optional<FedJob> broken = feeding.scanning() ? Optional.empty() : feeding.broken();
    broken.ifPresent(j -> troubles.getChildren().add(row(words(j), wayOn(), checked())));
    @Nullable Message problem = feeding.problem.get();
    if (problem != null)
      troubles
          .getChildren()
          .add(
              row(
                  kit.text().of(problem),
                  Buttons.icon(
                      "scanning-problem-close",
                      Icon.CLOSE,
                      kit.t("kit.notice.close"),
                      feeding::dismiss)));
    Nodes.shown(troubles, !troubles.getChildren().isEmpty());
    Nodes.shown(node, bar.isVisible() || troubles.isVisible());
  }

  private String words(FedJob job) {
    String why = job.running() ? "VANISHED" : job.why();
    String all = kit.t("work.scanner.why." + why) + kit.t("scanning.broken.came", job.came());
    if (job.missing() > 0) return all + kit.t("scanning.broken.missing", job.missing());
    return job.told() ? all : all + kit.t("scanning.broken.untold");
  }

  private Button wayOn() {
    return Buttons.keyed(
        Buttons.plain("scanning-on", kit.t("scanning.act.on"), feeding::scan), "F4");
  }

  private Button checked() {
    return Buttons.keyed(
        Buttons.plain("scanning-checked", kit.t("scanning.act.checked"), feeding::checked), "M");
  }

  private static HBox row(String words, Button... acts) {
    var label = new Label(words);
    label.setWrapText(true);
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMinHeight(Label.USE_PREF_SIZE);
    HBox.setHgrow(label, Priority.ALWAYS);
    var row = new HBox(Icon.WARNING.node(), label);
    row.getChildren().addAll(acts);
    row.getStyleClass().add("inline-trouble");
    return row;
  }
}
