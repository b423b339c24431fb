package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.util.List;

/// What a quad says of the sheet behind it, by geometry alone.
final class Shape {
  /// A phone's focal length in units of the picture's longer side; used where the perspective is
  /// too weak to tell it.
  private static final double FOCAL = 0.85;

  private static final double FOCAL_MIN = 0.4;
  private static final double FOCAL_MAX = 4;

  /// Papers longer than this are till receipts; shorter than its inverse the same lying.
  private static final double LONG = 2.3;

  private Shape() {}

  /// Penalty for shapes that sheets rarely have in a picture: corners far from square, sides of
  /// unlike length, very long sheets. 0 for a rectangle.
  static double oddness(List<Point> c) {
    return skewed(c) + 0.25 * tooLong(c);
  }

  /// By how much the longer side is more than [#LONG] times the other, at most 2.
  static double tooLong(List<Point> c) {
    double across = c.get(0).distance(c.get(1)) + c.get(2).distance(c.get(3));
    double down = c.get(1).distance(c.get(2)) + c.get(3).distance(c.get(0));
    double ratio = across / Math.max(1e-6, down);
    return Math.clamp(Math.max(ratio, 1 / Math.max(1e-6, ratio)) - LONG, 0, 2);
  }

  /// The same without its length: a till receipt may be as long as it likes.
  static double skewed(List<Point> c) {
    double worst = 0;
    for (int i = 0; i < 4; i++) {
      Point a = c.get((i + 3) % 4);
      Point b = c.get(i);
      Point d = c.get((i + 1) % 4);
      double dot = (a.x() - b.x()) * (d.x() - b.x()) + (a.y() - b.y()) * (d.y() - b.y());
      worst = Math.max(worst, Math.abs(dot) / Math.max(1e-6, a.distance(b) * b.distance(d)));
    }
    double top = c.get(0).distance(c.get(1));
    double right = c.get(1).distance(c.get(2));
    double bottom = c.get(2).distance(c.get(3));
    double left = c.get(3).distance(c.get(0));
    double unlike = 1 - Math.min(likeness(top, bottom), likeness(left, right));
    return 0.5 * worst + 0.3 * unlike;
  }

  private static double likeness(double a, double b) {
    return Math.min(a, b) / Math.max(1e-6, Math.max(a, b));
  }

  /// Width by height of the flat sheet behind a quad (Zhang and He, Whiteboard scanning, 2003): the
  /// vanishing points of its sides tell how far away it was. Plain arithmetic, the same on every
  /// machine.
  ///
  /// @param width of the picture, whose middle the camera looked through
  static double aspect(Quad q, double width, double height) {
    double side = Math.max(width, height);
    double[] m1 = ray(q.topLeft(), width, height, side);
    double[] m2 = ray(q.topRight(), width, height, side);
    double[] m3 = ray(q.bottomLeft(), width, height, side);
    double[] m4 = ray(q.bottomRight(), width, height, side);
    double[] m14 = cross(m1, m4);
    double k2 = dot(m14, m3) / dot(cross(m2, m4), m3);
    double k3 = dot(m14, m2) / dot(cross(m3, m4), m2);
    double[] n2 = difference(k2, m2, m1);
    double[] n3 = difference(k3, m3, m1);
    double under = n2[2] * n3[2];
    double focal2 = Math.abs(under) < 1e-4 ? -1 : -(n2[0] * n3[0] + n2[1] * n3[1]) / under;
    boolean told = focal2 > FOCAL_MIN * FOCAL_MIN && focal2 < FOCAL_MAX * FOCAL_MAX;
    double f2 = told ? focal2 : FOCAL * FOCAL;
    double across = n2[0] * n2[0] + n2[1] * n2[1] + n2[2] * n2[2] * f2;
    double down = n3[0] * n3[0] + n3[1] * n3[1] + n3[2] * n3[2] * f2;
    double ratio = Math.sqrt(across / down);
    boolean sound = ratio > 0.05 && ratio < 20;
    return sound
        ? ratio
        : q.topLeft().distance(q.topRight()) / q.topLeft().distance(q.bottomLeft());
  }

  private static double[] ray(Point p, double width, double height, double side) {
    return new double[] {(p.x() - width / 2) / side, (p.y() - height / 2) / side, 1};
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] difference(double k, double[] a, double[] b) {
    return new double[] {k * a[0] - b[0], k * a[1] - b[1], k * a[2] - b[2]};
  }
}
