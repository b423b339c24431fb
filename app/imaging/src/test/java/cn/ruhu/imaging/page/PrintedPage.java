package cn.ruhu.imaging.page;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/// A letter: lines of words with commas and full stops, at 150 dpi.
public final class PrintedPage {
  private PrintedPage() {}

  /// One letter.
  public static BufferedImage of(long seed) {
    var random = new Random(seed);
    var image = new BufferedImage(1240, 1754, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(244, 244, 240));
    g.fillRect(0, 0, 1240, 1754);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(new Color(30, 30, 30));
    g.setFont(new Font(Font.SERIF, Font.PLAIN, 27));
    for (int line = 0; line < 34; line++) {
      var words = new StringBuilder();
      while (words.length() < 64) {
        for (int i = 2 + random.nextInt(7); i > 0; i--)
          words.append("eatonrishdlupmgcbwyf".charAt(random.nextInt(20)));
        int mark = random.nextInt(9);
        words.append(mark == 0 ? ", " : mark == 1 ? ". " : " ");
      }
      g.drawString(words.toString(), 130, 170 + 42 * line);
    }
    g.dispose();
    return image;
  }
}
