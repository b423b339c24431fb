package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;

/// How a flat sheet lies in a picture: nine numbers that carry places of one to places of the
/// other. Plain arithmetic only, so that every machine gets the same bits.
public record Homography(
    double a, double b, double c, double d, double e, double f, double g, double h, double i) {
  /// Carries the unit square to a quad (Heckbert 1989).
  ///
  /// @param q convex
  public static Homography square(Quad q) {
    Point p0 = q.topLeft();
    Point p1 = q.topRight();
    Point p2 = q.bottomRight();
    Point p3 = q.bottomLeft();
    double dx1 = p1.x() - p2.x();
    double dx2 = p3.x() - p2.x();
    double dy1 = p1.y() - p2.y();
    double dy2 = p3.y() - p2.y();
    double sx = p0.x() - p1.x() + p2.x() - p3.x();
    double sy = p0.y() - p1.y() + p2.y() - p3.y();
    double det = dx1 * dy2 - dx2 * dy1;
    double g = (sx * dy2 - dx2 * sy) / det;
    double h = (dx1 * sy - sx * dy1) / det;
    return new Homography(
        p1.x() - p0.x() + g * p1.x(),
        p3.x() - p0.x() + h * p3.x(),
        p0.x(),
        p1.y() - p0.y() + g * p1.y(),
        p3.y() - p0.y() + h * p3.y(),
        p0.y(),
        g,
        h,
        1);
  }

  /// `x' = a x + b y + c`, `y' = d x + e y + f`.
  static Homography affine(double a, double b, double c, double d, double e, double f) {
    return new Homography(a, b, c, d, e, f, 0, 0, 1);
  }

  /// The same way in shares of both pictures' sides instead of their pixels.
  ///
  /// @param from width and height where it begins, pixels
  /// @param to width and height where it ends, pixels
  public Homography inShares(Point from, Point to) {
    return affine(1 / to.x(), 0, 0, 0, 1 / to.y(), 0)
        .after(this)
        .after(affine(from.x(), 0, 0, 0, from.y(), 0));
  }

  /// First the other, then this.
  public Homography after(Homography o) {
    return new Homography(
        a * o.a + b * o.d + c * o.g,
        a * o.b + b * o.e + c * o.h,
        a * o.c + b * o.f + c * o.i,
        d * o.a + e * o.d + f * o.g,
        d * o.b + e * o.e + f * o.h,
        d * o.c + e * o.f + f * o.i,
        g * o.a + h * o.d + i * o.g,
        g * o.b + h * o.e + i * o.h,
        g * o.c + h * o.f + i * o.i);
  }

  /// The way back.
  public Homography inverse() {
    return new Homography(
        e * i - f * h,
        c * h - b * i,
        b * f - c * e,
        f * g - d * i,
        a * i - c * g,
        c * d - a * f,
        d * h - e * g,
        b * g - a * h,
        a * e - b * d);
  }

  /// Where a place comes to lie.
  public Point at(double x, double y) {
    double w = g * x + h * y + i;
    return new Point((a * x + b * y + c) / w, (d * x + e * y + f) / w);
  }

  /// Where a place comes to lie.
  public Point at(Point p) {
    return at(p.x(), p.y());
  }
}
