package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.wire.Badge;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.util.Map;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// The second investigator makes his badge, has it printed, and signs by it on his partner's
/// machine: what he shows there is what a reader of codes finds on the printed sheet.
final class BadgeInTheWindow {
  private static final String PIN = "493817";
  private static final String WRONG = "806194";

  private final Tour tour;
  private final FxRobot robot;
  private String number = "";
  private String code = "";

  BadgeInTheWindow(Tour tour) {
    this.tour = tour;
    this.robot = tour.robot();
  }

  /// Number of the badge that was made.
  String number() {
    return number;
  }

  private boolean shows(String selector) {
    return new ShellPage(robot).shows(selector);
  }

  private void fire(String id) {
    DesktopTest.until(id, () -> robot.lookup("#" + id).tryQuery().isPresent());
    DesktopTest.fx(() -> robot.lookup("#" + id).<ButtonBase>query().fire());
  }

  private void type(String field, String text) {
    DesktopTest.until(field, () -> robot.lookup("#" + field + "-input").tryQuery().isPresent());
    DesktopTest.fx(
        () -> robot.lookup("#" + field + "-input").<TextInputControl>query().setText(text));
  }

  /// At the own sign-in, with the district: a PIN that is tried first is refused, another is taken,
  /// and the sheet comes out of the printer.
  void made() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
    DesktopTest.until("the card of the badge", () -> shows("#badge-card"));
    type("badge-pin", "123456");
    type("badge-again", "123456");
    fire("badge-make");
    assertTrue(shows("#badge-card"));
    tour.picture("badge-refused");
    type("badge-pin", PIN);
    type("badge-again", PIN);
    fire("badge-make");
    DesktopTest.until("it is made", () -> shows("#badge-print"));
    tour.picture("badge-made");
    int before = tour.printed().size();
    fire("badge-print");
    DesktopTest.until("it is printed", () -> tour.printed().size() > before);
    DesktopTest.until("it is told", () -> shows("#badge-told"));
    code = read(ScannedPaper.sheets(tour.printed().getLast()).getFirst());
    number = Badge.read(code).orElseThrow().number();
    String held = DesktopTest.ask(() -> robot.lookup("#badge-number").<Labeled>query().getText());
    assertTrue(held.contains(number), held);
    robot.push(KeyCode.ESCAPE);
    DesktopTest.until("closed", () -> !shows("#badge-card"));
    tour.synced();
  }

  /// A reader of codes looks at the printed sheet.
  private static String read(BufferedImage sheet) throws Exception {
    int[] rgb = sheet.getRGB(0, 0, sheet.getWidth(), sheet.getHeight(), null, 0, sheet.getWidth());
    var light = new RGBLuminanceSource(sheet.getWidth(), sheet.getHeight(), rgb);
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(light)), Map.of(DecodeHintType.TRY_HARDER, true))
        .getText();
  }

  /// On the partner's machine, with the server down.
  void used() {
    fire("visit-badge-open");
    type("visit-badge-code", code.substring(1));
    type("visit-badge-pin", PIN);
    fire("visit-badge-sign");
    DesktopTest.until("that is no badge", () -> said("没有读到"));
    type("visit-badge-code", code);
    type("visit-badge-pin", WRONG);
    fire("visit-badge-sign");
    DesktopTest.until("a wrong PIN is told", () -> said("还可以试 4 次"));
    tour.picture("badge-wrong");
    type("visit-badge-pin", PIN);
    fire("visit-badge-sign");
    DesktopTest.until("the second is here", () -> !shows("#visit-badge-sign"));
    tour.picture("badge-signed");
  }

  /// At the seal it stands by what the second signs.
  void shown() {
    DesktopTest.until(
        "the number of the badge",
        () ->
            robot.lookup(".badge").queryAll().stream()
                .anyMatch(n -> n instanceof Labeled l && l.getText().contains(number)));
  }

  private boolean said(String words) {
    return DesktopTest.ask(() ->
        robot.lookup(".visit-problem").queryAll().stream()
            .anyMatch(n -> n instanceof Labeled l && l.getText().contains(words)));
  }
}
