package cn.ruhu.desktop.review;

import cn.ruhu.desktop.DesktopTest;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// The reviewer's queue as a person uses it.
public record QueuePage(FxRobot robot) {
  /// Shows only the cases of a chip (`ALL`, `WAITING`, `DOUBTS`…).
  public QueuePage chip(String name) {
    robot.clickOn("#review-chip-" + name);
    return this;
  }

  /// How many cases it shows.
  public int size() {
    TableView<QueueRow> table = robot.lookup("#review-queue").queryTableView();
    return table.getItems().size();
  }

  /// Opens a case by its applicant's name, with Enter.
  public CasePage open(String applicant) {
    DesktopTest.until(applicant + " in the queue", () -> marked(applicant));
    robot.push(KeyCode.ENTER);
    return new CasePage(robot);
  }

  private boolean marked(String applicant) {
    TableView<QueueRow> table = robot.lookup("#review-queue").queryTableView();
    table.requestFocus();
    for (QueueRow row : table.getItems())
      if (row.applicant().equals(applicant)) {
        // several may be chosen: as the arrow keys do, this one alone
        table.getSelectionModel().clearAndSelect(table.getItems().indexOf(row));
        return true;
      }
    return false;
  }
}
