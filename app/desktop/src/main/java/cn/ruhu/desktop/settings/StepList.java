package cn.ruhu.desktop.settings;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Lamps;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What the self-test of a device said, a lamp a line, with advice under what failed. Not shown
/// while there is nothing to say. Window thread only.
final class StepList extends VBox {
  private final Kit kit;

  StepList(Kit kit, String id) {
    super(8);
    this.kit = kit;
    setId(id);
    show(List.of());
  }

  void show(List<SettingsViewModel.Line> lines) {
    getChildren().clear();
    for (SettingsViewModel.Line line : lines) {
      var lamp = Lamps.lamp(kit.text().of(line.words()), lamp(line.step()), "");
      lamp.setMinWidth(0);
      lamp.setWrapText(true);
      getChildren().add(lamp);
      for (Message m : line.advice()) {
        var advice = new Label(kit.text().of(m));
        advice.setWrapText(true);
        advice.getStyleClass().addAll("hint", "settings-advice");
        getChildren().add(advice);
      }
    }
    Nodes.shown(this, !lines.isEmpty());
  }

  private static Lamps.State lamp(SettingsViewModel.Step step) {
    return switch (step) {
      case OPEN -> Lamps.State.OFF;
      case RUNNING -> Lamps.State.OPEN;
      case GOOD -> Lamps.State.GOOD;
      case BAD -> Lamps.State.BAD;
    };
  }
}
