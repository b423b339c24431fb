package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A picture beside the [Plate] of its camera. Light that became brighter or warmer as a whole is
/// taken out by what the picture's rim says, where the desk is seen beside every sheet; where the
/// rim itself is another, camera or desk moved and the plate says nothing. Immutable.
final class PlateLook {
  /// Rim that is asked, share of the shorter side.
  private static final double RIM = 0.06;

  /// Share of the rim that must be as it was: a sheet may run over the rest, or an arm.
  private static final double RIM_SAME = 0.5;

  /// A place this much other than the desk is surely not the desk, grey values.
  private static final float OTHER = 6;

  /// Where the picture has so little grain, this much is enough: white paper on a white desk.
  private static final float OTHER_LEAST = 2;

  private static final float GRAINS = 2.5f;

  /// Above it nothing is the desk, whatever the rest is.
  private static final float OTHER_MAX = 30;

  /// Share of the picture: a third of the smallest sheet that is looked for.
  private static final double COVERED_MIN = 0.02;

  private static final float COLOUR = 0.7f;
  private static final double GAIN_MAX = 1.8;

  /// Print on paper may be as dark as the desk: gaps of this radius are closed, places.
  private static final int CLOSING = 3;

  /// What a guess and the covered part share, by both together, where it begins to count.
  private static final double AGREE_FROM = 0.7;

  private static final double AGREE_FULL = 0.92;

  /// How far inside its sides a sheet must be other than the desk, places. Paper as white as the
  /// desk is not: all that is seen of it is its print, and that must not be cut out.
  private static final int[] INSIDE = {2, 3, 4};

  private static final int ALONG = 40;
  private static final double INSIDE_MIN = 0.85;

  private final boolean fits;
  private final int width;

  /// how other each place is than the desk, in grey values; empty where it does not fit
  private final float[] unlike;

  /// from here on a place may not be the desk
  private final float least;

  /// what is surely not the desk, and what may not be; gaps closed
  private final boolean[] surely;

  private final boolean[] maybe;

  /// @param width of the places, half as many as the finder searches
  /// @param grain how other places of the desk itself are, the middle of them
  private PlateLook(boolean fits, int width, float[] unlike, float grain) {
    this.fits = fits;
    this.width = width;
    this.unlike = unlike;
    this.least = Math.clamp(GRAINS * grain, OTHER_LEAST, OTHER);
    this.surely = closed(OTHER);
    this.maybe = closed(least);
  }

  private static PlateLook none(int width) {
    return new PlateLook(false, width, new float[0], 0);
  }

  static PlateLook of(ColourRaster desk, ColourRaster now) {
    int w = now.width();
    int h = now.height();
    if (w != desk.width() || h != desk.height()) return none(w);
    int[] rim = rim(w, h);
    double[] gain = new double[3];
    for (int c = 0; c < 3; c++) {
      gain[c] = gain(desk, now, rim, 16 - 8 * c);
      if (gain[c] > GAIN_MAX || gain[c] < 1 / GAIN_MAX) return none(w);
    }
    float[] unlike = new float[w * h];
    for (int i = 0; i < unlike.length; i++)
      unlike[i] = distance(desk.rgb(i % w, i / w), now.rgb(i % w, i / w), gain);
    unlike = Planes.blurred(unlike, w, h, 1);
    int same = 0;
    for (int i : rim) if (unlike[i] < OTHER) same++;
    boolean fits = same >= RIM_SAME * rim.length;
    return fits ? new PlateLook(true, w, unlike, grain(unlike, rim)) : none(w);
  }

  private static float grain(float[] unlike, int[] rim) {
    float[] of = new float[rim.length];
    for (int i = 0; i < rim.length; i++) of[i] = unlike[rim[i]];
    Arrays.sort(of);
    return of[of.length / 2];
  }

