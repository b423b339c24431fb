package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.ColourRaster;
import java.util.Arrays;

/// Makes paper white and takes shadows away, for eyes and for printing. What the lamp did to the
/// paper is measured in cells of about two millimetres, past print, stamps and photos; brightness
/// alone is evened out with it, never colour: the red of a seal and the blue of a pen are what they
/// were, and pencil stays. Whole numbers only, the same on every machine.
public final class Whitened {
  private static final int CELLS = 128;
  private static final int PAPER = 250;
  private static final int WHITE_FROM = 236;
  private static final int COLOUR_FROM = 14;
  private static final int COLOUR_TO = 36;
  private static final int GAIN_MAX = 640;
  private static final int ONE = 256;
  private static final int WHITE = 0xFFFFFF;

  private final ColourRaster page;
  private final int cell;
  private final int across;
  private final int down;

  private Whitened(ColourRaster page) {
    this.page = page;
    this.cell = Math.max(4, (page.longSide() + CELLS - 1) / CELLS);
    this.across = (page.width() + cell - 1) / cell;
    this.down = (page.height() + cell - 1) / cell;
  }

  /// A white copy. A page with hardly any paper on it (a photo) is returned as it is.
  public static ColourRaster of(ColourRaster page) {
    var whitened = new Whitened(page);
    int[] light = whitened.light();
    return light.length == 0 ? page : whitened.evened(light, whitened.cast(light));
  }

  /// Brightness of the paper in each cell; empty when there is none.
  private int[] light() {
    int[] cells = new int[across * down];
    boolean[] paper = new boolean[cells.length];
    for (int i = 0; i < cells.length; i++) cells[i] = bright(i);
    int[] sorted = cells.clone();
    Arrays.sort(sorted);
    int usual = sorted[sorted.length * 3 / 4];
    int known = 0;
    for (int i = 0; i < cells.length; i++) {
      paper[i] = cells[i] * 100 >= usual * 50 && !coloured(i, cells[i]);
      if (paper[i]) known++;
    }
    if (known * 4 < cells.length || usual < 60) return new int[0];
    fill(cells, paper);
    return softened(softened(closed(cells, 5)));
  }

  /// The tenth brightest of a hundred: print leaves it alone.
  private int bright(int i) {
    int[] histogram = new int[256];
    int seen = 0;
    int top = i / across * cell;
    int left = i % across * cell;
    for (int y = top; y < Math.min(page.height(), top + cell); y += 2)
      for (int x = left; x < Math.min(page.width(), left + cell); x += 2) {
        histogram[ColourRaster.luma(page.rgb(x, y))]++;
        seen++;
      }
    int above = 0;
    for (int v = 255; v > 0; v--) {
      above += histogram[v];
      if (above * 10 >= seen) return v;
    }
    return 0;
  }

  /// Whether even the bright part of a cell has a colour: part of a seal or a coloured picture.
  private boolean coloured(int i, int bright) {
    int top = i / across * cell;
    int left = i % across * cell;
    int coloured = 0;
    int seen = 0;
    for (int y = top; y < Math.min(page.height(), top + cell); y += 2)
      for (int x = left; x < Math.min(page.width(), left + cell); x += 2) {
        int p = page.rgb(x, y);
        if (ColourRaster.luma(p) < bright - 20) continue;
        seen++;
        if (colour(p >> 16 & 255, p >> 8 & 255, p & 255) > 70) coloured++;
      }
    return coloured * 2 > seen;
  }

  private static int colour(int red, int green, int blue) {
    return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
  }

  /// Cells without paper take the mean of their neighbours, ring by ring.
  private void fill(int[] cells, boolean[] known) {
    var now = known.clone();
    boolean open = true;
    while (open) {
      open = false;
      var next = now.clone();
      for (int i = 0; i < cells.length; i++) {
        if (now[i]) continue;
        int sum = 0;
        int n = 0;
        int x = i % across;
        int y = i / across;
        for (int v = Math.max(0, y - 1); v <= Math.min(down - 1, y + 1); v++)
          for (int u = Math.max(0, x - 1); u <= Math.min(across - 1, x + 1); u++)
            if (now[v * across + u]) {
              sum += cells[v * across + u];
              n++;
            }
        if (n == 0) {
          open = true;
          continue;
        }
        cells[i] = sum / n;
        next[i] = true;
      }
      System.arraycopy(next, 0, now, 0, now.length);
    }
  }

  /// Dark places narrower than twice the radius, photos and black bars, take the paper around them.
  private int[] closed(int[] cells, int radius) {
    return most(most(cells, radius, true), radius, false);
  }

  private int[] most(int[] cells, int radius, boolean bright) {
    int[] row = new int[cells.length];
    int[] out = new int[cells.length];
    for (int y = 0; y < down; y++)
      for (int x = 0; x < across; x++) {
        int best = cells[y * across + x];
        for (int u = Math.max(0, x - radius); u <= Math.min(across - 1, x + radius); u++)
          best =
              bright
                  ? Math.max(best, cells[y * across + u])
                  : Math.min(best, cells[y * across + u]);
        row[y * across + x] = best;
      }
    for (int y = 0; y < down; y++)
      for (int x = 0; x < across; x++) {
        int best = row[y * across + x];
        for (int v = Math.max(0, y - radius); v <= Math.min(down - 1, y + radius); v++)
          best = bright ? Math.max(best, row[v * across + x]) : Math.min(best, row[v * across + x]);
        out[y * across + x] = best;
      }
    return out;
  }

