package cn.ruhu.desktop.printing;

import cn.ruhu.desktop.DesktopTest;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.testfx.api.FxRobot;

/// The paper over the window, as a person uses it.
public record PrintingPage(FxRobot robot) {
  private boolean there() {
    return robot.lookup("#printing .image-view").tryQuery().isPresent();
  }

  /// Whether the picture is of the page that is named above it.
  private boolean drawn() {
    String on = robot.lookup("#printing .image-view").queryAs(ImageView.class).getAccessibleText();
    return robot.lookup("#printing-page").queryAs(Label.class).getText().equals(on);
  }

  private String label(String id) {
    return DesktopTest.ask(() -> robot.lookup(id).queryAs(Label.class).getText());
  }

  /// Waits until the pages are drawn.
  public PrintingPage shown() {
    DesktopTest.until(
        "the paper is drawn",
        () ->
            there()
                && robot.lookup("#printing .image-view").queryAs(ImageView.class).getImage() != null
                && drawn());
    return this;
  }

  public String title() {
    return label("#printing-title");
  }

  /// Which page of how many.
  public String at() {
    return label("#printing-page");
  }

  /// How the paper stands in the register.
  public String state() {
    return label("#printing-state");
  }

  public PrintingPage turn() {
    robot.push(KeyCode.PAGE_DOWN);
    return shown();
  }

  /// Ctrl+P; waits until the register has it.
  public PrintingPage print() {
    String before = state();
    robot.push(new KeyCodeCombination(KeyCode.P, KeyCombination.CONTROL_DOWN));
    DesktopTest.until("the paper went out", () -> !label0().equals(before));
    return this;
  }

  /// Ctrl+S; waits until the register has it.
  public PrintingPage save() {
    String before = state();
    robot.push(new KeyCodeCombination(KeyCode.S, KeyCombination.CONTROL_DOWN));
    DesktopTest.until("the paper was saved", () -> !label0().equals(before));
    return this;
  }

  private String label0() {
    return robot.lookup("#printing-state").queryAs(Label.class).getText();
  }

  /// Esc: the paper goes away, nothing changes.
  public void close() {
    robot.push(KeyCode.ESCAPE);
    DesktopTest.until("the paper is away", () -> !there());
  }
}
