package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Places that hang together, and the four sides nearest to each area's hull.
final class Areas {
  private Areas() {}

  /// The four sides of every area of some size.
  ///
  /// @param open places, rows from the top; all are closed when this returns
  /// @param w of a row
  /// @param least share of all places
  static List<Quad> of(boolean[] open, int w, double least) {
    var found = new ArrayList<Quad>();
    int[] stack = new int[open.length];
    var rows = new Rows(open.length / w);
    for (int start = 0; start < open.length; start++) {
      if (!open[start]) continue;
      rows.clear();
      int depth = 0;
      int size = 0;
      stack[depth++] = start;
      open[start] = false;
      while (depth > 0) {
        int at = stack[--depth];
        int y = at / w;
        int x = at - y * w;
        size++;
        rows.take(x, y);
        if (x > 0) depth = push(open, stack, depth, at - 1);
        if (x < w - 1) depth = push(open, stack, depth, at + 1);
        if (at >= w) depth = push(open, stack, depth, at - w);
        if (at < open.length - w) depth = push(open, stack, depth, at + w);
      }
      if (size >= least * open.length) quad(rows.hull()).ifPresent(found::add);
    }
    return found;
  }

  private static int push(boolean[] open, int[] stack, int depth, int at) {
    if (!open[at]) return depth;
    open[at] = false;
    stack[depth] = at;
    return depth + 1;
  }

  private static Optional<Quad> quad(List<Point> hull) {
    if (hull.size() < 4) return Optional.empty();
    var shape = fourSides(hull);
    if (shape.size() != 4) return Optional.empty();
    Quad quad = Quad.of(shape);
    return quad.isConvex() ? Optional.of(quad) : Optional.empty();
  }

  /// Takes away one side after the other, its neighbours meeting behind it, always the one that
  /// adds least area: rounded and folded corners grow back.
  private static List<Point> fourSides(List<Point> hull) {
    var shape = new ArrayList<>(hull);
    while (shape.size() > 4) {
      int best = -1;
      double least = Double.MAX_VALUE;
      Point corner = new Point(0, 0);
      int n = shape.size();
      for (int i = 0; i < n; i++) {
        Point a = shape.get(i);
        Point b = shape.get((i + 1) % n);
        var meet =
            Line.through(shape.get((i + n - 1) % n), a)
                .meet(Line.through(b, shape.get((i + 2) % n)));
        if (meet.isEmpty()) continue;
        double added = triangle(a, meet.get(), b);
        boolean behind = ahead(shape.get((i + n - 1) % n), a, meet.get());
        if (!behind || added >= least) continue;
        least = added;
        best = i;
        corner = meet.get();
      }
      if (best < 0) return shape;
      int next = (best + 1) % n;
      shape.set(best, corner);
      shape.remove(next);
    }
    return shape;
  }

  private static boolean ahead(Point from, Point to, Point p) {
    return (to.x() - from.x()) * (p.x() - to.x()) + (to.y() - from.y()) * (p.y() - to.y()) >= 0;
  }

  private static double triangle(Point a, Point b, Point c) {
    return Math.abs((b.x() - a.x()) * (c.y() - a.y()) - (c.x() - a.x()) * (b.y() - a.y())) / 2;
  }

  /// Leftmost and rightmost place of an area in each row.
  private static final class Rows {
    private final int[] left;
    private final int[] right;
    private int top;
    private int bottom = -1;

    Rows(int height) {
      left = new int[height];
      right = new int[height];
      Arrays.fill(left, Integer.MAX_VALUE);
      Arrays.fill(right, -1);
    }

    /// Forgets an area: most are specks of a few rows.
    void clear() {
      for (int y = top; y <= bottom; y++) {
        left[y] = Integer.MAX_VALUE;
        right[y] = -1;
      }
      top = left.length;
      bottom = -1;
    }

    void take(int x, int y) {
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      left[y] = Math.min(left[y], x);
      right[y] = Math.max(right[y], x);
    }

    /// Convex hull, thinned so that sides shorter than 2 % of it do not matter.
    List<Point> hull() {
      var points = new ArrayList<Point>();
      for (int y = top; y <= bottom; y++) {
        if (right[y] < 0) continue;
        points.add(new Point(left[y], y));
        points.add(new Point(right[y] + 1.0, y));
        points.add(new Point(left[y], y + 1.0));
        points.add(new Point(right[y] + 1.0, y + 1.0));
      }
      points.sort(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y));
      var hull = new ArrayList<Point>(chain(points));
      java.util.Collections.reverse(points);
      hull.addAll(chain(points));
      return hull;
    }

    private static List<Point> chain(List<Point> points) {
      var out = new ArrayList<Point>();
      for (Point p : points) {
        while (out.size() >= 2 && !turns(out.get(out.size() - 2), out.getLast(), p))
          out.removeLast();
        out.add(p);
      }
      out.removeLast();
      return out;
    }

    private static boolean turns(Point a, Point b, Point c) {
      return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x()) > 0;
    }
  }
}
