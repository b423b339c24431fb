package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.ColourRaster;
import java.util.Arrays;

/// A small copy of a picture as the finder sees it: brightness with and without what is printed,
/// and two planes of colour, in units of grey values.
///
/// Print is removed by a closing: dark strokes thinner than twice its radius vanish, edges between
/// paper and desk stay where they are. What it also removes is the thin dark line between a white
/// sheet and a white desk; therefore the plain brightness is kept beside it.
@SuppressWarnings("ArrayRecordComponent") // planes of one picture, never compared
record Planes(int width, int height, float[] plain, float[] clean, float[] blue, float[] red) {
  /// A difference of colour tells more of paper against wood than one of brightness.
  private static final float COLOUR = 1.2f;

  /// The closing's radius as a share of the longer side: print of 6 mm on a sheet that fills the
  /// picture.
  private static final int RADIUS_SHARE = 100;

  static Planes of(ColourRaster small) {
    int w = small.width();
    int h = small.height();
    float[] y = new float[w * h];
    float[] b = new float[w * h];
    float[] r = new float[w * h];
    for (int i = 0; i < y.length; i++) {
      int rgb = small.rgb(i % w, i / w);
      float luma = ColourRaster.luma(rgb);
      y[i] = luma;
      b[i] = COLOUR * ((rgb & 255) - luma) * 0.56f;
      r[i] = COLOUR * ((rgb >> 16 & 255) - luma) * 0.71f;
    }
    int radius = Math.max(2, Math.max(w, h) / RADIUS_SHARE);
    float[] soft = blurred(y, w, h, 1);
    float[] closed = brightest(soft, w, h, radius);
    float[] clean = negative(brightest(negative(closed), w, h, radius));
    return new Planes(
        w, h, soft, blurred(clean, w, h, 1), blurred(b, w, h, 2), blurred(r, w, h, 2));
  }

  /// The same half as wide and half as high, for those who look for areas: each place the mean of
  /// four, a last odd row or column left out.
  Planes half() {
    int w = width / 2;
    int h = height / 2;
    return new Planes(w, h, half(plain), half(clean), half(blue), half(red));
  }

  private float[] half(float[] plane) {
    int w = width / 2;
    float[] out = new float[w * (height / 2)];
    for (int i = 0; i < out.length; i++) {
      int at = i / w * 2 * width + i % w * 2;
      out[i] = 0.25f * (plane[at] + plane[at + 1] + plane[at + width] + plane[at + width + 1]);
    }
    return out;
  }

  /// Mean over a square, rim pixels repeated.
  static float[] blurred(float[] plane, int w, int h, int radius) {
    return meanDown(meanAcross(plane, w, h, radius), w, h, radius);
  }

  private static float[] meanAcross(float[] plane, int w, int h, int radius) {
    float[] out = new float[plane.length];
    float by = 1f / (2 * radius + 1);
    for (int row = 0; row < h; row++) {
      int at = row * w;
      double sum = 0;
      for (int x = -radius; x <= radius; x++) sum += plane[at + Math.clamp(x, 0, w - 1)];
      for (int x = 0; x < w; x++) {
        out[at + x] = (float) (sum * by);
        sum += plane[at + Math.min(w - 1, x + radius + 1)] - plane[at + Math.max(0, x - radius)];
      }
    }
    return out;
  }

  private static float[] meanDown(float[] plane, int w, int h, int radius) {
    float[] out = new float[plane.length];
    double[] sums = new double[w];
    for (int y = -radius; y <= radius; y++)
      for (int x = 0; x < w; x++) sums[x] += plane[Math.clamp(y, 0, h - 1) * w + x];
    float by = 1f / (2 * radius + 1);
    for (int y = 0; y < h; y++) {
      int in = Math.min(h - 1, y + radius + 1) * w;
      int gone = Math.max(0, y - radius) * w;
      for (int x = 0; x < w; x++) {
        out[y * w + x] = (float) (sums[x] * by);
        sums[x] += plane[in + x] - plane[gone + x];
      }
    }
    return out;
  }

  /// The brightest of a square around each place, cut at the rim: of windows twice, four times as
  /// wide as long as they fit, then of two that overlap.
  private static float[] brightest(float[] plane, int w, int h, int radius) {
    int window = 2 * radius + 1;
    float[] across = new float[plane.length];
    float[] row = new float[w + 2 * radius];
    for (int y = 0; y < h; y++) {
      Arrays.fill(row, Float.NEGATIVE_INFINITY);
      System.arraycopy(plane, y * w, row, radius, w);
      int size = widened(row, window, 1);
      for (int x = 0; x < w; x++) across[y * w + x] = Math.max(row[x], row[x + window - size]);
    }
    float[] down = new float[(h + 2 * radius) * w];
    Arrays.fill(down, Float.NEGATIVE_INFINITY);
    System.arraycopy(across, 0, down, radius * w, across.length);
    int size = widened(down, window, w);
    int far = (window - size) * w;
    for (int i = 0; i < across.length; i++) across[i] = Math.max(down[i], down[i + far]);
    return across;
  }

  /// Puts the brightest of a window at its first place.
  ///
  /// @param step from one place of a window to the next
  /// @return how many places the windows have
  private static int widened(float[] values, int window, int step) {
    int size = 1;
    for (; 2 * size <= window; size *= 2) {
      int off = size * step;
      for (int i = 0; i + off < values.length; i++)
        values[i] = Math.max(values[i], values[i + off]);
    }
    return size;
  }

  private static float[] negative(float[] plane) {
    float[] out = new float[plane.length];
    for (int i = 0; i < out.length; i++) out[i] = -plane[i];
    return out;
  }

  boolean has(double x, double y) {
    return x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1;
  }

  /// Value of a plane at a place between pixels; the place must be inside.
  float at(float[] plane, double x, double y) {
    int x0 = (int) x;
    int y0 = (int) y;
    float fx = (float) (x - x0);
    float fy = (float) (y - y0);
    int i = y0 * width + x0;
    int right = x0 + 1 < width ? 1 : 0;
    int down = y0 + 1 < height ? width : 0;
    float top = plane[i] + fx * (plane[i + right] - plane[i]);
    float low = plane[i + down] + fx * (plane[i + down + right] - plane[i + down]);
    return top + fy * (low - top);
  }

  /// How different two places are, print aside, in grey values.
  double distance(double ax, double ay, double bx, double by) {
    double d = at(clean, ax, ay) - at(clean, bx, by);
    double u = at(blue, ax, ay) - at(blue, bx, by);
    double v = at(red, ax, ay) - at(red, bx, by);
    return Math.sqrt(d * d + u * u + v * v);
  }
}
