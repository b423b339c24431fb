package cn.ruhu.imaging;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/// Turns pictures as their header says. Pure.
public final class Upright {
  private Upright() {}

  /// An upright copy; the picture itself when there is nothing to turn.
  ///
  /// @param orientation EXIF or TIFF orientation; outside 1 to 8 it means nothing
  public static BufferedImage turn(BufferedImage image, int orientation) {
    if (orientation <= 1 || orientation > 8) return image;
    int w = image.getWidth();
    int h = image.getHeight();
    AffineTransform turn =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          default -> new AffineTransform(0, -1, 1, 0, 0, w);
        };
    boolean swaps = orientation >= 5;
    var turned = new BufferedImage(swaps ? h : w, swaps ? w : h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = turned.createGraphics();
    g.drawImage(image, turn, null);
    g.dispose();
    return turned;
  }
}
