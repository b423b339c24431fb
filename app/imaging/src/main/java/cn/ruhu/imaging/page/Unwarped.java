package cn.ruhu.imaging.page;

import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import cn.ruhu.imaging.sheet.Flattened;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// The page inside a picture, pulled square: for eyes, never in place of the original. The same
/// picture and the same corners give the same pixels. Pure.
public final class Unwarped {
  private Unwarped() {}

  /// @param image read only
  /// @param corners of the page; the picture itself for the whole of it
  public static BufferedImage of(BufferedImage image, Corners corners) {
    if (corners.isWhole() || !corners.isPage()) return image;
    return corners.isUpright() ? cut(image, corners) : pulled(image, corners);
  }

  private static BufferedImage cut(BufferedImage image, Corners c) {
    int x = (int) Math.round(at(c.topLeft().x(), image.getWidth()));
    int y = (int) Math.round(at(c.topLeft().y(), image.getHeight()));
    int w = Math.max(1, (int) Math.round(at(c.bottomRight().x(), image.getWidth())) - x);
    int h = Math.max(1, (int) Math.round(at(c.bottomRight().y(), image.getHeight())) - y);
    var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.drawImage(image, -x, -y, null);
    g.dispose();
    return out;
  }

  private static double at(int share, int length) {
    return (double) share * length / Corners.FULL;
  }

  private static BufferedImage pulled(BufferedImage image, Corners c) {
    List<Point> p =
        c.round().stream()
            .map(q -> new Point(at(q.x(), image.getWidth()), at(q.y(), image.getHeight())))
            .toList();
    int w = mean(p.get(0).distance(p.get(1)), p.get(3).distance(p.get(2)));
    int h = mean(p.get(0).distance(p.get(3)), p.get(1).distance(p.get(2)));
    var corners = new Quad(p.get(0), p.get(1), p.get(2), p.get(3));
    return Flattened.of(ColourRaster.of(image), corners, w, h).image();
  }

  private static int mean(double one, double other) {
    return Math.max(1, (int) Math.round((one + other) / 2));
  }
}