  private static int[] rim(int w, int h) {
    int wide = Math.max(2, (int) (RIM * Math.min(w, h)));
    int[] places = new int[w * h];
    int n = 0;
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++)
        if (x < wide || y < wide || x >= w - wide || y >= h - wide) places[n++] = y * w + x;
    return Arrays.copyOf(places, n);
  }

  /// By what one colour became brighter: the middle of what each place of the rim says.
  private static double gain(ColourRaster desk, ColourRaster now, int[] rim, int shift) {
    double[] by = new double[rim.length];
    int w = now.width();
    for (int i = 0; i < rim.length; i++) {
      int was = desk.rgb(rim[i] % w, rim[i] / w) >> shift & 255;
      int is = now.rgb(rim[i] % w, rim[i] / w) >> shift & 255;
      by[i] = (is + 4.0) / (was + 4.0);
    }
    Arrays.sort(by);
    return by[by.length / 2];
  }

  private static float distance(int was, int is, double[] gain) {
    double[] off = new double[3];
    for (int c = 0; c < 3; c++) {
      int shift = 16 - 8 * c;
      double expected = Math.min(255, ((was >> shift & 255) + 4) * gain[c] - 4);
      off[c] = (is >> shift & 255) - expected;
    }
    double luma = 0.3 * off[0] + 0.59 * off[1] + 0.11 * off[2];
    double red = COLOUR * (off[0] - luma);
    double blue = COLOUR * (off[2] - luma);
    return (float) Math.sqrt(luma * luma + red * red + blue * blue);
  }

  /// Whether the desk is still the one that was learned.
  boolean fits() {
    return fits;
  }

  private int height() {
    return unlike.length / width;
  }

  /// Whether nothing as large as a sheet lies on the desk.
  boolean isEmpty() {
    int covered = 0;
    for (float u : unlike) if (u >= least) covered++;
    return fits && covered < COVERED_MIN * unlike.length;
  }

  /// The four sides of what lies on the desk, at several levels: a shadow is less other than the
  /// sheet that throws it. In places of this look.
  ///
  /// @param least share of the picture a sheet has at least
  List<Quad> quads(double least) {
    var found = new ArrayList<Quad>();
    if (!fits) return found;
    float half = middle();
    for (float level :
        new float[] {this.least, OTHER, Math.clamp(half / 2, OTHER, OTHER_MAX), half})
      found.addAll(Areas.of(closed(level), width, least));
    return found;
  }

  /// How other the things on the desk are, the middle of them.
  private float middle() {
    float[] values = new float[unlike.length];
    int n = 0;
    for (float u : unlike) if (u >= OTHER) values[n++] = u;
    if (n == 0) return OTHER_MAX;
    Arrays.sort(values, 0, n);
    return Math.clamp(values[n / 2] / 2, OTHER, OTHER_MAX);
  }

  /// How well a guess covers what is not the desk, and nothing else: 0 for no better than chance, 1
  /// for as exactly as pixels tell.
  ///
  /// @param quad in places of this look
  double agreement(Quad quad) {
    return fits ? Math.max(agreement(quad, OTHER, surely), agreement(quad, least, maybe)) : 0;
  }

  private double agreement(Quad quad, float level, boolean[] other) {
    if (inside(quad, level) < INSIDE_MIN) return 0;
    int both = 0;
    int any = 0;
    for (int y = 0; y < height(); y++) {
      double[] span = span(quad, y + 0.5);
      for (int x = 0; x < width; x++) {
        boolean inside = x + 0.5 >= span[0] && x + 0.5 <= span[1];
        boolean there = other[y * width + x];
        if (inside && there) both++;
        if (inside || there) any++;
      }
    }
    double shared = any == 0 ? 0 : (double) both / any;
    return Math.clamp((shared - AGREE_FROM) / (AGREE_FULL - AGREE_FROM), 0, 1);
  }

  /// Share of the places just inside that side which has fewest that are not the desk.
  private double inside(Quad quad, float level) {
    var c = quad.corners();
    double least = 1;
    for (int i = 0; i < 4; i++) {
      Point a = c.get(i);
      Point b = c.get((i + 1) % 4);
      double length = Math.max(a.distance(b), 1e-6);
      int covered = 0;
      int asked = 0;
      for (int k = 0; k < ALONG; k++) {
        double t = (k + 1.0) / (ALONG + 1);
        for (int deep : INSIDE) {
          // clockwise on a picture: the inside lies to the right
          int x = (int) (a.x() + t * (b.x() - a.x()) - deep * (b.y() - a.y()) / length);
          int y = (int) (a.y() + t * (b.y() - a.y()) + deep * (b.x() - a.x()) / length);
          if (x < 0 || y < 0 || x >= width || y >= height()) continue;
          asked++;
          if (unlike[y * width + x] >= level) covered++;
        }
      }
      if (asked > 0) least = Math.min(least, (double) covered / asked);
    }
    return least;
  }

  /// Where a line across meets a convex quad.
  private static double[] span(Quad quad, double y) {
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    var c = quad.corners();
    for (int i = 0; i < 4; i++) {
      Point a = c.get(i);
      Point b = c.get((i + 1) % 4);
      if (y < Math.min(a.y(), b.y()) || y > Math.max(a.y(), b.y()) || a.y() == b.y()) continue;
      double x = a.x() + (y - a.y()) / (b.y() - a.y()) * (b.x() - a.x());
      from = Math.min(from, x);
      to = Math.max(to, x);
    }
    return new double[] {from, to};
  }

  private boolean[] closed(float level) {
    int h = unlike.length / width;
    boolean[] open = new boolean[unlike.length];
    for (int i = 0; i < open.length; i++) open[i] = unlike[i] >= level;
    boolean[] grown = counted(open, h, true);
    return counted(grown, h, false);
  }

  /// Every place that has one around it, or all around it.
  private boolean[] counted(boolean[] places, int h, boolean any) {
    int row = width + 1;
    int[] sums = new int[row * (h + 1)];
    for (int y = 0; y < h; y++)
      for (int x = 0; x < width; x++)
        sums[(y + 1) * row + x + 1] =
            sums[y * row + x + 1]
                + sums[(y + 1) * row + x]
                - sums[y * row + x]
                + (places[y * width + x] ? 1 : 0);
    boolean[] out = new boolean[places.length];
    for (int y = 0; y < h; y++)
      for (int x = 0; x < width; x++) {
        int x0 = Math.max(0, x - CLOSING);
        int y0 = Math.max(0, y - CLOSING);
        int x1 = Math.min(width, x + CLOSING + 1);
        int y1 = Math.min(h, y + CLOSING + 1);
        int there =
            sums[y1 * row + x1] - sums[y0 * row + x1] - sums[y1 * row + x0] + sums[y0 * row + x0];
        out[y * width + x] = any ? there > 0 : there == (x1 - x0) * (y1 - y0);
      }
    return out;
  }
}
