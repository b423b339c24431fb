package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Moves the sides of a quad onto the edge of the paper, to a fraction of a pixel: at many places
/// the largest step across the side is looked for, and a line is laid through them that a thumb or
/// a paper clip does not draw away.
final class SideFit {
  private static final int PLACES = 40;
  private static final double REACH = 6;
  private static final double STEP = 0.5;

  /// Of a step, on either side of its middle: 1.5 and 3 pixels.
  private static final int NEAR = 3;

  private static final int FAR = 6;
  private static final int STEPS = (int) (2 * REACH / STEP) + 1 + 2 * FAR;
  private static final double STEP_MIN = 3;
  private static final int SEEN_MIN = 12;

  private SideFit() {}

  /// The quad with its sides moved; sides on the picture's border, and those with too little to
  /// see, stay.
  static Quad of(Planes planes, Quad quad) {
    var c = quad.corners();
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 4; i++) lines.add(line(planes, c.get(i), c.get((i + 1) % 4)));
    var out = new ArrayList<Point>();
    for (int i = 0; i < 4; i++) {
      Optional<Point> corner = lines.get((i + 3) % 4).meet(lines.get(i));
      if (corner.isEmpty() || corner.get().distance(c.get(i)) > 4 * REACH) return quad;
      out.add(corner.get());
    }
    var moved = new Quad(out.get(0), out.get(1), out.get(2), out.get(3));
    return moved.isConvex() ? moved : quad;
  }

  private static Line line(Planes planes, Point from, Point to) {
    double length = from.distance(to);
    Line there = Line.through(from, to);
    if (length < 20) return there;
    double nx = -(to.y() - from.y()) / length;
    double ny = (to.x() - from.x()) / length;
    double[] at = new double[PLACES];
    double[] off = new double[PLACES];
    double[] weight = new double[PLACES];
    int seen = 0;
    float[][] tones = new float[3][STEPS];
    for (int i = 0; i < PLACES; i++) {
      double t = 0.05 + 0.9 * i / (PLACES - 1);
      double x = from.x() + t * (to.x() - from.x());
      double y = from.y() + t * (to.y() - from.y());
      if (!planes.has(x + (REACH + 3) * nx, y + (REACH + 3) * ny)
          || !planes.has(x - (REACH + 3) * nx, y - (REACH + 3) * ny)) continue;
      tones(planes, x, y, nx, ny, tones);
      double best = STEP_MIN;
      boolean found = false;
      for (int k = FAR; k < STEPS - FAR; k++) {
        double step = apart(tones, k - NEAR, k + NEAR) + 0.5 * apart(tones, k - FAR, k + FAR);
        if (step <= best) continue;
        best = step;
        found = true;
        at[seen] = t * length;
        off[seen] = (k - FAR) * STEP - REACH;
        weight[seen] = Math.min(step, 40);
      }
      if (found) seen++;
    }
    if (seen < SEEN_MIN) return there;
    double[] fit = fit(at, off, weight, seen);
    double end = fit[0] + fit[1] * length;
    return Line.through(
        new Point(from.x() + fit[0] * nx, from.y() + fit[0] * ny),
        new Point(to.x() + end * nx, to.y() + end * ny));
  }

  /// What lies across a side at one place, every half pixel.
  private static void tones(Planes p, double x, double y, double nx, double ny, float[][] into) {
    for (int k = 0; k < STEPS; k++) {
      double s = (k - FAR) * STEP - REACH;
      into[0][k] = p.at(p.clean(), x + s * nx, y + s * ny);
      into[1][k] = p.at(p.blue(), x + s * nx, y + s * ny);
      into[2][k] = p.at(p.red(), x + s * nx, y + s * ny);
    }
  }

  private static double apart(float[][] tones, int a, int b) {
    float d = tones[0][a] - tones[0][b];
    float u = tones[1][a] - tones[1][b];
    float v = tones[2][a] - tones[2][b];
    return Math.sqrt(d * d + u * u + v * v);
  }

  /// Offset and slope by least squares, again and again with less weight for what lies off.
  private static double[] fit(double[] at, double[] off, double[] weight, int n) {
    double a = 0;
    double b = 0;
    double slack = REACH;
    for (int round = 0; round < 6; round++) {
      double s = 0;
      double sx = 0;
      double sy = 0;
      double sxx = 0;
      double sxy = 0;
      for (int i = 0; i < n; i++) {
        double miss = (off[i] - a - b * at[i]) / slack;
        double w = round == 0 ? weight[i] : weight[i] / (1 + miss * miss * miss * miss);
        s += w;
        sx += w * at[i];
        sy += w * off[i];
        sxx += w * at[i] * at[i];
        sxy += w * at[i] * off[i];
      }
      double det = s * sxx - sx * sx;
      if (Math.abs(det) < 1e-9) break;
      b = (s * sxy - sx * sy) / det;
      a = (sy - b * sx) / s;
      slack = Math.max(0.7, slack * 0.6);
    }
    return new double[] {a, b};
  }
}
