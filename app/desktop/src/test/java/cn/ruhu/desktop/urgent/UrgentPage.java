package cn.ruhu.desktop.urgent;

import cn.ruhu.desktop.DesktopTest;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.testfx.api.FxRobot;

/// Aid before papers as a person uses it: keys, no mouse.
public final class UrgentPage {
  private final FxRobot robot;
  private int keys;

  public UrgentPage(FxRobot robot) {
    this.robot = robot;
  }

  /// Keys pressed so far.
  public int keys() {
    return keys;
  }

  private TableView<UrgentRow> table() {
    return robot.lookup("#urgent-table").query();
  }

  public UrgentPage shown() {
    DesktopTest.until(
        "the list is there", () -> robot.lookup("#urgent-table").tryQuery().isPresent());
    return this;
  }

  /// Waits until so many records are listed.
  public UrgentPage rows(int count) {
    DesktopTest.until(count + " records", () -> table().getItems().size() == count);
    return this;
  }

  /// Ctrl+N; the keyboard is in the first field.
  public UrgentPage begin() {
    control(KeyCode.N);
    at("personNumber");
    return this;
  }

  /// Waits until the keyboard is in this field.
  public UrgentPage at(String field) {
    DesktopTest.until(field + " has the keyboard", () -> focused("urgent-" + field + "-input"));
    return this;
  }

  private boolean focused(String id) {
    Node owner = robot.lookup("#urgent-table").query().getScene().getFocusOwner();
    return owner != null && id.equals(owner.getId());
  }

  /// Types into the field that has the keyboard and moves on.
  public UrgentPage type(String words) {
    robot.write(words);
    keys += words.length();
    return enter();
  }

  public UrgentPage enter() {
    robot.push(KeyCode.ENTER);
    keys++;
    return this;
  }

  /// Tab: out of a field of several lines.
  public UrgentPage tab() {
    robot.push(KeyCode.TAB);
    keys++;
    return this;
  }

  /// Types into a field of several lines and leaves it.
  public UrgentPage lines(String words) {
    robot.write(words);
    keys += words.length();
    return tab();
  }

  public UrgentPage control(KeyCode key) {
    robot.push(new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN));
    keys++;
    return this;
  }

  /// Ctrl+Enter.
  public UrgentPage finish() {
    return control(KeyCode.ENTER);
  }

  /// Chooses a row by key and goes into its form with Enter.
  public UrgentPage open(int row) {
    DesktopTest.fx(() -> {
      table().requestFocus();
      table().getSelectionModel().select(row);
      table().getFocusModel().focus(row);
    });
    return enter();
  }

  /// Waits until the panel says this of the record in hand.
  public UrgentPage says(String words) {
    DesktopTest.until(words, () -> facts().contains(words));
    return this;
  }

  private String facts() {
    Node panel = robot.lookup("#urgent-facts").query();
    return panel.lookupAll("*").stream()
        .filter(n -> n instanceof Labeled)
        .map(n -> ((Labeled) n).getText())
        .reduce("", (one, next) -> one + "\n" + next);
  }

  /// What stands below a field.
  public String problem(String field) {
    return DesktopTest.ask(
        () -> robot.lookup("#urgent-" + field + "-problem").queryAs(Labeled.class).getText());
  }
}
