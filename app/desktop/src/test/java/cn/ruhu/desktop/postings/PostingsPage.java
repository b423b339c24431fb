package cn.ruhu.desktop.postings;

import cn.ruhu.desktop.DesktopTest;
import java.util.List;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import org.testfx.api.FxRobot;

/// 外街公示 as a person uses it. Photos come from the pictures handed to the kit.
public record PostingsPage(FxRobot robot) {
  private TableView<PostingRow> table() {
    return robot.lookup("#postings-table").queryTableView();
  }

  /// Tasks by their names, in the order of the list.
  public List<String> tasks() {
    return DesktopTest.ask(() -> table().getItems().stream().map(r -> r.task().name()).toList());
  }

  /// Waits until the first of the list has this task.
  public PostingsPage until(String task) {
    DesktopTest.until(
        "the first is to be " + task,
        () ->
            !table().getItems().isEmpty()
                && table().getItems().getFirst().task().name().equals(task));
    return this;
  }

  /// Prints the chosen notice, fetching it first where it is not here yet.
  public PostingsPage print(java.util.function.IntSupplier printed) {
    int before = printed.getAsInt();
    DesktopTest.until(
        "printed",
        120,
        () -> {
          if (printed.getAsInt() > before) return true;
          robot.lookup("#postings-print").<ButtonBase>query().fire();
          return printed.getAsInt() > before;
        });
    return this;
  }

  /// Hands over photographs, which file themselves.
  public PostingsPage take() {
    DesktopTest.fx(() -> robot.lookup("#postings-take").<ButtonBase>query().fire());
    return this;
  }

  /// Records an objection heard at the board.
  public PostingsPage objects(String who, String words) {
    DesktopTest.fx(() -> robot.lookup("#postings-objection").<ButtonBase>query().fire());
    DesktopTest.until("the card", () -> robot.lookup("#dialog").tryQuery().isPresent());
    type("who", who);
    type("words", words);
    robot.clickOn("#dialog-act-0");
    DesktopTest.until("recorded", () -> robot.lookup("#dialog").tryQuery().isEmpty());
    return this;
  }

  private void type(String field, String words) {
    DesktopTest.fx(() ->
        robot
            .lookup("#postings-" + field + "-input")
            .queryAs(javafx.scene.control.TextInputControl.class)
            .setText(words));
  }
}
