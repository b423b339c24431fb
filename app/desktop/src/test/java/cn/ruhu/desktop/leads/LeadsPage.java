package cn.ruhu.desktop.leads;

import cn.ruhu.desktop.DesktopTest;
import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// What people do with leads, by keys.
public record LeadsPage(FxRobot robot) {
  private TableView<LeadRow> table() {
    return robot.lookup("#leads-table").query();
  }

  public LeadsPage shown() {
    DesktopTest.until("leads", () -> robot.lookup("#leads-table").tryQuery().isPresent());
    return this;
  }

  /// What was told of each lead listed, top first.
  public List<String> told() {
    return DesktopTest.ask(
        () -> table().getItems().stream().map(r -> r.lead().text("about")).toList());
  }

  /// Begins a lead.
  public LeadsPage begin() {
    robot.push(KeyCode.CONTROL, KeyCode.N);
    DesktopTest.until("the form", () -> focused("leads-channel-input"));
    return this;
  }

  /// Types into the field with the keyboard and moves on.
  public LeadsPage type(String text) {
    robot.write(text);
    robot.push(KeyCode.ENTER);
    return this;
  }

  public LeadsPage finish() {
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    return this;
  }

  /// Narrows the list.
  public LeadsPage chip(String name) {
    DesktopTest.fx(() -> robot.lookup("#leads-chip-" + name).<ToggleButton>query().fire());
    return this;
  }

  /// Puts the lead in hand about which this was told.
  public LeadsPage choose(String about) {
    DesktopTest.until("listed", () -> told().contains(about));
    DesktopTest.fx(() -> {
      table().requestFocus();
      table().getItems().stream()
          .filter(r -> r.lead().text("about").equals(about))
          .findFirst()
          .ifPresent(table().getSelectionModel()::select);
    });
    DesktopTest.until("in hand", () -> text("#leads-about-said").equals(about));
    return this;
  }

  /// Presses the letter of a deed; its card stands when this returns.
  public LeadsPage deed(KeyCode letter) {
    robot.push(letter);
    DesktopTest.until("card", () -> robot.lookup("#dialog").tryQuery().isPresent());
    return this;
  }

  /// Does what the card is for.
  public LeadsPage act() {
    DesktopTest.fx(() -> robot.lookup("#dialog-act-0").<javafx.scene.control.Button>query().fire());
    return this;
  }

  public boolean focused(String id) {
    var owner = robot.lookup("#" + id).tryQuery();
    return owner.isPresent() && owner.get().isFocused();
  }

  public String text(String selector) {
    return robot.lookup(selector).tryQuery().map(n -> ((Labeled) n).getText()).orElse("");
  }

  /// The story of the lead in hand, line by line.
  public List<String> story() {
    return DesktopTest.ask(() ->
        robot.from(robot.lookup("#leads-story")).lookup(".label").queryAllAs(Labeled.class).stream()
            .map(Labeled::getText)
            .toList());
  }
}
