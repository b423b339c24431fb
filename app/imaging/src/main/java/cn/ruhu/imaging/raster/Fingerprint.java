package cn.ruhu.imaging.raster;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// How ink lies on a page, coarse enough that a second scan of the same sheet has the same and fine
/// enough that the same form filled in by others has not. The page is laid out in 40 by 56 cells of
/// about 5 mm, each with 16 steps of darkness against the paper around it; the hash is 64 bits of
/// its coarse shape, to find candidates among many. It shows no word of the page. Immutable.
///
/// Two fingerprints are compared cell by cell, each cell allowed to be what its neighbours are, for
/// no sheet lies twice in the same place.
public final class Fingerprint {
  /// Candidates differ in at most so many bits of the hash: two photos of one sheet in up to 14
  /// (our own, with a finder of edges that errs by a millimetre), two unlike sheets in about 32.
  public static final int HASH_NEAR = 20;

  /// Below it two fingerprints are of one sheet.
  public static final double SAME_MAX = 0.02;

  private static final int SHORT = 40;
  private static final int LONG = 56;
  private static final int CELL = 10;
  private static final int STEPS = 15;
  private static final int OFF = 2;
  private static final int WAVES = 8;
  private static final double[][] SHORT_WAVES = waves(SHORT);
  private static final double[][] LONG_WAVES = waves(LONG);

  private final boolean wide;

  /// two cells a byte: a window holds those of 20,000 pages
  private final byte[] packed;

  private Fingerprint(boolean wide, byte[] packed) {
    this.wide = wide;
    this.packed = packed;
  }

  private static byte[] packed(byte[] cells) {
    byte[] packed = new byte[cells.length / 2];
    for (int i = 0; i < packed.length; i++)
      packed[i] = (byte) (cells[2 * i] << 4 | cells[2 * i + 1]);
    return packed;
  }

  private byte[] cells() {
    byte[] cells = new byte[2 * packed.length];
    for (int i = 0; i < packed.length; i++) {
      cells[2 * i] = (byte) (packed[i] >> 4 & 15);
      cells[2 * i + 1] = (byte) (packed[i] & 15);
    }
    return cells;
  }

