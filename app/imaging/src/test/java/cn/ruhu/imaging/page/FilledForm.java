package cn.ruhu.imaging.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;

/// The same printed form, filled in by hand by one family or another, as different scans of it come
/// out: shifted, darker, with grain.
///
/// @param family whose hand
/// @param dpi of the scan
public record FilledForm(long family, int dpi) {
  /// One scan of the sheet.
  ///
  /// @param pass seed of everything that differs between two scans of one sheet
  public BufferedImage scanned(long pass) {
    var random = new Random(pass);
    int w = dpi * 210 * 10 / 254;
    int h = dpi * 297 * 10 / 254;
    var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, w, h);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.scale(dpi / 25.4, dpi / 25.4);
    g.translate(random.nextDouble() * 3 - 1.5, random.nextDouble() * 3 - 1.5);
    g.rotate(Math.toRadians(random.nextDouble() * 0.4 - 0.2), 105, 148);
    print(g);
    hand(g);
    g.dispose();
    int darker = random.nextInt(25);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      int rgb = pixels[i];
      int by = (int) (random.nextGaussian() * 5) - darker;
      pixels[i] =
          level((rgb >> 16 & 255) + by) << 16
              | level((rgb >> 8 & 255) + by) << 8
              | level((rgb & 255) + by);
    }
    return image;
  }

  private static int level(int v) {
    return Math.clamp(v, 0, 255);
  }

  private static void print(Graphics2D g) {
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.SERIF, Font.BOLD, 1).deriveFont(6f));
    g.drawString("Statement of the household", 60f, 26f);
    g.setFont(new Font(Font.SERIF, Font.PLAIN, 1).deriveFont(3.4f));
    g.setStroke(new BasicStroke(0.25f));
    for (int row = 0; row < 14; row++) {
      g.drawString("Question " + (row + 1) + " of the form:", 22f, 45f + 15 * row);
      g.draw(new java.awt.geom.Rectangle2D.Double(70, 38 + 15.0 * row, 118, 12));
    }
  }

  private void hand(Graphics2D g) {
    var random = new Random(family * 31);
    g.setColor(new Color(30, 30, 110));
    g.setStroke(new BasicStroke(0.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int row = 0; row < 14; row++) {
      int letters = random.nextInt(15);
      for (int i = 0; i < letters; i++) {
        var path = new Path2D.Double();
        double x = 74 + 6.5 * i;
        double y = 47 + 15.0 * row;
        path.moveTo(x, y - random.nextDouble() * 6);
        for (int k = 0; k < 4; k++)
          path.lineTo(x + random.nextDouble() * 5, y - random.nextDouble() * 6);
        g.draw(path);
      }
    }
  }
}
