package cn.ruhu.desktop.scanning;

import cn.ruhu.imaging.page.FilledForm;
import cn.ruhu.imaging.page.Straightened;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.DataBufferInt;
import java.awt.image.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/// Sheets on a table as a camera sees them: pictures of 4 to 3 that say no dots per inch.
final class Table {
  /// how far the sheet on the table is turned, degrees
  static final double LEANS = 4;

  private static final int W = 1500;
  private static final int H = 2000;

  private Table() {}

  /// A filled form that fills the picture but for a rim, as under a document camera.
  static BufferedImage page(long family) {
    return laid(family, family, new Color(70, 52, 40), 0);
  }

  /// A filled form, askew on a dark table.
  ///
  /// @param pass seed of all that differs between two pictures of one sheet
  static BufferedImage askew(long family, long pass) {
    return laid(family, pass, new Color(70, 52, 40), LEANS);
  }

  /// Lines of print so near that no edge of their sheet is to be seen.
  static BufferedImage unsure() {
    var image = new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(new Color(214, 211, 204));
    g.fillRect(0, 0, W, H);
    g.setColor(new Color(40, 40, 44));
    g.setFont(new Font(Font.SERIF, Font.PLAIN, 40));
    var random = new Random(5);
    for (int y = 40; y < H + 40; y += 66) {
      var line = new StringBuilder();
      while (line.length() < 70) line.append("income street form ".charAt(random.nextInt(19)));
      g.drawString(line.toString(), -12 - random.nextInt(30), y);
    }
    g.dispose();
    return image;
  }

  private static BufferedImage laid(long family, long pass, Color table, double degrees) {
    var image = new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.setColor(table);
    g.fillRect(0, 0, W, H);
    BufferedImage sheet = toned(new FilledForm(family, 150).scanned(pass));
    g.translate(W / 2.0, H / 2.0);
    g.rotate(Math.toRadians(degrees));
    g.drawImage(sheet, -sheet.getWidth() / 2, -sheet.getHeight() / 2, null);
    g.dispose();
    var random = new Random(pass);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      int by = (int) (random.nextGaussian() * 2);
      int p = pixels[i];
      pixels[i] = level(p >> 16, by) << 16 | level(p >> 8, by) << 8 | level(p, by);
    }
    return image;
  }

  private static int level(int value, int by) {
    return Math.clamp((value & 255) + by, 0, 255);
  }

  /// Paper under a lamp is not as white as a scanner makes it.
  private static BufferedImage toned(BufferedImage sheet) {
    int[] pixels = ((DataBufferInt) sheet.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      int p = pixels[i];
      pixels[i] =
          (p >> 16 & 255) * 215 / 255 << 16
              | (p >> 8 & 255) * 212 / 255 << 8
              | (p & 255) * 205 / 255;
    }
    return sheet;
  }

  /// The same with a lamp mirrored in it.
  ///
  /// @param x share of the picture's width
  /// @param y share of its height
  static BufferedImage lamp(BufferedImage on, double x, double y) {
    Graphics2D g = on.createGraphics();
    g.setColor(Color.WHITE);
    g.fill(new Ellipse2D.Double(x * W - 110, y * H - 110, 220, 220));
    g.dispose();
    return on;
  }

  static BufferedImage blurred(BufferedImage image) {
    float[] kernel = new float[225];
    Arrays.fill(kernel, 1f / 225);
    var out = new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
    return new ConvolveOp(new Kernel(15, 15, kernel), ConvolveOp.EDGE_NO_OP, null)
        .filter(image, out);
  }

  static byte[] jpeg(BufferedImage image) {
    try {
      return Straightened.encode(image, "jpeg");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same JPEG, with so many dots per inch in its JFIF header.
  static byte[] stating(byte[] jpeg, int dpi) {
    byte[] out = jpeg.clone();
    ByteBuffer.wrap(out).put(13, (byte) 1).putShort(14, (short) dpi).putShort(16, (short) dpi);
    return out;
  }
}
