package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Looks for other edges along one side of a guess: a line of print may have been taken for the
/// side, and the sheet's own edge be so faint that no pixel of it stands out. A step in one
/// direction all along is told from grain by its mean: forty places see a quarter of what one sees.
final class SideScan {
  private static final int ALONG = 40;
  private static final int SLOPES = 6;

  /// Pixels by which both ends of a side are moved against each other, a step.
  private static final double SLOPE = 2.5;

  /// How far is looked, share of the sheet behind the side.
  private static final double OUT = 0.3;

  private static final double IN = 0.12;
  private static final int REACH_MAX = 150;

  /// Half of the distance over which a step is measured, pixels.
  private static final int NEAR = 2;

  private static final double NOISE = 1.5;
  private static final double CLEAR = 1.1;

  /// Edges nearer than this are one, pixels.
  private static final int APART = 5;

  private SideScan() {}

  /// An edge along a side.
  ///
  /// @param begin how far outside of the side's beginning, pixels; below 0 inside
  /// @param end of its end
  /// @param clear mean step against its spread, at least [#CLEAR]
  record Edge(double begin, double end, double clear) {}

  /// Edges that run along a side, the clearest first.
  ///
  /// @param side 0 top, 1 right, 2 bottom, 3 left
  /// @param most returned at most
  static List<Edge> along(Planes p, Quad q, int side, int most) {
    Point from = q.corners().get(side);
    Point to = q.corners().get((side + 1) % 4);
    double length = from.distance(to);
    if (length < 20) return List.of();
    // outwards of a clockwise quad
    double nx = (to.y() - from.y()) / length;
    double ny = -(to.x() - from.x()) / length;
    double deep = q.area() / length;
    int out = (int) Math.min(REACH_MAX, OUT * deep);
    int in = (int) Math.min(REACH_MAX, IN * deep);
    int reach = in + out + 1;
    float[][] steps = new float[ALONG][];
    for (int k = 0; k < ALONG; k++) {
      double t = 0.06 + 0.88 * k / (ALONG - 1);
      double x = from.x() + t * (to.x() - from.x());
      double y = from.y() + t * (to.y() - from.y());
      steps[k] = steps(p, x - in * nx, y - in * ny, nx, ny, reach);
    }
    return peaks(steps, in, reach, most);
  }

  /// What changes at each distance, three numbers each; not a number outside of the picture.
  private static float[] steps(Planes p, double x, double y, double nx, double ny, int reach) {
    int n = reach + 2 * NEAR;
    float[] tones = new float[3 * n];
    for (int i = 0; i < n; i++) {
      double ax = x + (i - NEAR) * nx;
      double ay = y + (i - NEAR) * ny;
      boolean has = p.has(ax, ay);
      tones[3 * i] = has ? p.at(p.clean(), ax, ay) : Float.NaN;
      tones[3 * i + 1] = has ? p.at(p.blue(), ax, ay) : Float.NaN;
      tones[3 * i + 2] = has ? p.at(p.red(), ax, ay) : Float.NaN;
    }
    float[] out = new float[3 * reach];
    for (int i = 0; i < out.length; i++) out[i] = tones[i + 6 * NEAR] - tones[i];
    return out;
  }

  private static List<Edge> peaks(float[][] steps, int in, int reach, int most) {
    double[] best = new double[reach];
    int[] slopes = new int[reach];
    for (int slope = -SLOPES; slope <= SLOPES; slope++)
      for (int d = 0; d < reach; d++) {
        double clear = clear(steps, d, slope * SLOPE, reach);
        if (clear <= best[d]) continue;
        best[d] = clear;
        slopes[d] = slope;
      }
    var all = new ArrayList<Edge>();
    var at = new ArrayList<Integer>();
    for (int d = 0; d < reach; d++) {
      boolean peak = best[d] >= CLEAR;
      for (int near = Math.max(0, d - APART); near <= Math.min(reach - 1, d + APART); near++)
        peak &= best[near] < best[d] || (near >= d && best[near] == best[d]);
      if (peak) at.add(d);
    }
    for (int d : at)
      all.add(new Edge(d - in - slopes[d] * SLOPE, d - in + slopes[d] * SLOPE, best[d]));
    all.sort(Comparator.comparingDouble(Edge::clear).reversed());
    return all.subList(0, Math.min(most, all.size()));
  }

  /// Mean step along one line against how much its places differ.
  private static double clear(float[][] steps, int middle, double slope, int reach) {
    double y = 0;
    double b = 0;
    double r = 0;
    double square = 0;
    int n = 0;
    for (int k = 0; k < ALONG; k++) {
      int d = (int) Math.rint(middle + slope * (2.0 * k / (ALONG - 1) - 1));
      if (d < 0 || d >= reach) continue;
      float[] row = steps[k];
      float dy = row[3 * d];
      if (Float.isNaN(dy)) continue;
      float db = row[3 * d + 1];
      float dr = row[3 * d + 2];
      double size = dy * dy + db * db + dr * dr;
      // a few strong places must not speak for all
      double by = size > 144 ? 12 / Math.sqrt(size) : 1;
      y += by * dy;
      b += by * db;
      r += by * dr;
      square += by * by * size;
      n++;
    }
    if (n * 2 < ALONG) return 0;
    double mean = (y * y + b * b + r * r) / ((double) n * n);
    double spread = Math.max(0, square / n - mean);
    return Math.sqrt(mean) / Math.sqrt(spread + NOISE * NOISE);
  }
}
