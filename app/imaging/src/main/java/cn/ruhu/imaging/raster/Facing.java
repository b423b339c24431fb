package cn.ruhu.imaging.raster;

import java.util.ArrayList;
import java.util.List;

/// Which way up print stands, told by its own marks: full stops and commas sit on the foot of a
/// line, in Chinese as in Latin print, alone with nothing above them. Where lines run upright the
/// page lies on its side. Said only when many marks agree; a page of tables says nothing.
///
/// @param turns quarter turns clockwise the page lies turned, 0 to 3; 0 when not sure
/// @param confidence 0 to 1; below [#CONFIDENCE_MIN] nothing is said
public record Facing(int turns, double confidence) {
  /// Half of what is possible.
  public static final double CONFIDENCE_MIN = 0.5;

  /// The long side at which marks are looked at, pixels: A4 at 150 dpi.
  private static final int SIDE = 1754;

  private static final Facing UNKNOWN = new Facing(0, 0);
  private static final int MARKS_MIN = 8;

  /// Looks at a page whose lean is gone or small.
  public static Facing of(GrayRaster page) {
    var ink = Ink.of(page.shrunk(SIDE));
    var dark = new boolean[ink.width() * ink.height()];
    for (int place : ink.places()) dark[place] = true;
    var rows = Marks.of(dark, ink.width(), ink.height(), false);
    var columns = Marks.of(dark, ink.width(), ink.height(), true);
    boolean side = columns.lines() > 2 * rows.lines() && columns.marks() > rows.marks();
    Marks marks = side ? columns : rows;
    int all = marks.low() + marks.high();
    if (all < MARKS_MIN) return UNKNOWN;
    double agree = Math.abs(marks.low() - marks.high()) / (double) all;
    double many = Math.min(1, all / 20.0);
    double confidence = agree * (0.5 + 0.5 * many);
    if (confidence < CONFIDENCE_MIN) return new Facing(0, confidence);
    boolean upright = marks.low() > marks.high();
    // on its side, the foot of a line to the left means that the page was turned clockwise
    return new Facing(side ? upright ? 3 : 1 : upright ? 0 : 2, confidence);
  }

  /// Small lonely marks of all lines.
  ///
  /// @param lines rows of print
  /// @param low marks at the foot
  /// @param high marks at the head
  private record Marks(int lines, int low, int high) {
    private static final int LINE_MIN = 10;
    private static final int LINE_MAX = 60;

    int marks() {
      return low + high;
    }

    /// @param upright lines run from top to bottom: the page is looked at with its sides exchanged
    static Marks of(boolean[] dark, int w, int h, boolean upright) {
      var view = new View(dark, w, h, upright);
      int low = 0;
      int high = 0;
      List<int[]> lines = lines(view);
      for (int[] line : lines) {
        int[] found = view.marks(line[0], line[1]);
        low += found[0];
        high += found[1];
      }
      return new Marks(lines.size(), low, high);
    }

    /// First and last row of each line of print: runs of rows with ink between rows with hardly
    /// any.
    private static List<int[]> lines(View view) {
      var out = new ArrayList<int[]>();
      int start = -1;
      for (int y = 0; y <= view.height(); y++) {
        boolean ink = y < view.height() && view.inked(y);
        if (ink && start < 0) start = y;
        if (ink || start < 0) continue;
        int tall = y - start;
        if (tall >= LINE_MIN && tall <= LINE_MAX) out.add(new int[] {start, y});
        start = -1;
      }
      return out;
    }
  }

  /// Ink, read along rows or along columns.
  @SuppressWarnings("ArrayRecordComponent") // a view, never compared
  private record View(boolean[] dark, int w, int h, boolean upright) {
    int width() {
      return upright ? h : w;
    }

    int height() {
      return upright ? w : h;
    }

    boolean at(int x, int y) {
      return upright ? dark[x * w + y] : dark[y * w + x];
    }

    boolean inked(int y) {
      int n = 0;
      for (int x = 0; x < width(); x++) if (at(x, y)) n++;
      return n * 150 > width();
    }

    /// Marks at foot and head of one line: runs of columns with ink, narrow and flat.
    int[] marks(int top, int bottom) {
      int tall = bottom - top;
      int low = 0;
      int high = 0;
      int start = -1;
      for (int x = 0; x <= width(); x++) {
        boolean ink = x < width() && inked(x, top, bottom);
        if (ink && start < 0) start = x;
        if (ink || start < 0) continue;
        if (x - start <= tall * 0.35 && x - start >= 2) {
          double middle = middle(start, x, top, bottom);
          if (middle > 0.66) low++;
          else if (middle >= 0 && middle < 0.34) high++;
        }
        start = -1;
      }
      return new int[] {low, high};
    }

    private boolean inked(int x, int top, int bottom) {
      for (int y = top; y < bottom; y++) if (at(x, y)) return true;
      return false;
    }

    /// Middle of the ink in a part of a line, 0 head to 1 foot; −1 when it is too tall for a mark.
    private double middle(int from, int to, int top, int bottom) {
      int first = bottom;
      int last = top;
      for (int y = top; y < bottom; y++)
        for (int x = from; x < to; x++)
          if (at(x, y)) {
            first = Math.min(first, y);
            last = Math.max(last, y);
          }
      int tall = bottom - top;
      if (last - first + 1 > tall * 0.42) return -1;
      return ((first + last + 1) / 2.0 - top) / tall;
    }
  }
}
