package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;

/// A lamp's reflection on a sheet: a patch burnt to white on paper that is not white by itself. A
/// scan, whose paper is white all over, has none.
public final class Glare {
  /// From this share of the sheet on, print is lost under it.
  public static final double SHARE_MAX = 0.004;

  private static final int BURNT = 251;
  private static final int PAPER_MAX = 238;

  private Glare() {}

  /// A burnt patch.
  ///
  /// @param share of the sheet, 0 to 1; 0 for none
  /// @param middle of the patch, shares of the sheet's width and height
  public record Spot(double share, Point middle) {
    private static final Spot NONE = new Spot(0, new Point(0.5, 0.5));
  }

  /// Share of the sheet under its largest burnt patch, 0 to 1.
  ///
  /// @param small a small copy of the picture, some hundred pixels long
  /// @param sheet its corners there
  public static double share(ColourRaster small, Quad sheet) {
    return largest(small, sheet).share();
  }

  /// The largest burnt patch of a sheet.
  ///
  /// @param small a small copy of the picture, some hundred pixels long
  /// @param sheet its corners there
  public static Spot largest(ColourRaster small, Quad sheet) {
    int w = small.width();
    int h = small.height();
    var flat = Homography.square(sheet).inverse();
    var burnt = new boolean[w * h];
    int[] histogram = new int[256];
    int inside = 0;
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++) {
        Point p = flat.at(x + 0.5, y + 0.5);
        if (p.x() < 0.01 || p.y() < 0.01 || p.x() > 0.99 || p.y() > 0.99) continue;
        inside++;
        int rgb = small.rgb(x, y);
        histogram[ColourRaster.luma(rgb)]++;
        burnt[y * w + x] =
            (rgb >> 16 & 255) >= BURNT && (rgb >> 8 & 255) >= BURNT && (rgb & 255) >= BURNT;
      }
    if (inside == 0 || usual(histogram, inside) > PAPER_MAX) return Spot.NONE;
    Patch patch = largest(burnt, w);
    if (patch.size() == 0) return Spot.NONE;
    Point at = flat.at(patch.x() + 0.5, patch.y() + 0.5);
    return new Spot((double) patch.size() / inside, at);
  }

  /// The paper's brightness: the middle of the brighter half.
  private static int usual(int[] histogram, int all) {
    int above = 0;
    for (int v = 255; v > 0; v--) {
      above += histogram[v];
      if (above * 4 >= all) return v;
    }
    return 0;
  }

  /// Pixels, and their mean place.
  private record Patch(int size, double x, double y) {}

  private static Patch largest(boolean[] open, int w) {
    var best = new Patch(0, 0, 0);
    int[] stack = new int[open.length];
    for (int start = 0; start < open.length; start++) {
      if (!open[start]) continue;
      int depth = 0;
      int size = 0;
      double x = 0;
      double y = 0;
      stack[depth++] = start;
      open[start] = false;
      while (depth > 0) {
        int at = stack[--depth];
        size++;
        int column = at % w;
        int row = at / w;
        x += column;
        y += row;
        for (int next : new int[] {at - 1, at + 1, at - w, at + w}) {
          if (next < 0 || next >= open.length || !open[next]) continue;
          open[next] = false;
          stack[depth++] = next;
        }
      }
      if (size > best.size()) best = new Patch(size, x / size, y / size);
    }
    return best;
  }
}
