package cn.ruhu.desktop.settings;

import cn.ruhu.desktop.DesktopTest;
import java.util.stream.Collectors;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Pane;
import org.testfx.api.FxRobot;

/// The machine's settings as a person uses them.
public record SettingsPage(FxRobot robot) {
  /// Types the address of the scanner, uses it, and waits until its test says so much.
  ///
  /// @param words part of what the test says at its end
  public SettingsPage scanner(String address, String words) {
    DesktopTest.until(
        "the scanner's card", () -> robot.lookup("#settings-scanner-input").tryQuery().isPresent());
    DesktopTest.fx(() -> {
      robot.lookup("#settings-scanner-input").<TextInputControl>query().setText(address);
      robot.lookup("#settings-scanner-use").<ButtonBase>query().fire();
    });
    DesktopTest.until(words, 90, () -> tested().contains(words));
    return this;
  }

  /// What the scanner's test says.
  public String tested() {
    return robot
        .lookup("#settings-scanner-test")
        .tryQueryAs(Pane.class)
        .map(p ->
            p.getChildren().stream()
                .filter(Labeled.class::isInstance)
                .map(n -> ((Labeled) n).getText())
                .collect(Collectors.joining("|")))
        .orElse("");
  }
}
