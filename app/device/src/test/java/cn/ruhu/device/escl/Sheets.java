package cn.ruhu.device.escl;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/// Small pages, each unlike the others.
public final class Sheets {
  private Sheets() {}

  /// A JPEG.
  public static byte[] jpeg(int number) {
    try {
      var out = new ByteArrayOutputStream();
      ImageIO.write(picture(number), "jpeg", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same, undeveloped.
  public static BufferedImage picture(int number) {
    var image = new BufferedImage(200 + number, 280, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setColor(Color.BLACK);
    g.drawLine(0, number, 200, 280 - number);
    g.dispose();
    return image;
  }

  /// So many, from number 1.
  public static List<byte[]> stack(int count) {
    var all = new ArrayList<byte[]>();
    for (int i = 1; i <= count; i++) all.add(jpeg(i));
    return all;
  }
}
