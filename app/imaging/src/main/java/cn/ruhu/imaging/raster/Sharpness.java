package cn.ruhu.imaging.raster;

import java.util.ArrayList;
import java.util.List;

/// Focus as a number: blurred print has soft edges, so its second derivative varies little. Only
/// tiles with print count, else an emptier page would seem less sharp; what the grain of the
/// scanner adds is taken from the tiles without print, and subtracted.
///
/// @param whole of the page
/// @param softest of its ninths, where at least [#TILES_MIN] tiles have print
/// @param where the softest ninth, 0 to 8 in reading order; -1 where too few have print
record Sharpness(double whole, double softest, int where) {
  private static final int TILES_MIN = 8;
  private static final int TILE = 32;
  private static final int CONTRAST_MIN = 60;

  static Sharpness of(GrayRaster noisy) {
    var page = noisy.smoothed();
    List<Double> print = new ArrayList<>();
    List<Double> paper = new ArrayList<>();
    List<List<Double>> ninths = new ArrayList<>();
    for (int i = 0; i < 9; i++) ninths.add(new ArrayList<>());
    for (int top = 1; top + TILE < page.height(); top += TILE)
      for (int left = 1; left + TILE < page.width(); left += TILE) {
        double variance = variance(page, left, top);
        boolean empty = contrast(page, left, top) < CONTRAST_MIN;
        (empty ? paper : print).add(variance);
        if (!empty)
          ninths.get(3 * (3 * top / page.height()) + 3 * left / page.width()).add(variance);
      }
    double grain = median(paper);
    double whole = Math.max(0, median(print) - grain);
    double softest = whole;
    int where = -1;
    for (int i = 0; i < 9; i++) {
      if (ninths.get(i).size() < TILES_MIN) continue;
      double here = Math.max(0, median(ninths.get(i)) - grain);
      if (where < 0 || here < softest) where = i;
      softest = Math.min(softest, here);
    }
    return new Sharpness(whole, softest, where);
  }

  private static double median(List<Double> values) {
    values.sort(null);
    return values.isEmpty() ? 0 : values.get(values.size() / 2);
  }

  private static int contrast(GrayRaster page, int left, int top) {
    int low = 255;
    int high = 0;
    for (int y = top; y < top + TILE; y += 2)
      for (int x = left; x < left + TILE; x += 2) {
        int value = page.at(x, y);
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    return high - low;
  }

  private static double variance(GrayRaster page, int left, int top) {
    long sum = 0;
    long squares = 0;
    for (int y = top; y < top + TILE; y++)
      for (int x = left; x < left + TILE; x++) {
        int bend =
            page.at(x - 1, y)
                + page.at(x + 1, y)
                + page.at(x, y - 1)
                + page.at(x, y + 1)
                - 4 * page.at(x, y);
        sum += bend;
        squares += (long) bend * bend;
      }
    double n = (double) TILE * TILE;
    double mean = sum / n;
    return squares / n - mean * mean;
  }
}
