package cn.ruhu.imaging.page;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

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
    double[] x = new double[4];
    double[] y = new double[4];
    for (int i = 0; i < 4; i++) {
      x[i] = at(c.round().get(i).x(), image.getWidth());
      y[i] = at(c.round().get(i).y(), image.getHeight());
    }
    int w = side(x, y, 0, 1, 3, 2);
    int h = side(x, y, 0, 3, 1, 2);
    int[] from = pixels(image);
    var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    int[] to = ((DataBufferInt) out.getRaster().getDataBuffer()).getData();
    double[] m = square(x, y);
    for (int v = 0; v < h; v++)
      for (int u = 0; u < w; u++) {
        double s = (u + 0.5) / w;
        double t = (v + 0.5) / h;
        double d = m[6] * s + m[7] * t + 1;
        double px = (m[0] * s + m[1] * t + m[2]) / d - 0.5;
        double py = (m[3] * s + m[4] * t + m[5]) / d - 0.5;
        to[v * w + u] = sample(from, image.getWidth(), image.getHeight(), px, py);
      }
    return out;
  }

  /// Mean length of two opposite sides, pixels.
  private static int side(double[] x, double[] y, int a, int b, int c, int d) {
    double one = Math.hypot(x[b] - x[a], y[b] - y[a]);
    double other = Math.hypot(x[d] - x[c], y[d] - y[c]);
    return Math.max(1, (int) Math.round((one + other) / 2));
  }

  private static int[] pixels(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_INT_RGB
        && image.getRaster().getParent() == null
        && image.getRaster().getDataBuffer() instanceof DataBufferInt ints) return ints.getData();
    int w = image.getWidth();
    return image.getRGB(0, 0, w, image.getHeight(), null, 0, w);
  }

  /// The projection that takes the unit square to the four corners, row by row without its last 1
  /// (Heckbert 1989).
  private static double[] square(double[] x, double[] y) {
    double dx1 = x[1] - x[2];
    double dx2 = x[3] - x[2];
    double sx = x[0] - x[1] + x[2] - x[3];
    double dy1 = y[1] - y[2];
    double dy2 = y[3] - y[2];
    double sy = y[0] - y[1] + y[2] - y[3];
    double det = dx1 * dy2 - dx2 * dy1;
    double g = (sx * dy2 - dx2 * sy) / det;
    double h = (dx1 * sy - sx * dy1) / det;
    return new double[] {
      x[1] - x[0] + g * x[1],
      x[3] - x[0] + h * x[3],
      x[0],
      y[1] - y[0] + g * y[1],
      y[3] - y[0] + h * y[3],
      y[0],
      g,
      h
    };
  }

  private static int sample(int[] from, int w, int h, double px, double py) {
    double cx = Math.clamp(px, 0, w - 1.0);
    double cy = Math.clamp(py, 0, h - 1.0);
    int x0 = (int) cx;
    int y0 = (int) cy;
    int x1 = Math.min(w - 1, x0 + 1);
    int y1 = Math.min(h - 1, y0 + 1);
    double fx = cx - x0;
    double fy = cy - y0;
    int a = from[y0 * w + x0];
    int b = from[y0 * w + x1];
    int c = from[y1 * w + x0];
    int d = from[y1 * w + x1];
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double top = (a >> shift & 255) * (1 - fx) + (b >> shift & 255) * fx;
      double bottom = (c >> shift & 255) * (1 - fx) + (d >> shift & 255) * fx;
      rgb |= (int) Math.round(top * (1 - fy) + bottom * fy) << shift;
    }
    return rgb;
  }
}
