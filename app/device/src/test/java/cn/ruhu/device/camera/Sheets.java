package cn.ruhu.device.camera;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/// Real JPEG bytes for cameras of tests.
public final class Sheets {
  private Sheets() {}

  /// A page with something like print on it.
  public static byte[] jpeg(int width, int height, long seed) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.setColor(Color.BLACK);
    var random = new Random(seed);
    for (int i = 0; i < width; i++)
      g.fillRect(random.nextInt(width), random.nextInt(height), 1 + random.nextInt(8), 2);
    g.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
