package cn.ruhu.desktop.handling;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.counter.CopyShelf;
import cn.ruhu.desktop.counter.Counter;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.printing.PrintingPage;
import cn.ruhu.desktop.work.Desk;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.testfx.api.FxRobot;

/// 办理 as a person uses it. Photos come from the pictures handed to the kit.
public record HandlingPage(FxRobot robot) {
  /// The screen over a desk, as a view test opens it.
  static Parent screen(Kit kit, Desk desk, String... printers) {
    var outlets = new Outlets(new InMemoryPrinters(printers), (_, _, _, _) -> Optional.empty());
    var printing = new Printing(kit, desk, outlets);
    var model =
        new HandlingViewModel(desk, kit.background(), printing.press(kit.t("handling.send.anew")));
    var counter = new Counter(kit, desk, printing, CopyShelf.NONE);
    var view = new HandlingView(kit, model, printing, (_, _) -> {}, counter);
    kit.shortcuts().use("handling.title", counter.around(view, view::inHand).shortcuts());
    view.onShown("");
    VBox.setVgrow(view.node(), Priority.ALWAYS);
    return new VBox(view.node());
  }

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

  /// Picks an entry of a choice by what is typed (`N05`, `ds`).
  public HandlingPage pick(String field, String typed) {
    robot.clickOn("#handling-" + field + "-input").write(typed);
    robot.push(KeyCode.ENTER);
    return this;
  }

  /// Shows the cases of a chip (`ALL`, `MINE`, `UNDELIVERED`).
  public HandlingPage chip(String name) {
    robot.clickOn("#handling-chip-" + name);
    return this;
  }

  /// Applicants listed now, top to bottom.
  public List<String> applicants() {
    return DesktopTest.ask(() -> {
      TableView<HandlingRow> table = robot.lookup("#handling-table").queryTableView();
      return table.getItems().stream().map(HandlingRow::applicant).toList();
    });
  }

  /// How the notice of a scheme stands at another street's board.
  public String posting(String scheme) {
    return DesktopTest.ask(() ->
        robot
            .lookup("#handling-posting-" + scheme)
            .tryQueryAs(javafx.scene.control.Label.class)
            .map(javafx.scene.control.Label::getText)
            .orElse(""));
  }

  /// Whether a deed is shown and cannot be done yet.
  public boolean blocked(String deed) {
    return DesktopTest.ask(() ->
        robot
            .lookup("#handling-do-" + deed)
            .tryQueryAs(ButtonBase.class)
            .filter(ButtonBase::isDisabled)
            .isPresent());
  }

  /// Words of the page that is filed already and chosen, empty when the card offers none.
  public String filed() {
    return DesktopTest.ask(() ->
        robot
            .lookup(n ->
                n instanceof RadioButton r
                    && r.isSelected()
                    && String.valueOf(r.getId()).startsWith("handling-filed-"))
            .tryQueryAs(RadioButton.class)
            .map(RadioButton::getText)
            .orElse(""));
  }

  /// What the program says against the deed of the open card.
  public List<String> why() {
    return DesktopTest.ask(() ->
        robot.lookup("#handling-why .label").queryAll().stream()
            .map(n -> ((Labeled) n).getText())
            .toList());
  }

  /// Opens a paper of the chosen case (`N05`, `DB`).
  public PrintingPage print(String paper, String scheme) {
    String id = "#handling-print-" + paper + "-" + scheme;
    DesktopTest.until(id, () -> robot.lookup(id).tryQuery().isPresent());
    DesktopTest.fx(() -> robot.lookup(id).<ButtonBase>query().fire());
    return new PrintingPage(robot).shown();
  }

  /// How far a letter of the chosen case has come, in words.
  public String letter(String paper, String scheme) {
    return DesktopTest.ask(() ->
        robot
            .lookup("#handling-letter-" + paper + "-" + scheme)
            .tryQueryAs(Labeled.class)
            .map(Labeled::getText)
            .orElse(""));
  }

  /// Signs of the comparison of a spot check with the first visit, line by line.
  public List<String> signs() {
    return DesktopTest.ask(() ->
        robot.lookup(".handling-sign").queryAll().stream()
            .map(n -> ((Labeled) n).getText())
            .toList());
  }

  /// Opens the card of a batch that waits for its draw.
  public HandlingPage batch(String street) {
    DesktopTest.until(
        "the batch", () -> robot.lookup("#handling-draw-" + street).tryQuery().isPresent());
    DesktopTest.fx(() -> robot.lookup("#handling-draw-" + street).<ButtonBase>query().fire());
    return this;
  }

  /// Freezes the list of a batch and commits.
  public HandlingPage freeze(String street, String source) {
    press("handling-freeze-" + street);
    robot.clickOn("#handling-source-input").write(source);
    robot.clickOn("#dialog-act-0");
    String reveal = "#handling-reveal-" + street;
    DesktopTest.until("frozen", () -> robot.lookup(reveal).tryQuery().isPresent());
    return this;
  }

  /// Opens the card of a frozen list.
  public HandlingPage reveal(String street) {
    press("handling-reveal-" + street);
    DesktopTest.until(
        "the card", () -> robot.lookup("#handling-number-input").tryQuery().isPresent());
    return this;
  }

  /// Draws by the public number; the record of the draw stands over the window when this returns.
  public HandlingPage number(String number) {
    robot.clickOn("#handling-number-input").write(number);
    robot.clickOn("#dialog-act-0");
    DesktopTest.until(
        "the record", () -> robot.lookup("#handling-draw-proof").tryQuery().isPresent());
    return this;
  }

  private void press(String id) {
    DesktopTest.until(id, () -> robot.lookup("#" + id).tryQuery().isPresent());
    DesktopTest.fx(() -> robot.lookup("#" + id).<ButtonBase>query().fire());
  }

  /// Draws; the record of the draw stands over the window when this returns.
  public HandlingPage draw(String seed, String reason) {
    robot.clickOn("#handling-seed-input").write(seed);
    robot.clickOn("#handling-draw-reason-input").write(reason);
    robot.clickOn("#dialog-act-0");
    DesktopTest.until(
        "the record", () -> robot.lookup("#handling-draw-proof").tryQuery().isPresent());
    return this;
  }

  /// Closes the card on top.
  public HandlingPage close() {
    robot.push(KeyCode.ESCAPE);
    DesktopTest.until("closed", () -> robot.lookup("#dialog").tryQuery().isEmpty());
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
