package cn.ruhu.imaging.page;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// A form page whose code came to grief: torn off, under a blot of ink, or run in water. More of it
/// is gone than its spare words make good, so it belongs into the tray and nowhere else.
public final class SpoiledCode {
  private static final double MM = 1 / 25.4;
  private static final double MIDDLE_X = 210 - 10 - 33 / 2.0;
  private static final double MIDDLE_Y = 10 + 33 / 2.0;

  private SpoiledCode() {}

  /// Spoils the code on this picture of a page.
  public static void on(BufferedImage image, SyntheticPage page) {
    double dots = page.dpi() * MM;
    var place =
        AffineTransform.getTranslateInstance(image.getWidth() / 2.0, image.getHeight() / 2.0);
    place.rotate(Math.toRadians(page.skewDegrees()));
    place.quadrantRotate(page.quarterTurns());
    place.scale(dots, dots);
    place.translate(-105, -148.5);
    Point2D middle = place.transform(new Point2D.Double(MIDDLE_X, MIDDLE_Y), null);
    double r = 15 * dots;
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    switch (Math.floorMod(page.seed() / 8, 3)) {
      case 0 -> {
        g.setColor(new Color(214, 213, 209));
        g.fill(
            new Rectangle2D.Double(middle.getX() - r / 2, middle.getY() - 2 * r, 2.6 * r, 4 * r));
      }
      case 1 -> {
        g.setColor(new Color(24, 22, 60));
        g.fill(
            new Ellipse2D.Double(
                middle.getX() - 0.8 * r, middle.getY() - 0.8 * r, 1.6 * r, 1.6 * r));
      }
      default -> washed(g, image, middle, 1.3 * r);
    }
    g.dispose();
  }

  private static void washed(Graphics2D g, BufferedImage image, Point2D middle, double r) {
    int left = (int) Math.max(0, middle.getX() - r);
    int top = (int) Math.max(0, middle.getY() - r);
    int w = (int) Math.min(image.getWidth() - left, 2 * r);
    int h = (int) Math.min(image.getHeight() - top, 2 * r);
    var small = new BufferedImage(7, 7, BufferedImage.TYPE_INT_RGB);
    Graphics2D s = small.createGraphics();
    s.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    s.drawImage(image.getSubimage(left, top, w, h), 0, 0, 7, 7, null);
    s.dispose();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(small, left, top, w, h, null);
  }
}
