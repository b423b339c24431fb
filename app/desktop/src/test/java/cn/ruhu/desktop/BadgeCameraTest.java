package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.visit.BadgeEye;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.camera.emulator.MjpegEmulator;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.PasswordHash;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Parent;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A badge held before a camera, by an emulator of its bytes.
class BadgeCameraTest extends DesktopTest {
  private static final String CODE =
      Badge.make(new UUID(9, 4), "493817".toCharArray(), PasswordHash.Cost.TINY, new Random(1))
          .code();

  @TempDir static Path home;
  private MjpegEmulator camera;
  private CameraDesk desk;

  @Override
  protected Parent open(Kit kit) throws Exception {
    camera =
        MjpegEmulator.listen(
            frame(""), 12, task -> Thread.ofPlatform().daemon().name("emulator").start(task));
    desk =
        new CameraDesk(
            Choices.of(Files.createDirectories(home.resolve("m" + System.nanoTime()))),
            home,
            new DeviceTime(InstantSource.system(), System::nanoTime),
            task -> Thread.ofPlatform().daemon().name("camera").start(task));
    return new Page("x");
  }

  @AfterEach
  void close() throws Exception {
    camera.close();
  }

  /// A hand's picture: the badge in the middle of a desk, lit unevenly.
  private static byte[] frame(String code) throws Exception {
    var image = new BufferedImage(1280, 720, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setPaint(new GradientPaint(0, 0, new Color(90, 80, 70), 1280, 720, new Color(190, 185, 180)));
    g.fillRect(0, 0, 1280, 720);
    if (!code.isEmpty()) {
      BitMatrix qr = new QRCodeWriter().encode(code, BarcodeFormat.QR_CODE, 260, 260);
      var card = new BufferedImage(520, 330, BufferedImage.TYPE_3BYTE_BGR);
      for (int y = 0; y < card.getHeight(); y++)
        for (int x = 0; x < card.getWidth(); x++) {
          boolean in = x >= 230 && x < 490 && y >= 30 && y < 290;
          card.setRGB(x, y, in && qr.get(x - 230, y - 30) ? 0x232328 : 0xE1DED7);
        }
      g.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      g.rotate(Math.toRadians(7), 640, 360);
      g.drawImage(card, 380, 200, null);
    }
    g.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  private static final class Seen implements BadgeEye.Watcher {
    final List<String> codes = new CopyOnWriteArrayList<>();
    final AtomicInteger pictures = new AtomicInteger();
    final AtomicInteger blind = new AtomicInteger();

    @Override
    public void picture(Pixels seen) {
      pictures.incrementAndGet();
    }

    @Override
    public void code(String text) {
      codes.add(text);
    }

    @Override
    public void blind() {
      blind.incrementAndGet();
    }
  }

  @Test
  void theQrOfABadgeIsReadAndNothingIsHeardAfterwards() throws Exception {
    desk.use(camera.address());
    Background background = kit.background();
    var seen = new Seen();
    Runnable end = ask(() -> new BadgeCamera(desk, background).watch(seen));
    until("it is looked at", () -> seen.pictures.get() > 2);
    assertEquals(List.of(), seen.codes, "there is none");
    camera.lay(frame(CODE));
    until("read", () -> !seen.codes.isEmpty());
    assertEquals(CODE, seen.codes.getFirst());
    fx(end);
    int heard = ask(seen.pictures::get);
    camera.lay(frame(""));
    fx(() -> {});
    assertEquals(heard, ask(seen.pictures::get), "over is over");
  }

  @Test
  void aCameraThatIsNotThereIsSaid() {
    desk.use("mjpeg+http://127.0.0.1:1/video");
    var seen = new Seen();
    Runnable end = ask(() -> new BadgeCamera(desk, kit.background()).watch(seen));
    until("blind", () -> seen.blind.get() > 0);
    assertTrue(seen.codes.isEmpty());
    fx(end);
  }
}
