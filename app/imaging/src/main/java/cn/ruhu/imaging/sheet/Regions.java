package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Hypotheses from areas of one tone: whatever is brighter than a threshold, more or less coloured
/// than one, or unlike the desk at the picture's border; each large area's hull, reduced to four
/// sides.
final class Regions {
  private static final double AREA_MIN = 0.06;
  private static final int LEVELS = 256;

  private final Planes planes;
  private final List<Quad> found = new ArrayList<>();

  private Regions(Planes planes) {
    this.planes = planes;
  }

  static List<Quad> of(Planes planes) {
    var regions = new Regions(planes);
    float[] clean = planes.clean();
    int otsu = otsu(clean);
    for (int by : new int[] {-25, 0, 25}) regions.above(clean, otsu + by);
    float[] colour = new float[clean.length];
    for (int i = 0; i < colour.length; i++)
      colour[i] = Math.min(255, 3 * (Math.abs(planes.blue()[i]) + Math.abs(planes.red()[i])));
    int saturated = otsu(colour);
    regions.above(colour, saturated);
    regions.above(negative(colour), 255 - saturated);
    float[] desk = regions.unlikeDesk();
    int other = otsu(desk);
    regions.above(desk, other);
    regions.above(desk, other / 2);
    return regions.found;
  }

  private static float[] negative(float[] plane) {
    float[] out = new float[plane.length];
    for (int i = 0; i < out.length; i++) out[i] = 255 - plane[i];
    return out;
  }

  /// Distance of each place from the usual tone of the picture's rim.
  private float[] unlikeDesk() {
    int w = planes.width();
    int h = planes.height();
    int rim = Math.max(2, Math.max(w, h) / 60);
    float y = middle(planes.clean(), w, h, rim);
    float b = middle(planes.blue(), w, h, rim);
    float r = middle(planes.red(), w, h, rim);
    float[] out = new float[w * h];
    for (int i = 0; i < out.length; i++) {
      float dy = planes.clean()[i] - y;
      float db = planes.blue()[i] - b;
      float dr = planes.red()[i] - r;
      out[i] = Math.min(255, 2 * (float) Math.sqrt(dy * dy + db * db + dr * dr));
    }
    return out;
  }

  private static float middle(float[] plane, int w, int h, int rim) {
    float[] values = new float[plane.length];
    int n = 0;
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++)
        if (x < rim || y < rim || x >= w - rim || y >= h - rim) values[n++] = plane[y * w + x];
    Arrays.sort(values, 0, n);
    return values[n / 2];
  }

  /// The level that best parts a plane in two (Otsu).
  private static int otsu(float[] plane) {
    int[] histogram = new int[LEVELS];
    for (float v : plane) histogram[Math.clamp((int) v, 0, LEVELS - 1)]++;
    double all = 0;
    for (int i = 0; i < LEVELS; i++) all += (double) i * histogram[i];
    double below = 0;
    double sum = 0;
    double best = -1;
    int level = LEVELS / 2;
    for (int i = 0; i < LEVELS - 1; i++) {
      below += histogram[i];
      sum += (double) i * histogram[i];
      double above = plane.length - below;
      if (below == 0 || above == 0) continue;
      double apart = sum / below - (all - sum) / above;
      double between = below * above * apart * apart;
      if (between <= best) continue;
      best = between;
      level = i + 1;
    }
    return level;
  }

  private void above(float[] plane, int level) {
    int w = planes.width();
    var open = new boolean[plane.length];
    for (int i = 0; i < open.length; i++) open[i] = plane[i] >= level;
    int[] stack = new int[plane.length];
    for (int start = 0; start < open.length; start++) {
      if (!open[start]) continue;
      var rows = new Rows(planes.height());
      int depth = 0;
      int size = 0;
      stack[depth++] = start;
      open[start] = false;
      while (depth > 0) {
        int at = stack[--depth];
        int x = at % w;
        size++;
        rows.take(x, at / w);
        if (x > 0) depth = push(open, stack, depth, at - 1);
        if (x < w - 1) depth = push(open, stack, depth, at + 1);
        if (at >= w) depth = push(open, stack, depth, at - w);
        if (at < open.length - w) depth = push(open, stack, depth, at + w);
      }
      if (size >= AREA_MIN * plane.length) keep(rows.hull());
    }
  }

  private static int push(boolean[] open, int[] stack, int depth, int at) {
    if (!open[at]) return depth;
    open[at] = false;
    stack[depth] = at;
    return depth + 1;
  }

  private void keep(List<Point> hull) {
    if (hull.size() < 4) return;
    var shape = fourSides(hull);
    if (shape.size() != 4) return;
    Quad quad = Quad.of(shape);
    if (quad.isConvex()) found.add(quad);
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

    Rows(int height) {
      left = new int[height];
      right = new int[height];
      Arrays.fill(left, Integer.MAX_VALUE);
      Arrays.fill(right, -1);
    }

    void take(int x, int y) {
      left[y] = Math.min(left[y], x);
      right[y] = Math.max(right[y], x);
    }

    /// Convex hull, thinned so that sides shorter than 2 % of it do not matter.
    List<Point> hull() {
      var points = new ArrayList<Point>();
      for (int y = 0; y < left.length; y++) {
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
