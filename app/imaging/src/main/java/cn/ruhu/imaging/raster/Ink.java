package cn.ruhu.imaging.raster;

import java.util.Arrays;

/// What is print, pencil or stamp on a page: pixels clearly darker than the paper around them, so
/// that shadows and yellow paper are none. A margin of 2 % is left out, where scanners draw their
/// own black edges.
final class Ink {
  private static final int TILE = 24;
  private static final int DARKER = 30;
  private static final double MARGIN = 0.02;

  /// Depth of a dark rim beyond the margin, share of the page.
  private static final double RIM = 0.05;

  /// Share of a side that a dark rim takes at least.
  private static final double RIM_LONG = 0.3;

  /// Pixels by which a rim's edge may be uneven.
  private static final int RAGGED = 2;

  private final int width;
  private final int height;
  private final boolean[] ink;

  /// Darker than half of the page's paper.
  private final boolean[] black;

  private Ink(int width, int height, boolean[] ink, boolean[] black) {
    this.width = width;
    this.height = height;
    this.ink = ink;
    this.black = black;
  }

  static Ink of(GrayRaster page) {
    return of(page, DARKER);
  }

  /// @param darker than the paper by more than so many grey values
  static Ink of(GrayRaster page, int darker) {
    int w = page.width();
    int h = page.height();
    var ink = new boolean[w * h];
    int margin = (int) Math.round(MARGIN * Math.max(w, h));
    for (int top = 0; top < h; top += TILE)
      for (int left = 0; left < w; left += TILE) {
        int paper = paper(page, left, top);
        for (int y = Math.max(top, margin); y < Math.min(h - margin, top + TILE); y++)
          for (int x = Math.max(left, margin); x < Math.min(w - margin, left + TILE); x++)
            ink[y * w + x] = page.at(x, y) < paper - darker;
      }
    return new Ink(w, h, ink, black(page));
  }

  private static boolean[] black(GrayRaster page) {
    int w = page.width();
    int h = page.height();
    int[] histogram = new int[256];
    for (int y = 0; y < h; y += 3) for (int x = 0; x < w; x += 3) histogram[page.at(x, y)]++;
    int paper = brightest(histogram, (w + 2) / 3 * ((h + 2) / 3));
    var black = new boolean[w * h];
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++) black[y * w + x] = page.at(x, y) * 2 < paper;
    return black;
  }

  /// The paper's brightness: the brightest quarter of a tile and its rim, so that a tile full of
  /// letters still knows its paper.
  private static int paper(GrayRaster page, int left, int top) {
    int[] histogram = new int[256];
    int seen = 0;
    int y1 = Math.min(page.height(), top + 2 * TILE);
    int x1 = Math.min(page.width(), left + 2 * TILE);
    for (int y = Math.max(0, top - TILE); y < y1; y += 2)
      for (int x = Math.max(0, left - TILE); x < x1; x += 2) {
        histogram[page.at(x, y)]++;
        seen++;
      }
    return brightest(histogram, seen);
  }

  /// Where the brightest quarter begins.
  private static int brightest(int[] histogram, int seen) {
    int above = 0;
    for (int value = 255; value > 0; value--) {
      above += histogram[value];
      if (above * 4 >= seen) return value;
    }
    return 0;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// Places of all ink, `y * width + x`.
  int[] places() {
    int[] out = new int[ink.length];
    int n = 0;
    for (int i = 0; i < ink.length; i++) if (ink[i]) out[n++] = i;
    return Arrays.copyOf(out, n);
  }

  /// Sizes of the connected pieces, pixels, touching corners included. A dark rim of the scan is
  /// none, as where the feeder shows beside a sheet that was drawn in askew.
  int[] pieces() {
    var open = withoutRims();
    int[] sizes = new int[64];
    int n = 0;
    int[] stack = new int[256];
    for (int start = 0; start < open.length; start++) {
      if (!open[start]) continue;
      open[start] = false;
      int size = 0;
      int depth = 0;
      stack[depth++] = start;
      while (depth > 0) {
        int at = stack[--depth];
        size++;
        for (int step :
            new int[] {-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1}) {
          int next = at + step;
          if (next < 0 || next >= open.length || !open[next]) continue;
          open[next] = false;
          if (depth == stack.length) stack = Arrays.copyOf(stack, depth * 2);
          stack[depth++] = next;
        }
      }
      if (n == sizes.length) sizes = Arrays.copyOf(sizes, n * 2);
      sizes[n++] = size;
    }
    return Arrays.copyOf(sizes, n);
  }

  /// The ink but for what begins at the margin, is not deep, and goes on so along a good part of
  /// one side: no print does, not even a word at the very edge.
  private boolean[] withoutRims() {
    var open = ink.clone();
    int margin = (int) Math.round(MARGIN * Math.max(width, height));
    var left = new Rim(margin * width + margin, width, 1, height - 2 * margin, width);
    var right = new Rim(margin * width + width - margin - 1, width, -1, height - 2 * margin, width);
    var top = new Rim(margin * width + margin, 1, width, width - 2 * margin, height);
    int last = (height - margin - 1) * width + margin;
    var bottom = new Rim(last, 1, -width, width - 2 * margin, height);
    for (Rim rim : new Rim[] {left, right, top, bottom}) rim.clear(black, open);
    return open;
  }

  /// One side of a page.
  ///
  /// @param first place of it, just within the margin
  /// @param along step to the next place along the side
  /// @param inward step away from it
  /// @param length places along it
  /// @param across places from this side to the other
  private record Rim(int first, int along, int inward, int length, int across) {
    void clear(boolean[] black, boolean[] open) {
      if (length <= 0) return; // a strip narrower than its margins has no such side
      int most = (int) (RIM * across);
      int[] depths = new int[length];
      int[] rim = new int[length];
      int dark = 0;
      for (int i = 0; i < length; i++) {
        depths[i] = depth(black, first + i * along, most);
        if (depths[i] > 0 && depths[i] < most) rim[dark++] = depths[i];
      }
      if (dark < RIM_LONG * length) return;
      Arrays.sort(rim, 0, dark);
      int usual = rim[dark / 2];
      for (int i = 0; i < length; i++) {
        // in a corner this rim runs into the next side's
        int deep = depths[i] < most ? depths[i] : usual;
        if (deep == 0) continue;
        for (int d = 0; d < deep + RAGGED; d++) open[first + i * along + d * inward] = false;
      }
    }

    private int depth(boolean[] black, int from, int most) {
      int deep = 0;
      while (deep < most && black[from + deep * inward]) deep++;
      return deep;
    }
  }
}
