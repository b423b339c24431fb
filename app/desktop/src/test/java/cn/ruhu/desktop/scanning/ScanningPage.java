package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.DesktopTest;
import java.util.List;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// 扫描归档 as a person uses it, by the keyboard.
public record ScanningPage(FxRobot robot) {
  private ListView<TrayRow> strip() {
    return robot.lookup("#scanning-strip").queryListView();
  }

  /// Waits until so many sheets lie in the tray and each was read.
  public ScanningPage until(int sheets) {
    DesktopTest.until(
        sheets + " sheets are read",
        Math.max(90, 10 * sheets),
        () ->
            robot.lookup("#scanning-strip").tryQuery().isPresent()
                && strip().getItems().size() == sheets
                && strip().getItems().stream().noneMatch(r -> r.state() == TrayRow.State.READING));
    return this;
  }

  /// How each sheet stands, in the order they were fed.
  public List<String> states() {
    return DesktopTest.ask(() -> strip().getItems().stream().map(r -> r.state().name()).toList());
  }

  /// Takes a sheet in hand and looks at its picture.
  ///
  /// @param number from 1
  public ScanningPage hold(int number) {
    DesktopTest.fx(() -> {
      strip().getSelectionModel().clearAndSelect(number - 1);
      strip().getFocusModel().focus(number - 1);
      strip().requestFocus();
    });
    DesktopTest.until(
        "its picture",
        () ->
            robot
                .lookup("#scanning-picture .image-view")
                .tryQueryAs(ImageView.class)
                .filter(v -> v.getImage() != null)
                .isPresent());
    return this;
  }

  /// Takes a sheet in hand that shows no picture, and waits until that is known.
  ///
  /// @param number from 1
  public ScanningPage holdBlind(int number) {
    DesktopTest.fx(() -> {
      strip().getSelectionModel().clearAndSelect(number - 1);
      strip().getFocusModel().focus(number - 1);
      strip().requestFocus();
    });
    DesktopTest.until(
        "it may be spoken of",
        () ->
            robot
                .lookup("#scanning-do-assign")
                .tryQuery()
                .filter(b -> !b.isDisabled())
                .isPresent());
    return this;
  }

  /// The sheet in hand, from 1; 0 for none.
  public int inHand() {
    return DesktopTest.ask(() -> strip().getSelectionModel().getSelectedIndex() + 1);
  }

  /// F4: scans what lies in the scanner.
  public ScanningPage scan() {
    return key(KeyCode.F4);
  }

  /// How the scanner stands, in words.
  public String device() {
    return text("#scanning-device");
  }

  /// What broke off and what kept a scan from beginning, in words.
  public String broken() {
    return DesktopTest.ask(() ->
        robot.lookup("#scanning-broken .label").queryAllAs(Labeled.class).stream()
            .map(Labeled::getText)
            .reduce("", String::concat));
  }

  /// Ends the batch in sight and waits until it is closed.
  public ScanningPage close() {
    DesktopTest.fx(() -> robot.lookup("#scanning-close").<ButtonBase>query().fire());
    DesktopTest.until(
        "closed", () -> robot.lookup("#scanning-close").<ButtonBase>query().isDisabled());
    return this;
  }

  /// Presses a key of the tray.
  public ScanningPage key(KeyCode key) {
    DesktopTest.fx(() ->
        robot
            .lookup("#scanning-strip")
            .tryQuery()
            .orElseGet(() -> robot.lookup("#screen-scanning").query())
            .requestFocus());
    robot.push(key);
    return this;
  }

  /// Where the sheet in hand goes, in words.
  public String place() {
    return text("#scanning-place");
  }

  /// Why it waits, in words.
  public String why() {
    return text("#scanning-why");
  }

  /// The sum of the batch.
  public String ledger() {
    return text("#scanning-ledger");
  }

  private String text(String id) {
    return DesktopTest.ask(
        () -> robot.lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse(""));
  }

  /// Looks at every signature line that asks for it, and finds it signed.
  public ScanningPage signAll() {
    for (int i = 0; i < 40 && states().contains("SIGN"); i++) {
      int at = states().indexOf("SIGN") + 1;
      long left = states().stream().filter("SIGN"::equals).count();
      hold(at);
      DesktopTest.until(
          "the question", () -> robot.lookup("#scanning-do-signed").tryQuery().isPresent());
      key(KeyCode.Y);
      DesktopTest.until(
          "said",
          () ->
              strip().getItems().stream().filter(r -> r.state() == TrayRow.State.SIGN).count()
                  < left);
    }
    return this;
  }

  /// Puts the sheet in hand into a case and slot by their initials.
  ///
  /// @param applicant initials of the applicant
  /// @param slot initials of the slot
  public ScanningPage assign(String applicant, String slot) {
    key(KeyCode.A);
    DesktopTest.until("the card", () -> robot.lookup("#dialog").tryQuery().isPresent());
    fill("#scanning-case-input", applicant);
    fill("#scanning-slot-input", slot);
    DesktopTest.fx(() -> robot.lookup("#dialog-act-0").<ButtonBase>query().fire());
    DesktopTest.until("put", () -> robot.lookup("#dialog").tryQuery().isEmpty());
    return this;
  }

  /// Says why the sheet in hand is not filed.
  public ScanningPage aside(String reason) {
    key(KeyCode.D);
    DesktopTest.until("the card", () -> robot.lookup("#dialog").tryQuery().isPresent());
    DesktopTest.fx(() -> {
      robot.lookup("#scanning-reason-input").<TextInputControl>query().setText(reason);
      robot.lookup("#dialog-act-0").<ButtonBase>query().fire();
    });
    DesktopTest.until("aside", () -> robot.lookup("#dialog").tryQuery().isEmpty());
    return this;
  }

  private void fill(String id, String initials) {
    robot.clickOn(id);
    DesktopTest.fx(() -> robot.lookup(id).<TextInputControl>query().clear());
    robot.write(initials);
    robot.push(KeyCode.ENTER);
  }

  /// Files what is ready and waits for the end.
  public ScanningPage file() {
    DesktopTest.fx(() -> robot.lookup("#scanning-file").<ButtonBase>query().fire());
    DesktopTest.until(
        "filed",
        () -> strip().getItems().stream().noneMatch(r -> r.state() == TrayRow.State.READY));
    return this;
  }
}
