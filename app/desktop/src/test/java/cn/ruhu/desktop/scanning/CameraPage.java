package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.DesktopTest;
import java.util.function.IntBinaryOperator;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.testfx.api.FxRobot;

/// The camera of 扫描归档 as a person uses it, by the keyboard.
public record CameraPage(FxRobot robot) {
  private static final int SIDE = 16;

  /// Switches it on and waits for its picture.
  public CameraPage on() {
    open();
    DesktopTest.until("the camera", 30, () -> lamp().contains("相机就绪"));
    return this;
  }

  /// Presses C at the tray.
  public CameraPage open() {
    DesktopTest.until("the screen", () -> robot.lookup("#scanning-camera").tryQuery().isPresent());
    DesktopTest.fx(() -> robot.lookup("#screen-scanning").query().requestFocus());
    robot.push(KeyCode.C);
    DesktopTest.until("in sight", () -> robot.lookup("#scanning-shoot").tryQuery().isPresent());
    return this;
  }

  /// Puts it away.
  public void off() {
    key(KeyCode.C);
    DesktopTest.until("away", () -> robot.lookup("#scanning-shoot").tryQuery().isEmpty());
  }

  /// Presses a key while it is on.
  public CameraPage key(KeyCode key) {
    DesktopTest.fx(() -> robot.lookup("#scanning-strip").<ListView<?>>query().requestFocus());
    robot.push(key);
    return this;
  }

  /// Says where the next pictures go, by initials.
  public CameraPage place(String applicant, String slot) {
    key(KeyCode.A);
    DesktopTest.until("the card", () -> robot.lookup("#dialog").tryQuery().isPresent());
    fill("#scanning-case-input", applicant);
    fill("#scanning-slot-input", slot);
    DesktopTest.fx(() -> robot.lookup("#dialog-act-0").<ButtonBase>query().fire());
    DesktopTest.until("put", () -> robot.lookup("#dialog").tryQuery().isEmpty());
    return this;
  }

  private void fill(String id, String initials) {
    robot.clickOn(id);
    DesktopTest.fx(() -> robot.lookup(id).<TextInputControl>query().clear());
    robot.write(initials);
    robot.push(KeyCode.ENTER);
  }

  /// Lets the new sheet come into the picture.
  public CameraPage settle() throws InterruptedException {
    Thread.sleep(200);
    return this;
  }

  /// Takes a picture and waits until it is on the disk.
  ///
  /// @param nth how many there are then
  public CameraPage shoot(int nth) {
    key(KeyCode.SPACE);
    DesktopTest.until("taken", () -> said().contains("已拍 " + nth + " 张"));
    return this;
  }

  /// Types an address and uses it.
  public CameraPage address(String text) {
    DesktopTest.fx(() -> {
      robot.lookup("#scanning-camera-address-input").<TextInputControl>query().setText(text);
      robot.lookup("#scanning-camera-use").<ButtonBase>query().fire();
    });
    return this;
  }

  /// Waits until what the lens sees has this colour in its middle: the sheet lies under it.
  ///
  /// @param rgb of the middle
  /// @param off by so much each channel may differ
  public CameraPage under(int rgb, int off) {
    DesktopTest.until("the sheet lies under the lens", 60, () -> near(middle(), rgb, off));
    return this;
  }

  /// Whether two colours are the same but for what a camera makes of them.
  public static boolean near(int one, int other, int off) {
    for (int shift = 0; shift <= 16; shift += 8)
      if (Math.abs((one >> shift & 255) - (other >> shift & 255)) > off) return false;
    return true;
  }

  private int middle() {
    Image seen =
        robot
            .lookup("#scanning-live .image-view")
            .tryQueryAs(ImageView.class)
            .map(ImageView::getImage)
            .orElse(null);
    return seen == null
        ? 0
        : middle((int) seen.getWidth(), (int) seen.getHeight(), seen.getPixelReader()::getArgb);
  }

  /// Mean colour of a small square in the middle of a picture: single specks say nothing.
  ///
  /// @param rgb colour at x and y
  public static int middle(int width, int height, IntBinaryOperator rgb) {
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = 0; y < SIDE; y++)
      for (int x = 0; x < SIDE; x++) {
        int p = rgb.applyAsInt(width / 2 + x, height / 2 + y);
        red += p >> 16 & 255;
        green += p >> 8 & 255;
        blue += p & 255;
      }
    int n = SIDE * SIDE;
    return (int) (red / n << 16 | green / n << 8 | blue / n);
  }

  /// Says whose paper the next picture shows, by the digit that stands beside the name.
  public CameraPage of(String name) {
    KeyCode digit =
        DesktopTest.ask(() ->
            robot.lookup("#scanning-camera-whose .button").queryAllAs(Labeled.class).stream()
                .filter(b -> b.getText().equals(name))
                .map(b -> b.getId().substring(b.getId().lastIndexOf('-') + 1))
                .map(KeyCode::getKeyCode)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody is called " + name)));
    return key(digit);
  }

  /// What became of the last press.
  public String said() {
    return text("#scanning-camera-said");
  }

  /// Which paper comes next.
  public String slot() {
    return text("#scanning-camera-slot");
  }

  /// How it stands.
  public String lamp() {
    return text("#scanning-camera-lamp");
  }

  /// What to do.
  public String hint() {
    return text("#scanning-camera-hint");
  }

  private String text(String id) {
    return DesktopTest.ask(
        () -> robot.lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse(""));
  }
}
