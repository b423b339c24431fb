package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.publishing.EditedBook;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.survey.xlsform.ShippedBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// A visit is begun; the district publishes an edited questionnaire; the laptop fetches it; the
/// investigator sees what would become of each answer, changes over, and the visit goes on.
final class FormsInTheWindow {
  /// the question the new version asks under another name
  private static final String GONE = "V14";

  private static final String FRESH = "V94";

  private final Tour tour;
  private final FxRobot robot;

  FormsInTheWindow(Tour tour) {
    this.tour = tour;
    this.robot = tour.robot();
  }

  /// What stops the walk is kept as a picture besides.
  void walk() throws Exception {
    try {
      begun();
      published();
      changedOver();
    } catch (Exception | AssertionError e) {
      tour.picture("forms-stopped-here");
      throw e;
    }
  }

  private boolean shows(String selector) {
    return new ShellPage(robot).shows(selector);
  }

  private void fire(String selector) {
    DesktopTest.until(selector, () -> robot.lookup(selector).tryQuery().isPresent());
    DesktopTest.fx(() -> robot.lookup(selector).<ButtonBase>query().fire());
  }

  private String text(String selector) {
    return DesktopTest.ask(() -> robot.lookup(selector).<Labeled>query().getText());
  }

  private void open() {
    DesktopTest.until("a household", () -> robot.lookup(".visit-card").tryQuery().isPresent());
    DesktopTest.until(
        "it is opened",
        () -> {
          Node card = robot.lookup(".visit-card").<Node>tryQuery().orElse(null);
          if (card != null) ((ButtonBase) card.lookup(".button")).fire();
          return card != null;
        });
    DesktopTest.until("the visit", () -> shows("#visit-park"));
  }

  private void begun() throws Exception {
    tour.sit("field", "hecha1").waitFor("#visit-households");
    tour.synced();
    open();
    DesktopTest.until("the door", () -> shows("#q-V09D-1"));
    fire("#q-V09D-1");
    DesktopTest.until("the next question", () -> shows("#q-" + GONE + "-true"));
    fire("#q-" + GONE + "-true");
    fire("#visit-park");
    tour.leave();
  }

  private Path edited() throws Exception {
    byte[] next = EditedBook.of(ShippedBook.HOME_VISIT.bytes(), Map.of(GONE, FRESH), "5");
    return Files.write(tour.papers().resolve("入户调查表第四版.xlsx"), next);
  }

  private void published() throws Exception {
    tour.sit("office", "xitong").waitFor("#admin-people");
    tour.synced();
    new ShellPage(robot).goTo("publishing");
    int shipped = ShippedBook.values().length;
    DesktopTest.until("what is published already", () -> published(shipped));
    tour.choosing(edited());
    fire("#publishing-open");
    DesktopTest.until("it is checked", () -> shows("#publishing-publish"));
    tour.picture("forms-checked");
    fire("#publishing-try-file");
    DesktopTest.until("it is tried out", () -> shows("#form-sections"));
    tour.picture("forms-trial");
    fire("#trial-back");
    fire("#publishing-publish");
    DesktopTest.until("the reason is asked", () -> shows("#publishing-reason-input"));
    DesktopTest.fx(
        () -> robot.lookup("#publishing-reason-input").<TextInputControl>query().setText("增减问题"));
    robot.push(KeyCode.TAB);
    fire("#dialog-act-0");
    DesktopTest.until("it is published", () -> published(shipped + 1));
    tour.picture("forms-published");
    tour.leave();
  }

  private boolean published(int forms) {
    return robot.lookup("#publishing-forms").<TableView<?>>query().getItems().size() == forms;
  }

  private void changedOver() throws Exception {
    tour.sit("field", "hecha1").waitFor("#visit-households");
    tour.synced();
    open();
    DesktopTest.until("the new version is offered", () -> shows("#visit-change-look"));
    tour.picture("forms-offered");
    fire("#visit-change-look");
    DesktopTest.until("what changes", () -> shows("#visit-change-rows"));
    tour.picture("forms-before-and-after");
    fire("#visit-change-go");
    DesktopTest.until("the visit goes on", () -> shows("#visit-park") && shows("#visit-aside"));
    assertTrue(text("#visit-aside").contains("1"), text("#visit-aside"));
    assertEquals(false, shows("#visit-change"), "nothing more is offered");
    fire("#visit-aside");
    DesktopTest.until("what stands beside it", () -> shows("#dialog"));
    tour.picture("forms-aside");
    fire("#dialog-close");
    fire("#station-V");
    DesktopTest.until("asked anew", () -> shows("#q-" + FRESH + "-true"));
    fire("#q-" + FRESH + "-true");
    fire("#visit-next");
    tour.picture("forms-goes-on");
    fire("#visit-park");
    tour.leave();
  }
}
