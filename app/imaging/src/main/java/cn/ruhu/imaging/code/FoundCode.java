package cn.ruhu.imaging.code;

import cn.ruhu.imaging.raster.Point;
import java.util.List;

/// One QR code on a page. Its text may be anybody's (a bill's payment code): it is printed nowhere
/// by itself.
///
/// @param text what it says, untouched
/// @param verdict whose it is
/// @param corners middles of the three finder marks: bottom left, top left, top right as printed,
///   in pixels of the page
/// @param rung which try of the ladder found it, from 1; for measuring
public record FoundCode(String text, CodeCheck.Verdict verdict, List<Point> corners, int rung) {
  public FoundCode {
    corners = List.copyOf(corners);
    if (corners.size() != 3) throw new IllegalArgumentException("three finder marks");
  }

  /// How far the code is turned clockwise against upright, degrees, −180 to 180.
  public double degrees() {
    Point left = corners.get(1);
    Point right = corners.get(2);
    return Math.toDegrees(Math.atan2(right.y() - left.y(), right.x() - left.x()));
  }

  /// How often the page was turned clockwise by a quarter, 0 to 3; 2 is upside down.
  public int quarterTurns() {
    return Math.floorMod((int) Math.round(degrees() / 90), 4);
  }

  /// The middle of the code, pixels of the page.
  public Point middle() {
    Point a = corners.get(0);
    Point b = corners.get(2);
    return new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2);
  }

  /// Same text at about the same place.
  boolean isSameAs(FoundCode other) {
    double size = corners.get(1).distance(corners.get(2));
    return text.equals(other.text) && middle().distance(other.middle()) < size;
  }

  @Override
  public String toString() {
    return "FoundCode[" + verdict + ", rung " + rung + "]";
  }
}
