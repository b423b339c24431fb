package cn.ruhu.desktop.pages;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Pages as a scanner or a telephone brings them, invented.
public final class PageSamples {
  private PageSamples() {}

  /// A sheet of paper with a headline, ruled lines and a stamp; its top is dark, so that a test
  /// sees which way is up.
  public static BufferedImage sheet(String headline, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(new Color(0xF6F3EA));
    g.fillRect(0, 0, width, height);
    g.setColor(new Color(0x2B4A6F));
    g.fillRect(0, 0, width, height / 24);
    g.setColor(new Color(0x303030));
    g.setFont(new Font("Serif", Font.BOLD, width / 16));
    g.drawString(headline, width / 12, height / 7);
    g.setFont(new Font("Serif", Font.PLAIN, width / 34));
    for (int i = 0; i < 16; i++) {
      int y = height / 5 + i * height / 24;
      g.drawString("2026-%02d   1 %d80.00   %d 320.50".formatted(i % 12 + 1, i, i), width / 12, y);
      g.drawLine(width / 14, y + height / 120, width * 13 / 14, y + height / 120);
    }
    g.setColor(new Color(0xB03030));
    g.setStroke(new java.awt.BasicStroke(width / 120f));
    g.drawOval(width * 6 / 10, height * 7 / 10, width / 4, width / 4);
    g.dispose();
    return image;
  }

  public static byte[] jpeg(BufferedImage image) {
    return encoded(image, "jpeg");
  }

  public static byte[] png(BufferedImage image) {
    return encoded(image, "png");
  }

  private static byte[] encoded(BufferedImage image, String format) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