  private int[] softened(int[] cells) {
    int[] out = new int[cells.length];
    for (int y = 0; y < down; y++)
      for (int x = 0; x < across; x++) {
        int sum = 0;
        int n = 0;
        for (int v = Math.max(0, y - 2); v <= Math.min(down - 1, y + 2); v++)
          for (int u = Math.max(0, x - 2); u <= Math.min(across - 1, x + 2); u++) {
            sum += cells[v * across + u];
            n++;
          }
        out[y * across + x] = sum / n;
      }
    return out;
  }

  /// One factor for red, green and blue of the whole page, in 1/256, that makes yellowish paper
  /// grey; at most a sixth.
  private int[] cast(int[] light) {
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = cell / 2; y < page.height(); y += cell)
      for (int x = cell / 2; x < page.width(); x += cell) {
        int p = page.rgb(x, y);
        int there = light[y / cell * across + x / cell];
        if (Math.abs(ColourRaster.luma(p) - there) > 16) continue;
        red += p >> 16 & 255;
        green += p >> 8 & 255;
        blue += p & 255;
      }
    if (red == 0 || green == 0 || blue == 0) return new int[] {ONE, ONE, ONE};
    long grey = (306 * red + 601 * green + 117 * blue) >> 10;
    return new int[] {share(grey, red), share(grey, green), share(grey, blue)};
  }

  private static int share(long grey, long band) {
    return Math.clamp(grey * ONE / band, ONE * 5 / 6, ONE * 7 / 6);
  }

  private ColourRaster evened(int[] light, int[] cast) {
    int w = page.width();
    int[] out = new int[w * page.height()];
    int[] gains = new int[light.length];
    for (int i = 0; i < gains.length; i++)
      gains[i] = Math.clamp(PAPER * ONE / Math.max(1, light[i]), ONE, GAIN_MAX);
    // where each pixel of a row lies between the middles of two cells
    int[] left = new int[w];
    int[] right = new int[w];
    int[] part = new int[w];
    for (int x = 0; x < w; x++) {
      int at = x * 2 - cell;
      left[x] = Math.clamp(Math.floorDiv(at, 2 * cell), 0, across - 1);
      right[x] = Math.min(across - 1, left[x] + 1);
      part[x] = Math.clamp(at - left[x] * 2 * cell, 0, 2 * cell);
    }
    int[] row = new int[across];
    int[] line = new int[w];
    // dividing by so much is multiplying by this and taking the upper half, exact for gains
    long by = (1L << 32) / (2L * cell) + 1;
    byte[] whiter = whiter();
    for (int y = 0; y < page.height(); y++) {
      between(gains, y, row);
      page.row(y, line);
      for (int x = 0; x < w; x++) {
        int sum = row[left[x]] * (2 * cell - part[x]) + row[right[x]] * part[x];
        out[y * w + x] = pixel(line[x], (int) ((sum * by) >>> 32), cast, whiter);
      }
    }
    return new ColourRaster(w, page.height(), out);
  }

  private void between(int[] gains, int y, int[] row) {
    int at = y * 2 - cell;
    int top = Math.clamp(Math.floorDiv(at, 2 * cell), 0, down - 1);
    int low = Math.min(down - 1, top + 1);
    int f = Math.clamp(at - top * 2 * cell, 0, 2 * cell);
    for (int x = 0; x < across; x++)
      row[x] =
          (gains[top * across + x] * (2 * cell - f) + gains[low * across + x] * f) / (2 * cell);
  }

  private static int pixel(int p, int gain, int[] cast, byte[] whiter) {
    int red = Math.min(255, ((p >> 16 & 255) * gain * cast[0]) >> 16);
    int green = Math.min(255, ((p >> 8 & 255) * gain * cast[1]) >> 16);
    int blue = Math.min(255, ((p & 255) * gain * cast[2]) >> 16);
    // most of a page: paper, which becomes white
    if (red >= WHITE_FROM
        && green >= WHITE_FROM
        && blue >= WHITE_FROM
        && colour(red, green, blue) <= COLOUR_FROM) return WHITE;
    int neutral = Math.clamp(COLOUR_TO - colour(red, green, blue), 0, COLOUR_TO - COLOUR_FROM);
    int of = neutral << 8;
    return (whiter[of + red] & 255) << 16
        | (whiter[of + green] & 255) << 8
        | (whiter[of + blue] & 255);
  }

  /// What has no colour is stretched until paper is white; the more colour, the less: 256 values
  /// for each step of colour, the fullest colour first.
  private static byte[] whiter() {
    int steps = COLOUR_TO - COLOUR_FROM;
    byte[] out = new byte[(steps + 1) * 256];
    for (int neutral = 0; neutral <= steps; neutral++)
      for (int value = 0; value < 256; value++) {
        int white = Math.min(255, value * 255 / WHITE_FROM);
        out[neutral * 256 + value] = (byte) (value + (white - value) * neutral / steps);
      }
    return out;
  }
}
