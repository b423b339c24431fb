package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.GrayRaster;

/// Whether two flat pictures, taken by one camera one soon after the other, show one sheet. Each
/// small piece is looked for where it should be and a little around; its light does not count. Much
/// stricter than [cn.ruhu.imaging.raster.SameInk], which tells two scans of one sheet from two
/// sheets: here one form with another name on it is another sheet. Pure; about 10 ms.
final class SamePaper {
  /// Longer side both are compared at, pixels: a written word is two or three pieces wide.
  private static final int SIDE = 420;

  private static final int PIECE = 12;

  /// Pixels a piece may lie elsewhere.
  private static final int OFF = 4;

  /// Mean difference from which a piece is another, grey values.
  private static final double OTHER = 16;

  /// Pieces that may be other: a fleck of glare, the tip of a finger.
  private static final int OTHERS_MAX = 5;

  /// Lengths of sides may differ by this share.
  private static final double SHAPE = 0.04;

  private SamePaper() {}

  static boolean of(GrayRaster one, GrayRaster other) {
    var a = one.shrunk(SIDE);
    var b = other.shrunk(SIDE);
    if (Math.abs(a.width() - b.width()) > SHAPE * SIDE) return false;
    if (Math.abs(a.height() - b.height()) > SHAPE * SIDE) return false;
    int others = 0;
    for (int y = OFF; y + PIECE + OFF <= a.height(); y += PIECE)
      for (int x = OFF; x + PIECE + OFF <= a.width(); x += PIECE)
        if (best(a, b, x, y) > OTHER && ++others > OTHERS_MAX) return false;
    return true;
  }

  private static double best(GrayRaster a, GrayRaster b, int x, int y) {
    // what lies on the same share of the other
    int u = x + (b.width() - a.width()) * x / a.width();
    int v = y + (b.height() - a.height()) * y / a.height();
    double least = Double.MAX_VALUE;
    for (int dy = -OFF; dy <= OFF && least > OTHER; dy++)
      for (int dx = -OFF; dx <= OFF && least > OTHER; dx++) {
        int left = u + dx;
        int top = v + dy;
        if (left < 0 || top < 0 || left + PIECE > b.width() || top + PIECE > b.height()) continue;
        least = Math.min(least, difference(a, b, x, y, left, top));
      }
    return least;
  }

  private static double difference(GrayRaster a, GrayRaster b, int x, int y, int left, int top) {
    int sum = 0;
    for (int j = 0; j < PIECE; j++)
      for (int i = 0; i < PIECE; i++) sum += a.at(x + i, y + j) - b.at(left + i, top + j);
    int mean = sum / (PIECE * PIECE);
    int off = 0;
    for (int j = 0; j < PIECE; j++)
      for (int i = 0; i < PIECE; i++)
        off += Math.abs(a.at(x + i, y + j) - b.at(left + i, top + j) - mean);
    return (double) off / (PIECE * PIECE);
  }
}
