package cn.ruhu.desktop.visit;

import cn.ruhu.imaging.page.FilledForm;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// What a camera sees in a household.
final class Photos {
  private static final int W = 1600;
  private static final int H = 1200;

  private Photos() {}

  /// A bill on a dark table, a little askew.
  static byte[] bill(long seed) throws IOException {
    var image = new BufferedImage(H, W, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.setColor(new Color(70, 52, 40));
    g.fillRect(0, 0, H, W);
    BufferedImage sheet = new FilledForm(seed, 110).scanned(seed);
    g.translate(H / 2.0, W / 2.0);
    g.rotate(Math.toRadians(4));
    g.drawImage(sheet, -sheet.getWidth() / 2, -sheet.getHeight() / 2, null);
    g.dispose();
    return jpeg(image);
  }

  /// A room: floor, wall, a window and a table.
  static byte[] room(int shade) throws IOException {
    var image = new BufferedImage(W, H, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setPaint(new GradientPaint(0, 0, new Color(214, 206, shade), W, H, new Color(150, 140, 128)));
    g.fillRect(0, 0, W, H);
    g.setColor(new Color(120, 92, 66));
    g.fillRect(0, 820, W, 380);
    g.setColor(new Color(186, 214, 236));
    g.fillRect(980, 160, 380, 330);
    g.setColor(new Color(96, 66, 44));
    g.fillRect(280, 690, 620, 60);
    g.fillRect(320, 750, 40, 220);
    g.fillRect(820, 750, 40, 220);
    g.dispose();
    return jpeg(image);
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }
}
