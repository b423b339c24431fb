package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.kit.Pixels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What one frame costs, and that it shows what the camera saw.
final class CameraPreviewTest {
  private static final long BETWEEN_TWO_NANOS = 1_000_000_000L / 15;

  /// A frame as cameras send to aim by: a page on a desk, 1280 by 960.
  static byte[] frame() {
    return jpeg(page(1280, 960));
  }

  private static BufferedImage page(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    try {
      BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(Stack.jpeg("", 1)));
      var g = image.createGraphics();
      g.setColor(new Color(0x30, 0x38, 0x30));
      g.fillRect(0, 0, width, height);
      int across = height * sheet.getWidth() / sheet.getHeight();
      g.drawImage(sheet, (width - across) / 2, 0, across, height, null);
      g.dispose();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return image;
  }

  private static byte[] jpeg(BufferedImage image) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Test
  void pixelsAreThoseOfThePicture() throws Exception {
    byte[] jpeg = frame();
    CameraPreview.Seen seen = CameraPreview.of(jpeg).orElseThrow();
    assertFalse(seen.dark());
    BufferedImage plain = ImageIO.read(new ByteArrayInputStream(jpeg));
    Pixels pixels = seen.pixels();
    assertEquals(1280, pixels.width());
    assertEquals(plain.getRGB(640, 480), pixels.argb()[480 * 1280 + 640]);
    assertEquals(plain.getRGB(3, 5), pixels.argb()[5 * 1280 + 3]);
  }

  @Test
  void largeFramesAreMadeSmallGrayOnesAndBlackOnesAreSeen() {
    Pixels large = CameraPreview.of(jpeg(page(2592, 1944))).orElseThrow().pixels();
    assertTrue(large.width() <= CameraPreview.WIDTH_MAX, "width " + large.width());
    var gray = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY);
    assertTrue(CameraPreview.of(jpeg(gray)).orElseThrow().dark());
    assertEquals(Optional.empty(), CameraPreview.of(Arrays.copyOf(frame(), 300)));
  }

  @Test
  void frameCostsLessThanTheTimeBetweenTwo() {
    byte[] jpeg = frame();
    var threads = ManagementFactory.getThreadMXBean();
    long[] costs = new long[40];
    for (int i = 0; i < costs.length; i++) {
      long before = threads.getCurrentThreadCpuTime();
      CameraPreview.of(jpeg).orElseThrow();
      costs[i] = threads.getCurrentThreadCpuTime() - before;
    }
    Arrays.sort(costs);
    long usual = costs[costs.length / 2];
    LoggerFactory.getLogger(CameraPreviewTest.class)
        .info("a frame of 1280x960 takes {} us of one core", usual / 1_000);
    assertTrue(usual < BETWEEN_TWO_NANOS, "a frame takes " + usual / 1_000 + " us");
  }
}
