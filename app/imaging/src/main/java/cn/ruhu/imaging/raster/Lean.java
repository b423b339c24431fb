package cn.ruhu.imaging.raster;

import java.util.Arrays;

/// How far lines of print lean: ink is summed along lines of every angle; at the right one, rows of
/// print and gaps between them differ most.
///
/// @param degrees clockwise positive
/// @param confidence 0 to 1
record Lean(double degrees, double confidence) {
  private static final double COARSE = 0.25;
  private static final double FINE = 0.05;
  private static final int PLACES_MIN = 300;
  private static final int PLACES_MAX = 60_000;

  static Lean of(Ink ink, double limitDegrees) {
    int[] places = thinned(ink.places());
    if (places.length < PLACES_MIN) return new Lean(0, 0);
    var rows = search(places, ink.width(), ink.height(), limitDegrees);
    // A page that lies on its side has its lines upright.
    var columns = search(turned(places, ink), ink.height(), ink.width(), limitDegrees);
    return rows.confidence() >= columns.confidence()
        ? rows
        : new Lean(-columns.degrees(), columns.confidence());
  }

  private static int[] thinned(int[] places) {
    int step = 1 + places.length / PLACES_MAX;
    if (step == 1) return places;
    int[] out = new int[places.length / step];
    for (int i = 0; i < out.length; i++) out[i] = places[i * step];
    return out;
  }

  private static int[] turned(int[] places, Ink ink) {
    int[] out = new int[places.length];
    for (int i = 0; i < places.length; i++)
      out[i] = places[i] % ink.width() * ink.height() + places[i] / ink.width();
    return out;
  }

  private static Lean search(int[] places, int width, int height, double limit) {
    int[] xs = new int[places.length];
    int[] ys = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      ys[i] = places[i] / width;
      xs[i] = places[i] - ys[i] * width;
    }
    int steps = (int) Math.round(limit / COARSE);
    double[] scores = new double[2 * steps + 1];
    int best = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score(xs, ys, width, height, (i - steps) * COARSE);
      if (scores[i] > scores[best]) best = i;
    }
    double top = scores[best];
    double centre = (best - steps) * COARSE;
    double at = centre;
    for (double fine = -COARSE; fine <= COARSE + 1e-9; fine += FINE) {
      double score = score(xs, ys, width, height, centre + fine);
      if (score > top) {
        top = score;
        at = centre + fine;
      }
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return new Lean(at, top == 0 ? 0 : 1 - sorted[sorted.length / 2] / top);
  }

  /// Sum of squared steps between neighbouring rows, leaning by so many degrees.
  private static double score(int[] xs, int[] ys, int width, int height, double degrees) {
    double slope = Math.tan(Math.toRadians(degrees));
    int shift = (int) Math.ceil(Math.abs(slope) * width) + 1;
    int[] rows = new int[height + 2 * shift + 2];
    // as rounding does, of numbers that are never negative
    for (int i = 0; i < xs.length; i++) rows[(int) (shift + 0.5 + ys[i] - xs[i] * slope)]++;
    double sum = 0;
    for (int i = 1; i < rows.length; i++) {
      double step = rows[i] - rows[i - 1];
      sum += step * step;
    }
    return sum;
  }
}
