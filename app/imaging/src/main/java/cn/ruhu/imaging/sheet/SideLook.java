package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import java.util.Arrays;
import java.util.List;

/// What is seen along one side of a guess, as numbers from 0 to about 1. A sheet's edge parts two
/// grounds; a printed line has the same ground on both sides and is thin; a table's line goes on
/// behind its corner.
///
/// @param numbers in the order of the weights, [#COUNT] of them
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record SideLook(double[] numbers) {
  /// How many numbers there are.
  static final int COUNT = 12;

  private static final int PLACES = 36;
  private static final double NEAR = 2.5;
  private static final double GROUND = 8;
  private static final double UNLIKE = 24;
  private static final double THIN = 20;
  private static final double STEP = 20;
  private static final double NOISE = 1.5;

  /// Of a side that is the picture's border.
  private static final double[] BORDER = new double[COUNT];

  static {
    BORDER[0] = 1;
  }

  /// @param support see [Support#sides]
  /// @param ground what lies within and without, see [Ground#sides]
  /// @param behind how clearly an edge is seen outside of this side with the same paper between
  static SideLook of(
      Planes p, List<Point> c, int side, double support, double[] ground, double behind) {
    Point from = c.get(side);
    Point to = c.get((side + 1) % 4);
    double length = Math.max(1e-6, from.distance(to));
    double nx = -(to.y() - from.y()) / length;
    double ny = (to.x() - from.x()) / length;
    double y = 0;
    double b = 0;
    double r = 0;
    double square = 0;
    double thin = 0;
    double[] unlike = new double[PLACES];
    int n = 0;
    for (int k = 0; k < PLACES; k++) {
      double t = 0.04 + 0.92 * (k + 0.5) / PLACES;
      double x0 = from.x() + t * (to.x() - from.x());
      double y0 = from.y() + t * (to.y() - from.y());
      if (!p.has(x0 + GROUND * nx, y0 + GROUND * ny) || !p.has(x0 - GROUND * nx, y0 - GROUND * ny))
        continue;
      double ix = x0 + NEAR * nx;
      double iy = y0 + NEAR * ny;
      double ox = x0 - NEAR * nx;
      double oy = y0 - NEAR * ny;
      double dy = p.at(p.clean(), ix, iy) - p.at(p.clean(), ox, oy);
      double db = p.at(p.blue(), ix, iy) - p.at(p.blue(), ox, oy);
      double dr = p.at(p.red(), ix, iy) - p.at(p.red(), ox, oy);
      double size = dy * dy + db * db + dr * dr;
      double by = size > 144 ? 12 / Math.sqrt(size) : 1;
      y += by * dy;
      b += by * db;
      r += by * dr;
      square += by * by * size;
      double dark = 0;
      for (double s = -2; s <= 2; s++) {
        double tx = x0 + s * nx;
        double ty = y0 + s * ny;
        dark = Math.max(dark, p.at(p.clean(), tx, ty) - p.at(p.plain(), tx, ty));
      }
      thin += Math.min(1, dark / THIN);
      unlike[n++] =
          p.distance(x0 + GROUND * nx, y0 + GROUND * ny, x0 - GROUND * nx, y0 - GROUND * ny);
    }
    if (n * 8 < PLACES) return new SideLook(BORDER);
    double mean = (y * y + b * b + r * r) / ((double) n * n);
    double spread = Math.max(0, square / n - mean);
    double clear = Math.sqrt(mean) / Math.sqrt(spread + NOISE * NOISE);
    Arrays.sort(unlike, 0, n);
    return new SideLook(
        new double[] {
          0, // not the picture's border
          support,
          // a step in one direction all along, its brightness and colour
          Math.min(1, clear / 4),
          Math.clamp(y / n / STEP, -1, 1),
          Math.min(1, Math.hypot(b, r) / n / STEP),
          // a thin dark line lies here
          thin / n,
          // how unlike the grounds are, in the middle of the places and where they are most alike
          Math.min(1, unlike[n / 2] / UNLIKE),
          Math.min(1, unlike[n / 5] / UNLIKE),
          ground[0],
          ground[1],
          ground[2],
          behind
        });
  }
}
