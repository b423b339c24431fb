package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Quad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Hypotheses from areas of one tone: whatever is brighter than a threshold, more or less coloured
/// than one, or unlike the desk at the picture's border; each large area's hull, reduced to four
/// sides.
final class Regions {
  private static final double AREA_MIN = 0.06;
  private static final int LEVELS = 256;

  private final Planes planes;
  private final List<Quad> found = new ArrayList<>();

  private Regions(Planes planes) {
    this.planes = planes;
  }

  /// @param planes half as large as those that are searched for lines
  static List<Quad> of(Planes planes) {
    var regions = new Regions(planes);
    float[] clean = planes.clean();
    int otsu = otsu(clean);
    for (int by : new int[] {-25, 0, 25}) regions.above(clean, otsu + by);
    // dark covers on light desks
    regions.above(negative(clean), 255 - otsu);
    float[] colour = new float[clean.length];
    for (int i = 0; i < colour.length; i++)
      colour[i] = Math.min(255, 3 * (Math.abs(planes.blue()[i]) + Math.abs(planes.red()[i])));
    int saturated = otsu(colour);
    regions.above(colour, saturated);
    regions.above(negative(colour), 255 - saturated);
    float[] desk = regions.unlikeDesk();
    int other = otsu(desk);
    regions.above(desk, other);
    regions.above(desk, other / 2);
    return regions.found;
  }

  private static float[] negative(float[] plane) {
    float[] out = new float[plane.length];
    for (int i = 0; i < out.length; i++) out[i] = 255 - plane[i];
    return out;
  }

  /// Distance of each place from the usual tone of the picture's rim.
  private float[] unlikeDesk() {
    int w = planes.width();
    int h = planes.height();
    int rim = Math.max(2, Math.max(w, h) / 60);
    float y = middle(planes.clean(), w, h, rim);
    float b = middle(planes.blue(), w, h, rim);
    float r = middle(planes.red(), w, h, rim);
    float[] out = new float[w * h];
    for (int i = 0; i < out.length; i++) {
      float dy = planes.clean()[i] - y;
      float db = planes.blue()[i] - b;
      float dr = planes.red()[i] - r;
      out[i] = Math.min(255, 2 * (float) Math.sqrt(dy * dy + db * db + dr * dr));
    }
    return out;
  }

  private static float middle(float[] plane, int w, int h, int rim) {
    float[] values = new float[plane.length];
    int n = 0;
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++)
        if (x < rim || y < rim || x >= w - rim || y >= h - rim) values[n++] = plane[y * w + x];
    Arrays.sort(values, 0, n);
    return values[n / 2];
  }

  /// The level that best parts a plane in two (Otsu).
  private static int otsu(float[] plane) {
    int[] histogram = new int[LEVELS];
    for (float v : plane) histogram[Math.clamp((int) v, 0, LEVELS - 1)]++;
    double all = 0;
    for (int i = 0; i < LEVELS; i++) all += (double) i * histogram[i];
    double below = 0;
    double sum = 0;
    double best = -1;
    int level = LEVELS / 2;
    for (int i = 0; i < LEVELS - 1; i++) {
      below += histogram[i];
      sum += (double) i * histogram[i];
      double above = plane.length - below;
      if (below == 0 || above == 0) continue;
      double apart = sum / below - (all - sum) / above;
      double between = below * above * apart * apart;
      if (between <= best) continue;
      best = between;
      level = i + 1;
    }
    return level;
  }

  private void above(float[] plane, int level) {
    var open = new boolean[plane.length];
    for (int i = 0; i < open.length; i++) open[i] = plane[i] >= level;
    found.addAll(Areas.of(open, planes.width(), AREA_MIN));
  }
}
