package cn.ruhu.imaging.raster;

/// A place on a page.
///
/// @param x pixels from the left
/// @param y pixels from the top
public record Point(double x, double y) {
  /// The same place on a copy that is so many times larger.
  public Point times(double factor) {
    return new Point(x * factor, y * factor);
  }

  /// Pixels between two places.
  public double distance(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
