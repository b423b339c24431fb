package cn.ruhu.imaging.page;

import cn.ruhu.imaging.raster.Quad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Four corners of a page in a picture, as a person set them or a spread was split: what is cut out
/// and pulled square for eyes. In ten-thousandths of the picture's width and height, so that they
/// hold at every size it is drawn; the picture is upright as its file says, not yet turned.
///
/// Kept in page records as text, `x,y x,y x,y x,y`. Immutable and thread-safe.
///
/// @param topLeft first of four in reading order round the page
public record Corners(Point topLeft, Point topRight, Point bottomRight, Point bottomLeft) {
  /// Full width and full height.
  public static final int FULL = 10_000;

  /// The whole picture.
  public static final Corners WHOLE =
      new Corners(new Point(0, 0), new Point(FULL, 0), new Point(FULL, FULL), new Point(0, FULL));

  /// smallest area that is a page: a hundredth of the picture
  private static final double AREA_MIN = 0.01 * FULL * FULL;

  /// A corner.
  ///
  /// @param x 0 to [#FULL] from the left
  /// @param y 0 to [#FULL] from the top
  public record Point(int x, int y) {
    public Point {
      x = Math.clamp(x, 0, FULL);
      y = Math.clamp(y, 0, FULL);
    }

    private static Point middle(Point a, Point b) {
      return new Point((a.x + b.x) / 2, (a.y + b.y) / 2);
    }
  }

  /// Reads what a record says; empty for the whole picture and for anything else that is no page.
  public static Optional<Corners> parse(String text) {
    if (!text.matches("(\\d{1,5},\\d{1,5} ){3}\\d{1,5},\\d{1,5}")) return Optional.empty();
    var points = new ArrayList<Point>();
    for (String word : text.split(" ", -1)) {
      int comma = word.indexOf(',');
      points.add(
          new Point(
              Integer.parseInt(word.substring(0, comma)),
              Integer.parseInt(word.substring(comma + 1))));
    }
    Corners c = of(points);
    return c.isPage() && !c.isWhole() ? Optional.of(c) : Optional.empty();
  }

  /// Corners as near as ten-thousandths come; those outside the picture lie on its border.
  ///
  /// @param shares of the picture's width and height
  public static Corners of(Quad shares) {
    return of(shares.corners().stream().map(p -> new Point(parts(p.x()), parts(p.y()))).toList());
  }

  private static int parts(double share) {
    return (int) Math.round(share * FULL);
  }

  /// Shares of the picture's width and height.
  public Quad shares() {
    return new Quad(shares(topLeft), shares(topRight), shares(bottomRight), shares(bottomLeft));
  }

  private static cn.ruhu.imaging.raster.Point shares(Point p) {
    return new cn.ruhu.imaging.raster.Point((double) p.x / FULL, (double) p.y / FULL);
  }

  /// @param round four points, from the top left round the page
  public static Corners of(List<Point> round) {
    return new Corners(round.get(0), round.get(1), round.get(2), round.get(3));
  }

  /// As [#parse] reads it; `""` for the whole picture.
  public String text() {
    if (isWhole()) return "";
    var out = new StringBuilder();
    for (Point p : round()) {
      if (!out.isEmpty()) out.append(' ');
      out.append(p.x).append(',').append(p.y);
    }
    return out.toString();
  }

  /// The four points, from the top left round the page.
  public List<Point> round() {
    return List.of(topLeft, topRight, bottomRight, bottomLeft);
  }

  public boolean isWhole() {
    return equals(WHOLE);
  }

  /// Whether the sides do not cross, no corner points inwards, and enough is left to see.
  public boolean isPage() {
    List<Point> p = round();
    double area = 0;
    for (int i = 0; i < 4; i++) {
      Point a = p.get(i);
      Point b = p.get((i + 1) % 4);
      Point c = p.get((i + 2) % 4);
      if (cross(a, b, c) <= 0) return false;
      area += (double) a.x * b.y - (double) b.x * a.y;
    }
    return area / 2 >= AREA_MIN;
  }

  private static double cross(Point a, Point b, Point c) {
    return (double) (b.x - a.x) * (c.y - b.y) - (double) (b.y - a.y) * (c.x - b.x);
  }

  /// Whether the sides run along those of the picture: cutting is enough, nothing is pulled.
  public boolean isUpright() {
    return topLeft.y == topRight.y
        && bottomLeft.y == bottomRight.y
        && topLeft.x == bottomLeft.x
        && topRight.x == bottomRight.x;
  }

  /// The two pages of an open booklet, in the order they are read.
  ///
  /// @param upright true when the fold runs from top to bottom of the stored picture
  /// @param turns quarter turns clockwise the picture lies turned, 0 to 3
  public List<Corners> halves(boolean upright, int turns) {
    Corners first;
    Corners second;
    if (upright) {
      Point top = Point.middle(topLeft, topRight);
      Point bottom = Point.middle(bottomLeft, bottomRight);
      first = new Corners(topLeft, top, bottom, bottomLeft);
      second = new Corners(top, topRight, bottomRight, bottom);
    } else {
      Point left = Point.middle(topLeft, bottomLeft);
      Point right = Point.middle(topRight, bottomRight);
      first = new Corners(topLeft, topRight, right, left);
      second = new Corners(left, right, bottomRight, bottomLeft);
    }
    // once turned upright, the stored right half is on top after one turn, the lower one after
    // three
    boolean swapped = turns == 2 || (upright ? turns == 1 : turns == 3);
    return swapped ? List.of(second, first) : List.of(first, second);
  }
}
