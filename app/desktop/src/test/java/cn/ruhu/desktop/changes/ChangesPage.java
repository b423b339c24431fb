package cn.ruhu.desktop.changes;

import cn.ruhu.desktop.DesktopTest;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.testfx.api.FxRobot;

/// 变更申报 as a person uses it, by keyboard.
public record ChangesPage(FxRobot robot) {
  /// Types into the search and presses Enter; the household stands at the counter.
  public ChangesPage find(String query) {
    DesktopTest.until("the search has the keyboard", () -> focused("changes-find-input"));
    robot.write(query + "\n");
    return atCounter();
  }

  /// Waits until a household stands at the counter.
  public ChangesPage atCounter() {
    DesktopTest.until("a household is here", () -> focused("changes-kind-input"));
    return this;
  }

  /// Chooses what changed by its initials.
  public ChangesPage kind(String initials) {
    robot.write(initials + "\n");
    DesktopTest.until("its fields", () -> !focused("changes-kind-input"));
    return this;
  }

  /// Types into the field that has the keyboard and goes on.
  public ChangesPage then(String words) {
    robot.write(words + "\n");
    return this;
  }

  /// Ticks the paper that has the keyboard.
  public ChangesPage seen() {
    robot.push(KeyCode.SPACE);
    return this;
  }

  public boolean isSeen(String paper) {
    return DesktopTest.ask(
        () -> robot.lookup("#changes-paper-" + paper).<CheckBox>query().isSelected());
  }

  /// Ctrl+Enter: takes the report in, judges it, writes it.
  public ChangesPage act() {
    robot.push(new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN));
    return this;
  }

  /// Waits for the receipt, prints it, and says its number.
  public String receipt() {
    DesktopTest.until("the receipt", () -> robot.lookup("#changes-number").tryQuery().isPresent());
    String number = text("changes-number");
    robot.push(KeyCode.ENTER);
    DesktopTest.until("it is printed", () -> robot.lookup("#dialog").tryQuery().isEmpty());
    return number;
  }

  /// Problem beside a field, empty when none is shown.
  public String problem(String field) {
    return text("changes-" + field + "-problem");
  }

  public String text(String id) {
    return DesktopTest.ask(() ->
        robot
            .lookup("#" + id)
            .tryQueryAs(Labeled.class)
            .filter(Node::isVisible)
            .map(Labeled::getText)
            .orElse(""));
  }

  /// Applicants and kinds listed now.
  public List<String> rows() {
    return DesktopTest.ask(() -> {
      TableView<ChangeRow> table = robot.lookup("#changes-table").queryTableView();
      return table.getItems().stream()
          .map(r -> r.applicant() + " " + r.report().text("kind") + " " + r.state())
          .toList();
    });
  }

  /// Chooses a report by its kind; its file is open when this returns.
  public ChangesPage choose(String kind) {
    DesktopTest.until(
        kind + " is listed",
        () -> {
          TableView<ChangeRow> table = robot.lookup("#changes-table").queryTableView();
          for (ChangeRow r : table.getItems())
            if (r.report().text("kind").equals(kind)) {
              table.getSelectionModel().select(r);
              return true;
            }
          return false;
        });
    DesktopTest.until(
        "its file is read", () -> robot.lookup("#changes-compare").tryQuery().isPresent());
    return this;
  }

  /// Judges the chosen report.
  public ChangesPage judge(String initials, String words) {
    DesktopTest.until(
        "it may be judged", () -> robot.lookup("#changes-ruling-input").tryQuery().isPresent());
    robot.clickOn("#changes-ruling-input").write(initials + "\n");
    robot.write(words);
    return act();
  }

  boolean focused(String id) {
    Node owner =
        robot
            .lookup("#changes-table")
            .tryQuery()
            .map(n -> n.getScene().getFocusOwner())
            .orElse(null);
    return owner != null && id.equals(owner.getId());
  }
}
