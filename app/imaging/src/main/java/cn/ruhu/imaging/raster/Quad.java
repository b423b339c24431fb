package cn.ruhu.imaging.raster;

import java.util.ArrayList;
import java.util.List;

/// Four corners of a sheet in a picture, in the order in which the sheet is seen: clockwise from
/// the top left one. Units are those of the picture it was found in, or shares of its sides.
public record Quad(Point topLeft, Point topRight, Point bottomRight, Point bottomLeft) {
  /// The whole picture.
  public static Quad frame(double width, double height) {
    return new Quad(
        new Point(0, 0), new Point(width, 0), new Point(width, height), new Point(0, height));
  }

  /// Four corners in any order round the sheet become a quad that begins with the one nearest to
  /// the picture's top left.
  public static Quad of(List<Point> round) {
    if (round.size() != 4) throw new IllegalArgumentException("four corners");
    var corners = new ArrayList<>(round);
    double twice = 0;
    for (int i = 0; i < 4; i++) twice += cross(corners.get(i), corners.get((i + 1) % 4));
    if (twice < 0) java.util.Collections.reverse(corners);
    int first = 0;
    for (int i = 1; i < 4; i++) if (sum(corners.get(i)) < sum(corners.get(first))) first = i;
    return new Quad(
        corners.get(first),
        corners.get((first + 1) % 4),
        corners.get((first + 2) % 4),
        corners.get((first + 3) % 4));
  }

  private static double sum(Point p) {
    return p.x() + p.y();
  }

  private static double cross(Point a, Point b) {
    return a.x() * b.y() - b.x() * a.y();
  }

  /// Clockwise from the top left.
  public List<Point> corners() {
    return List.of(topLeft, topRight, bottomRight, bottomLeft);
  }

  /// The same corners on a picture of another size.
  public Quad times(double across, double down) {
    var out = new ArrayList<Point>();
    for (Point p : corners()) out.add(new Point(p.x() * across, p.y() * down));
    return new Quad(out.get(0), out.get(1), out.get(2), out.get(3));
  }

  /// Its corners moved away from its middle, by so much each side at least.
  public Quad grown(double by) {
    double x = 0;
    double y = 0;
    double shortest = Double.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      x += corners().get(i).x() / 4;
      y += corners().get(i).y() / 4;
      shortest = Math.min(shortest, corners().get(i).distance(corners().get((i + 1) % 4)));
    }
    double factor = 1 + 2 * by / Math.max(shortest, 1e-6);
    var out = new ArrayList<Point>();
    for (Point p : corners())
      out.add(new Point(x + factor * (p.x() - x), y + factor * (p.y() - y)));
    return new Quad(out.get(0), out.get(1), out.get(2), out.get(3));
  }

  /// Whether a place lies inside or on an edge. Only for convex ones.
  public boolean contains(Point p) {
    for (int i = 0; i < 4; i++)
      if (side(corners().get(i), corners().get((i + 1) % 4), p) < 0) return false;
    return true;
  }

  /// In square units.
  public double area() {
    double twice = 0;
    for (int i = 0; i < 4; i++) twice += cross(corners().get(i), corners().get((i + 1) % 4));
    return Math.abs(twice) / 2;
  }

  /// Whether every corner turns the same way, clockwise: only then a sheet can look like it.
  public boolean isConvex() {
    var c = corners();
    for (int i = 0; i < 4; i++) {
      Point a = c.get(i);
      Point b = c.get((i + 1) % 4);
      Point d = c.get((i + 2) % 4);
      if ((b.x() - a.x()) * (d.y() - b.y()) - (b.y() - a.y()) * (d.x() - b.x()) <= 0) return false;
    }
    return true;
  }

  /// How much two sheets share: common area by the area of both together, 0 to 1. Both convex.
  public double overlap(Quad other) {
    List<Point> common = corners();
    var edges = other.corners();
    for (int i = 0; i < 4 && !common.isEmpty(); i++)
      common = cut(common, edges.get(i), edges.get((i + 1) % 4));
    double twice = 0;
    for (int i = 0; i < common.size(); i++)
      twice += cross(common.get(i), common.get((i + 1) % common.size()));
    double both = Math.abs(twice) / 2;
    double all = area() + other.area() - both;
    return all <= 0 ? 0 : both / all;
  }

  /// What of a shape lies to the right of an edge.
  private static List<Point> cut(List<Point> shape, Point from, Point to) {
    var out = new ArrayList<Point>();
    for (int i = 0; i < shape.size(); i++) {
      Point a = shape.get(i);
      Point b = shape.get((i + 1) % shape.size());
      double sa = side(from, to, a);
      double sb = side(from, to, b);
      if (sa >= 0) out.add(a);
      if (sa >= 0 != sb >= 0) {
        double t = sa / (sa - sb);
        out.add(new Point(a.x() + t * (b.x() - a.x()), a.y() + t * (b.y() - a.y())));
      }
    }
    return out;
  }

  private static double side(Point from, Point to, Point p) {
    return (to.x() - from.x()) * (p.y() - from.y()) - (to.y() - from.y()) * (p.x() - from.x());
  }
}
