package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Everything that turns an untouched scan into the page people look at. It is kept beside the
/// original's hash; the same original and the same recipe give the same pixels, whenever and
/// wherever. A person's hand changes a recipe, never a picture.
///
/// @param version of the arithmetic; a new one is a new number, and old ones are still obeyed
/// @param corners of the sheet, shares of the picture's width and height; empty for the full frame
/// @param turns quarter turns clockwise the sheet lies turned, 0 to 3
/// @param skew how far its print leans clockwise besides, hundredths of a degree
/// @param format the size it is brought to; without corners it only says the dots per inch
/// @param dpi of the page made; 0 keeps as many pixels as there are
/// @param tone what happens to the paper
public record PageRecipe(
    int version,
    Optional<Quad> corners,
    int turns,
    int skew,
    SheetFormat format,
    int dpi,
    Tone tone) {
  /// The arithmetic of today.
  public static final int VERSION = 1;

  /// Leave the picture as it is.
  public static final PageRecipe AS_IS =
      new PageRecipe(VERSION, Optional.empty(), 0, 0, SheetFormat.FREE, 0, Tone.AS_IS);

  /// More is not made, whatever the picture holds.
  public static final int DPI_MAX = 600;

  /// Dots per inch a page is made with where nobody asks for others, at most: more is not seen.
  public static final int DPI_MADE = 300;

  /// Hundredths of a degree; a greater lean is a turn of the corners.
  public static final int SKEW_MAX = 4500;

  private static final double UNIT = 1e6;

  private static final Pattern TEXT =
      Pattern.compile(
          "r(\\d{1,3});c=(-|(?:-?\\d{1,8},){7}-?\\d{1,8});t=([0-3]);s=(-?\\d{1,4});f=(A4|A5|ID1|FREE);d=(\\d{1,4});w=(AS_IS|WHITENED)");

  /// What happens to the paper. Names are stable.
  public enum Tone {
    AS_IS,
    /// paper becomes white, shadows go; seals and ink keep their colour
    WHITENED
  }

  public PageRecipe {
    if (turns < 0 || turns > 3 || Math.abs(skew) > SKEW_MAX || dpi < 0 || dpi > DPI_MAX)
      throw new IllegalArgumentException("recipe out of bounds");
    corners = corners.map(PageRecipe::exact);
    if (corners.isPresent() && !corners.get().isConvex())
      throw new IllegalArgumentException("corners of no sheet");
  }

  /// Millionths, as the text has them, so that what was read back makes the same picture.
  private static Quad exact(Quad q) {
    return new Quad(
        exact(q.topLeft()), exact(q.topRight()), exact(q.bottomRight()), exact(q.bottomLeft()));
  }

  private static Point exact(Point p) {
    return new Point(Math.rint(p.x() * UNIT) / UNIT, Math.rint(p.y() * UNIT) / UNIT);
  }

  /// Corners dragged by a person. What leaned was measured between the old ones: it is forgotten.
  ///
  /// @param shares of the picture's width and height; must be a convex quad
  public PageRecipe withCorners(Quad shares) {
    return new PageRecipe(version, Optional.of(shares), turns, 0, format, dpi, tone);
  }

  /// Back to the whole picture.
  public PageRecipe withFrame() {
    return new PageRecipe(version, Optional.empty(), turns, 0, SheetFormat.FREE, 0, tone);
  }

  /// Turned further clockwise by so many quarters, as the person sees it.
  public PageRecipe turnedBy(int quarters) {
    int lies = Math.floorMod(turns - quarters, 4);
    return new PageRecipe(version, corners, lies, skew, format, dpi, tone);
  }

  /// As another paper.
  public PageRecipe withFormat(SheetFormat other, int otherDpi) {
    return new PageRecipe(version, corners, turns, skew, other, otherDpi, tone);
  }

  /// With or without white paper.
  public PageRecipe withTone(Tone other) {
    return new PageRecipe(version, corners, turns, skew, format, dpi, other);
  }

  /// One line of ASCII to keep; [#read] takes it back.
  public String text() {
    var out = new StringBuilder("r").append(version).append(";c=");
    if (corners.isEmpty()) out.append('-');
    corners.ifPresent(q -> {
      String between = "";
      for (Point p : q.corners()) {
        out.append(between).append(Math.round(p.x() * UNIT));
        out.append(',').append(Math.round(p.y() * UNIT));
        between = ",";
      }
    });
    return out.append(";t=%d;s=%d;f=%s;d=%d;w=%s".formatted(turns, skew, format, dpi, tone))
        .toString();
  }

  /// Reads what [#text] wrote; empty for anything else, also for a version not known here.
  public static Optional<PageRecipe> read(String text) {
    Matcher m = TEXT.matcher(text);
    if (!m.matches() || Integer.parseInt(m.group(1)) != VERSION) return Optional.empty();
    try {
      return Optional.of(
          new PageRecipe(
              VERSION,
              m.group(2).equals("-") ? Optional.empty() : Optional.of(corners(m.group(2))),
              Integer.parseInt(m.group(3)),
              Integer.parseInt(m.group(4)),
              SheetFormat.valueOf(m.group(5)),
              Integer.parseInt(m.group(6)),
              Tone.valueOf(m.group(7))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Quad corners(String text) {
    String[] n = text.split(",", -1);
    Point[] p = new Point[4];
    for (int i = 0; i < 4; i++)
      p[i] = new Point(Integer.parseInt(n[2 * i]) / UNIT, Integer.parseInt(n[2 * i + 1]) / UNIT);
    return new Quad(p[0], p[1], p[2], p[3]);
  }
}
