package cn.ruhu.desktop.caseload;

import cn.ruhu.desktop.DesktopTest;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// What a clerk can do at home.
public record TodayPage(FxRobot robot) {
  private TableView<TodayRow> table() {
    return robot.lookup("#caseload-table").query();
  }

  /// Names of the applicants listed, top first.
  public java.util.List<String> names() {
    return DesktopTest.ask(() -> table().getItems().stream().map(TodayRow::name).toList());
  }

  /// Opens a row with the keyboard.
  public TodayPage open(int row) {
    DesktopTest.fx(() -> {
      table().requestFocus();
      table().getSelectionModel().select(row);
    });
    robot.push(KeyCode.ENTER);
    return this;
  }

  /// Begins without a card.
  public TodayPage begin() {
    DesktopTest.fx(() -> robot.lookup("#caseload-begin").<Button>query().fire());
    return this;
  }

  /// Every word that stands in a part of the window.
  public java.util.List<String> words(String selector) {
    return DesktopTest.ask(() ->
        robot.from(robot.lookup(selector)).lookup(".label").queryAllAs(Labeled.class).stream()
            .map(Labeled::getText)
            .toList());
  }
}
