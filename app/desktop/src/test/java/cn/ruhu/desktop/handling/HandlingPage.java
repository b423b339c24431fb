package cn.ruhu.desktop.handling;

import cn.ruhu.desktop.DesktopTest;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import org.testfx.api.FxRobot;

/// 办理 as a person uses it. Photos come from the pictures handed to the kit.
public record HandlingPage(FxRobot robot) {
  /// Chooses a case by its applicant.
  public HandlingPage choose(String applicant) {
    DesktopTest.until(
        applicant + " is listed",
        () -> {
          TableView<HandlingRow> table = robot.lookup("#handling-table").queryTableView();
          for (HandlingRow r : table.getItems())
            if (r.applicant().equals(applicant)) {
              table.getSelectionModel().select(r);
              return true;
            }
          return false;
        });
    return this;
  }

  /// Name of the stage shown.
  public String stage() {
    return DesktopTest.ask(() ->
        robot.lookup("#handling-stage").tryQueryAs(Labeled.class).map(Labeled::getText).orElse(""));
  }

  /// Opens the card of a deed (`POST`, `LETTER`…).
  public HandlingPage open(String deed) {
    DesktopTest.until(
        deed + " is offered",
        () ->
            robot
                .lookup("#handling-do-" + deed)
                .tryQueryAs(ButtonBase.class)
                .filter(b -> !b.isDisabled())
                .isPresent());
    DesktopTest.fx(() -> robot.lookup("#handling-do-" + deed).<ButtonBase>query().fire());
    DesktopTest.until("the card of " + deed, () -> robot.lookup("#dialog").tryQuery().isPresent());
    return this;
  }

  /// Types into a field of the card (`place`, `reason`, `number`…), replacing what stood there.
  public HandlingPage type(String field, String words) {
    String id = "#handling-" + field + "-input";
    DesktopTest.fx(() -> robot.lookup(id).<javafx.scene.control.TextInputControl>query().clear());
    robot.clickOn(id).write(words);
    return this;
  }

  /// Presses the button that chooses a picture.
  public HandlingPage photo() {
    robot.clickOn("#handling-page");
    return this;
  }

  /// Does the deed and waits until its card is gone.
  public HandlingPage finish() {
    robot.clickOn("#dialog-act-0");
    DesktopTest.until("done", () -> robot.lookup("#dialog").tryQuery().isEmpty());
    return this;
  }

  public HandlingPage until(String stage) {
    DesktopTest.until("stage " + stage, () -> stage().equals(stage));
    return this;
  }
}
