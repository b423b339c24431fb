package cn.ruhu.imaging.raster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A second, close look at two pages whose ink lies alike from afar ([Fingerprint]): pages full of
/// print are as dark everywhere, whatever they say. Here their strokes are compared: pieces of one
/// page of about 2 cm are looked for in the other, near where they should be. What all print has in
/// common is taken out before, lines with the same pitch and columns of characters, so that what is
/// left are the words themselves. Pure; about 150 ms.
///
/// @param pieces how many pieces with ink were compared, 0 where there is too little to compare
/// @param agreement how alike strokes are, −1 to 1, the middle one of all pieces, for the way the
///   other page lies that fits best; 0 without pieces
public record SameInk(int pieces, double agreement) {
  /// Below it two pages are two sheets. Scans and photos of one sheet had 0.5 and more, unlike
  /// pages of print at most 0.2.
  public static final double SAME_MIN = 0.33;

  private static final SameInk UNKNOWN = new SameInk(0, 0);
  private static final int SIDE = 840;
  private static final int PIECE = 60;

  /// How far a piece may lie from where it should: no sheet lies twice in the same place.
  private static final int OFF = 14;

  private static final int SOFT = 6;
  private static final int PIECES_MAX = 24;
  private static final int PIECES_MIN = 4;

  /// Mean square of strokes from which a piece has something to compare.
  private static final double INK_MIN = 120;

  /// Looks at two pages that were laid flat, straight and without the desk, lying any way.
  public static SameInk of(GrayRaster one, GrayRaster other) {
    Strokes own = Strokes.of(one.shrunk(SIDE));
    List<int[]> places = own.places();
    if (places.size() < PIECES_MIN) return UNKNOWN;
    var best = UNKNOWN;
    GrayRaster there = other.shrunk(SIDE);
    for (int turns = 0; turns < 4; turns++) {
      if (turns > 0) there = turned(there);
      if (there.width() > there.height() != one.width() > one.height()) continue;
      var found = new SameInk(places.size(), own.agreement(Strokes.of(there), places));
      if (best.pieces() == 0 || found.agreement() > best.agreement()) best = found;
    }
    return best;
  }

  /// Whether these are two sheets, whatever they look like from afar. Where too little can be
  /// compared nothing speaks against one sheet.
  public boolean tellsApart() {
    return pieces > 0 && agreement < SAME_MIN;
  }

  private static GrayRaster turned(GrayRaster page) {
    int w = page.width();
    int h = page.height();
    byte[] out = new byte[w * h];
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++) out[x * h + h - 1 - y] = (byte) page.at(x, y);
    return new GrayRaster(h, w, out);
  }

  /// A page without its ground: how much darker each place is than what lies around it.
  @SuppressWarnings("ArrayRecordComponent") // strokes of one page, never compared
  private record Strokes(int w, int h, float[] dark) {
    static Strokes of(GrayRaster page) {
      int w = page.width();
      int h = page.height();
      long[] sums = new long[(w + 1) * (h + 1)];
      for (int y = 0; y < h; y++) {
        long row = 0;
        for (int x = 0; x < w; x++) {
          row += page.at(x, y);
          sums[(y + 1) * (w + 1) + x + 1] = sums[y * (w + 1) + x + 1] + row;
        }
      }
      float[] dark = new float[w * h];
      for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
          int x0 = Math.max(0, x - SOFT);
          int y0 = Math.max(0, y - SOFT);
          int x1 = Math.min(w, x + SOFT + 1);
          int y1 = Math.min(h, y + SOFT + 1);
          long all =
              sums[y1 * (w + 1) + x1]
                  - sums[y0 * (w + 1) + x1]
                  - sums[y1 * (w + 1) + x0]
                  + sums[y0 * (w + 1) + x0];
          dark[y * w + x] = all / (float) ((x1 - x0) * (y1 - y0)) - page.at(x, y);
        }
      return new Strokes(w, h, dark);
    }

    /// Where pieces with the most ink begin, left and top.
    List<int[]> places() {
      record Inked(int[] place, double ink) {}
      var all = new ArrayList<Inked>();
      // the rim is the desk's as often as the sheet's
      for (int y = OFF; y + PIECE + OFF <= h; y += PIECE)
        for (int x = OFF; x + PIECE + OFF <= w; x += PIECE) {
          double ink = square(piece(x, y)) / (PIECE * PIECE);
          if (ink >= INK_MIN) all.add(new Inked(new int[] {x, y}, ink));
        }
      all.sort(Comparator.comparingDouble(Inked::ink).reversed());
      return all.stream().limit(PIECES_MAX).map(Inked::place).toList();
    }

    double agreement(Strokes other, List<int[]> places) {
      double[] found = new double[places.size()];
      for (int i = 0; i < found.length; i++) {
        int[] at = places.get(i);
        // the middle of the piece stands at the same share of either page
        int x = Math.round((at[0] + PIECE / 2f) * other.w / w - PIECE / 2f);
        int y = Math.round((at[1] + PIECE / 2f) * other.h / h - PIECE / 2f);
        found[i] = other.nearest(piece(at[0], at[1]), x, y);
      }
      Arrays.sort(found);
      return found[found.length / 2];
    }

    /// How alike the place is that fits a piece best, −1 to 1.
    private double nearest(float[] piece, int left, int top) {
      double best = -1;
      double size = Math.sqrt(square(piece));
      for (int y = Math.max(0, top - OFF); y <= Math.min(h - PIECE, top + OFF); y++)
        for (int x = Math.max(0, left - OFF); x <= Math.min(w - PIECE, left + OFF); x++) {
          double both = dot(piece, x, y);
          // the rest of the place makes it less alike only: not worth a close look
          if (both <= best * size * BOUND) continue;
          double alike = both / Math.max(1e-6, size * Math.sqrt(square(piece(x, y))));
          best = Math.max(best, alike);
        }
      return best;
    }

    /// Strokes of any piece of a page with ink come to more than this.
    private static final double BOUND = Math.sqrt(INK_MIN * PIECE * PIECE) / 4;

    private double dot(float[] piece, int left, int top) {
      float sum = 0;
      for (int y = 0; y < PIECE; y++) {
        int from = (top + y) * w + left;
        for (int x = 0; x < PIECE; x++) sum += piece[y * PIECE + x] * dark[from + x];
      }
      return sum;
    }

    /// A piece whose rows and columns each come to nothing.
    private float[] piece(int left, int top) {
      float[] out = new float[PIECE * PIECE];
      float[] rows = new float[PIECE];
      float[] columns = new float[PIECE];
      float all = 0;
      for (int y = 0; y < PIECE; y++)
        for (int x = 0; x < PIECE; x++) {
          float v = dark[(top + y) * w + left + x];
          out[y * PIECE + x] = v;
          rows[y] += v / PIECE;
          columns[x] += v / PIECE;
          all += v / (PIECE * PIECE);
        }
      for (int i = 0; i < out.length; i++) out[i] += all - rows[i / PIECE] - columns[i % PIECE];
      return out;
    }

    private static double square(float[] piece) {
      double sum = 0;
      for (float v : piece) sum += v * v;
      return sum;
    }
  }
}
