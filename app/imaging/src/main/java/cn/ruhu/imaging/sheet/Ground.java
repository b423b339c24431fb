package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Quad;
import java.util.Arrays;

/// Whether what lies between four corners is one sheet and ends there: a tone that changes evenly
/// from one side to the other, as light falls, is laid over the inside, past print and shadows, and
/// carried on over the edges. Where the same paper goes on outside, the sheet does not end; where
/// much of the inside is of another tone, it is not one sheet.
///
/// @param pure share of the inside that is of the sheet's tone
/// @param rim the same of a strip within the edges, of the side with least
/// @param leak share of a strip outside the edges that is of the sheet's tone, mean of the sides
/// @param leakMost of the side with most
/// @param apart how unlike the strip outside is, 0 to 1, of the side with least
/// @param apartMean the mean of the sides
/// @param print share of the inside that is thin and dark
/// @param printOutside the same of a strip outside, where it is of the sheet's tone; of the side
///   with most
/// @param coloured how much colour the sheet's tone has, 0 to 1
/// @param bright brightness of the sheet's tone, 0 to 1
/// @param sides of each side: how much outside is of the sheet's tone, how unlike it is, how much
///   print stands there
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Ground(
    double pure,
    double rim,
    double leak,
    double leakMost,
    double apart,
    double apartMean,
    double print,
    double printOutside,
    double coloured,
    double bright,
    double[][] sides) {
  private static final int GRID = 13;
  private static final int ALONG = 18;
  private static final double SAME = 13;
  private static final double UNLIKE = 30;
  private static final double DARK = 7;
  private static final double[] OUT = {0.03, 0.06, 0.1};
  private static final double[] IN = {0.025, 0.05};
  private static final double NEAR = 4;

  /// Tone of the sheet at a place of it: brightness as a plane, colour the same everywhere.
  private record Tone(double at, double across, double down, double blue, double red) {
    double off(Planes p, double u, double v, double x, double y) {
      double d = p.at(p.clean(), x, y) - at - across * u - down * v;
      double b = p.at(p.blue(), x, y) - blue;
      double r = p.at(p.red(), x, y) - red;
      return Math.sqrt(d * d + b * b + r * r);
    }
  }

  static Ground of(Planes p, Quad q) {
    var way = Homography.square(q);
    double[][] inside = new double[GRID * GRID][];
    int n = 0;
    int dark = 0;
    for (int i = 0; i < GRID; i++)
      for (int j = 0; j < GRID; j++) {
        double u = 0.06 + 0.88 * i / (GRID - 1);
        double v = 0.06 + 0.88 * j / (GRID - 1);
        var at = way.at(u, v);
        if (!p.has(at.x(), at.y())) continue;
        double clean = p.at(p.clean(), at.x(), at.y());
        inside[n++] =
            new double[] {
              u, v, clean, p.at(p.blue(), at.x(), at.y()), p.at(p.red(), at.x(), at.y())
            };
        if (clean - p.at(p.plain(), at.x(), at.y()) > DARK) dark++;
      }
    if (n < GRID) return new Ground(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new double[4][3]);
    var tone = tone(inside, n);
    int same = 0;
    for (int i = 0; i < n; i++) {
      double[] c = inside[i];
      double d = c[2] - tone.at - tone.across * c[0] - tone.down * c[1];
      double b = c[3] - tone.blue;
      double r = c[4] - tone.red;
      if (d * d + b * b + r * r < SAME * SAME) same++;
    }
    var sides = new Sides();
    // away from the corners at least as far as an edge is wide
    double across = Math.max(1, q.topLeft().distance(q.topRight()));
    double down = Math.max(1, q.topLeft().distance(q.bottomLeft()));
    for (int side = 0; side < 4; side++)
      sides.take(p, way, tone, side, NEAR / (side % 2 == 0 ? down : across));
    double brightest = Math.max(40, tone.at + 0.5 * (tone.across + tone.down));
    return new Ground(
        (double) same / n,
        sides.rim,
        sides.leak / Math.max(1, sides.known),
        sides.leakMost,
        sides.known == 0 ? 0.5 : sides.apart,
        sides.known == 0 ? 0.5 : sides.apartSum / sides.known,
        (double) dark / n,
        sides.print,
        Math.min(1, Math.hypot(tone.blue, tone.red) / UNLIKE),
        Math.min(1, brightest / 255),
        sides.each);
  }

  /// Least squares, three times, with less weight for what lies off; begins with the middle ones.
  private static Tone tone(double[][] inside, int n) {
    double[] bright = new double[n];
    double[] blue = new double[n];
    double[] red = new double[n];
    for (int i = 0; i < n; i++) {
      bright[i] = inside[i][2];
      blue[i] = inside[i][3];
      red[i] = inside[i][4];
    }
    Arrays.sort(bright);
    Arrays.sort(blue);
    Arrays.sort(red);
    // print that is left is dark: paper is among the brighter half
    var tone = new Tone(bright[n * 3 / 5], 0, 0, blue[n / 2], red[n / 2]);
    double slack = 24;
    for (int round = 0; round < 3; round++) {
      double[][] m = new double[3][4];
      for (int i = 0; i < n; i++) {
        double[] c = inside[i];
        double off = (c[2] - tone.at - tone.across * c[0] - tone.down * c[1]) / slack;
        double w = 1 / (1 + off * off * off * off);
        double[] row = {1, c[0], c[1], c[2]};
        for (int a = 0; a < 3; a++) for (int b = 0; b < 4; b++) m[a][b] += w * row[a] * row[b];
      }
      double[] fit = solved(m);
      tone = new Tone(fit[0], fit[1], fit[2], tone.blue, tone.red);
      slack = Math.max(8, slack * 0.6);
    }
    return tone;
  }

  /// Three equations with three unknowns; a flat plane where they say nothing.
  private static double[] solved(double[][] m) {
    for (int i = 0; i < 3; i++) {
      int best = i;
      for (int j = i + 1; j < 3; j++) if (Math.abs(m[j][i]) > Math.abs(m[best][i])) best = j;
      double[] row = m[i];
      m[i] = m[best];
      m[best] = row;
      if (Math.abs(m[i][i]) < 1e-9) return new double[] {m[0][3] / Math.max(1e-9, m[0][0]), 0, 0};
      for (int j = i + 1; j < 3; j++) {
        double by = m[j][i] / m[i][i];
        for (int k = i; k < 4; k++) m[j][k] -= by * m[i][k];
      }
    }
    double[] out = new double[3];
    for (int i = 2; i >= 0; i--) {
      out[i] = m[i][3];
      for (int k = i + 1; k < 3; k++) out[i] -= m[i][k] * out[k];
      out[i] /= m[i][i];
    }
    return out;
  }

  /// What is seen along the sides, gathered side by side.
  private static final class Sides {
    private double rim = 1;
    private double leak;
    private double leakMost;
    private double apart = 1;
    private double apartSum;
    private double print;
    private int known;
    private final double[][] each = new double[4][3];

    void take(Planes p, Homography way, Tone tone, int side, double near) {
      int in = 0;
      int inSame = 0;
      double[] off = new double[ALONG * OUT.length];
      int out = 0;
      int same = 0;
      int printed = 0;
      for (int k = 0; k < ALONG; k++) {
        double t = 0.06 + 0.88 * (k + 0.5) / ALONG;
        for (double deep : IN) {
          double d = deep + near;
          double u = side % 2 == 0 ? t : side == 1 ? 1 - d : d;
          double v = side % 2 == 1 ? t : side == 2 ? 1 - d : d;
          var at = way.at(u, v);
          if (!p.has(at.x(), at.y())) continue;
          in++;
          if (tone.off(p, u, v, at.x(), at.y()) < SAME) inSame++;
        }
        for (double far : OUT) {
          double d = -far - near;
          double u = side % 2 == 0 ? t : side == 1 ? 1 - d : d;
          double v = side % 2 == 1 ? t : side == 2 ? 1 - d : d;
          var at = way.at(u, v);
          if (!p.has(at.x(), at.y())) continue;
          double there = tone.off(p, u, v, at.x(), at.y());
          off[out++] = there;
          if (there >= SAME) continue;
          same++;
          double thin = p.at(p.clean(), at.x(), at.y()) - p.at(p.plain(), at.x(), at.y());
          if (thin > DARK) printed++;
        }
      }
      if (in > ALONG / 2) rim = Math.min(rim, (double) inSame / in);
      if (out < ALONG / 2) return;
      known++;
      leak += (double) same / out;
      leakMost = Math.max(leakMost, (double) same / out);
      Arrays.sort(off, 0, out);
      double unlike = Math.min(1, off[out / 3] / UNLIKE);
      apart = Math.min(apart, unlike);
      apartSum += unlike;
      print = Math.max(print, (double) printed / out);
      each[side] = new double[] {(double) same / out, unlike, (double) printed / out};
    }
  }
}
