package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import java.util.Optional;

/// An endless line `x·nx + y·ny = d` with a normal of length 1.
///
/// @param frame a border of the picture: nobody knows what lies behind it
record Line(double nx, double ny, double d, boolean frame) {
  static Line through(Point a, Point b) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double length = Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
    double nx = -dy / length;
    double ny = dx / length;
    return new Line(nx, ny, a.x() * nx + a.y() * ny, false);
  }

  Line asFrame() {
    return new Line(nx, ny, d, true);
  }

  /// Where two lines meet; empty for nearly parallel ones.
  Optional<Point> meet(Line other) {
    double det = nx * other.ny - ny * other.nx;
    if (Math.abs(det) < 0.05) return Optional.empty();
    return Optional.of(
        new Point((d * other.ny - other.d * ny) / det, (nx * other.d - other.nx * d) / det));
  }

  /// Cosine of the angle between two lines, 0 to 1.
  double along(Line other) {
    return Math.abs(nx * other.nx + ny * other.ny);
  }

  double distance(Point p) {
    return p.x() * nx + p.y() * ny - d;
  }
}