  /// Of a page that was laid flat and straight.
  public static Fingerprint of(GrayRaster page) {
    boolean wide = page.width() > page.height();
    int w = wide ? LONG : SHORT;
    int h = wide ? SHORT : LONG;
    var small = page.shrunk(LONG * CELL);
    byte[] cells = new byte[w * h];
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++) cells[y * w + x] = (byte) cell(small, x, y, w, h);
    return new Fingerprint(wide, packed(cells));
  }

  private static int cell(GrayRaster page, int x, int y, int w, int h) {
    // the rim is the desk's as often as the sheet's: a shadow, a dark line beside an edge
    if (x == 0 || y == 0 || x == w - 1 || y == h - 1) return 0;
    int x0 = x * page.width() / w;
    int x1 = Math.max(x0 + 1, (x + 1) * page.width() / w);
    int y0 = y * page.height() / h;
    int y1 = Math.max(y0 + 1, (y + 1) * page.height() / h);
    int paper = paper(page, x0, y0, x1, y1);
    int dark = 0;
    for (int v = y0; v < y1; v++)
      for (int u = x0; u < x1; u++) dark += Math.max(0, paper - 12 - page.at(u, v));
    double mean = dark / ((double) (x1 - x0) * (y1 - y0)) * 220 / Math.max(60, paper);
    return (int) Math.min(STEPS, Math.round(1.4 * Math.sqrt(mean)));
  }

  private static int paper(GrayRaster page, int x0, int y0, int x1, int y1) {
    int[] histogram = new int[256];
    int seen = 0;
    for (int v = Math.max(0, y0 - CELL); v < Math.min(page.height(), y1 + CELL); v += 2)
      for (int u = Math.max(0, x0 - CELL); u < Math.min(page.width(), x1 + CELL); u += 2) {
        histogram[page.at(u, v)]++;
        seen++;
      }
    int above = 0;
    for (int value = 255; value > 0; value--) {
      above += histogram[value];
      if (above * 4 >= seen) return value;
    }
    return 0;
  }

  /// 64 bits of the page's coarse shape: the signs of its longest waves against their middle
  /// (pHash).
  public long hash() {
    int w = wide ? LONG : SHORT;
    int h = wide ? SHORT : LONG;
    byte[] cells = cells();
    double[][] across = wide ? LONG_WAVES : SHORT_WAVES;
    double[][] down = wide ? SHORT_WAVES : LONG_WAVES;
    double[] waves = new double[WAVES * WAVES];
    for (int y = 0; y < h; y++)
      for (int i = 0; i < WAVES; i++) {
        double row = 0;
        for (int x = 0; x < w; x++) row += cells[y * w + x] * across[i][x];
        for (int j = 0; j < WAVES; j++) waves[j * WAVES + i] += row * down[j][y];
      }
    double[] sorted = Arrays.copyOfRange(waves, 1, waves.length);
    Arrays.sort(sorted);
    double middle = sorted[sorted.length / 2];
    long bits = 0;
    for (int k = 1; k < waves.length; k++) if (waves[k] > middle) bits |= 1L << k;
    return bits;
  }

  private static double[][] waves(int length) {
    double[][] out = new double[WAVES][length];
    for (int i = 0; i < WAVES; i++)
      for (int at = 0; at < length; at++)
        out[i][at] = StrictMath.cos(Math.PI * i * (2 * at + 1) / (2.0 * length));
    return out;
  }

  /// Hashes of the page in its four ways of lying, the way it was looked at first: whoever keeps
  /// the [#hash] of many finds by these which of them [#mayBe] the same sheet.
  public long[] hashes() {
    long[] all = new long[4];
    for (int turns = 0; turns < 4; turns++) all[turns] = turned(turns).hash();
    return all;
  }

  /// Whether two pages may be one sheet, lying any way.
  public boolean mayBe(Fingerprint other) {
    long own = hash();
    for (int turns = 0; turns < 4; turns++) {
      var turned = other.turned(turns);
      if (turned.wide == wide && Long.bitCount(own ^ turned.hash()) <= HASH_NEAR) return true;
    }
    return false;
  }

  /// Whether two pages are one sheet scanned twice, lying any way.
  public boolean isSameSheet(Fingerprint other) {
    return difference(other) <= SAME_MAX;
  }

  /// Share of the cells with ink that find nothing like them in the other page, 0 to 1, for the way
  /// the other lies that fits best. 1 when there is too little ink to say anything.
  public double difference(Fingerprint other) {
    double least = 1;
    for (int turns = 0; turns < 4; turns++) {
      var turned = other.turned(turns);
      if (turned.wide == wide) least = Math.min(least, unlike(turned));
    }
    return least;
  }

  private double unlike(Fingerprint other) {
    byte[] own = cells();
    byte[] theirs = other.cells();
    int inked = 0;
    int off = 0;
    for (int i = 0; i < own.length; i++) {
      if (own[i] == 0 && theirs[i] == 0) continue;
      inked++;
      if (lacks(theirs, i, own[i]) || lacks(own, i, theirs[i])) off++;
    }
    return inked < 20 ? 1 : (double) off / inked;
  }

  /// Whether no cell around this place comes near a darkness.
  private boolean lacks(byte[] cells, int place, int dark) {
    int w = wide ? LONG : SHORT;
    int h = wide ? SHORT : LONG;
    int x = place % w;
    int y = place / w;
    int low = STEPS;
    int high = 0;
    for (int v = Math.max(0, y - 1); v <= Math.min(h - 1, y + 1); v++)
      for (int u = Math.max(0, x - 1); u <= Math.min(w - 1, x + 1); u++) {
        low = Math.min(low, cells[v * w + u]);
        high = Math.max(high, cells[v * w + u]);
      }
    return dark > high + OFF || dark < low - OFF;
  }

  private Fingerprint turned(int quarters) {
    var out = this;
    for (int i = 0; i < quarters; i++) out = out.turned();
    return out;
  }

  private Fingerprint turned() {
    int w = wide ? LONG : SHORT;
    int h = wide ? SHORT : LONG;
    byte[] cells = cells();
    byte[] out = new byte[cells.length];
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++) out[x * h + h - 1 - y] = cells[y * w + x];
    return new Fingerprint(!wide, packed(out));
  }

  /// One line of ASCII to keep, 2,241 characters; [#read] takes it back.
  public String text() {
    return (wide ? "w" : "t") + HexFormat.of().formatHex(packed);
  }

  /// Reads what [#text] wrote; empty for anything else.
  public static Optional<Fingerprint> read(String text) {
    if (text.length() != 1 + SHORT * LONG) return Optional.empty();
    if (text.charAt(0) != 'w' && text.charAt(0) != 't') return Optional.empty();
    try {
      byte[] packed = HexFormat.of().parseHex(text, 1, text.length());
      return Optional.of(new Fingerprint(text.charAt(0) == 'w', packed));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint f && wide == f.wide && Arrays.equals(packed, f.packed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(packed);
  }

  @Override
  public String toString() {
    return "Fingerprint[%016x]".formatted(hash());
  }
}
