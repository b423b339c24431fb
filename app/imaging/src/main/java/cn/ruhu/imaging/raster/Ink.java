package cn.ruhu.imaging.raster;

import java.util.Arrays;

/// What is print, pencil or stamp on a page: pixels clearly darker than the paper around them, so
/// that shadows and yellow paper are none. A margin of 2 % is left out, where scanners draw their
/// own black edges.
final class Ink {
  private static final int TILE = 24;
  private static final int DARKER = 30;
  private static final double MARGIN = 0.02;

  private final int width;
  private final int height;
  private final boolean[] ink;

  private Ink(int width, int height, boolean[] ink) {
    this.width = width;
    this.height = height;
    this.ink = ink;
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
    return new Ink(w, h, ink);
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

  /// Sizes of the connected pieces, pixels, touching corners included.
  int[] pieces() {
    var open = ink.clone();
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
}
