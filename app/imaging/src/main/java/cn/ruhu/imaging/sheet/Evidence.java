package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Everything a picture says for or against a guess, as numbers, each for a reason; [Weighing] says
/// what they come to: how likely this is the sheet that is meant.
///
/// @param numbers of the whole guess, in the order of the weights
/// @param sides numbers of each side, see [SideLook]
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Evidence(double[] numbers, double[][] sides) {
  private static final int PLACES = 60;

  /// Distance from an edge at which its two grounds are compared, pixels.
  private static final double GROUND = 9;

  private static final double DEEP = 26;
  private static final double GROUND_SAME = 14;
  private static final double SMOOTH = 10;
  private static final int RIM_PLACES = 32;

  /// Depth in which a sheet's own edge is looked for behind a printed line, share of the sheet.
  private static final double BEHIND = 0.17;

  private static final double BEHIND_PIXELS = 5;
  private static final double PARALLEL = Math.cos(Math.toRadians(7));
  private static final int BEHIND_PLACES = 20;
  private static final double AREA_MAX = 0.8;
  private static final double FORMAT_MAX = 0.5;
  private static final double LONG = 2.3;
  private static final double[] ASPECTS = {Math.sqrt(2), 85.6 / 54};

  static Evidence of(Planes p, Quad q, List<Line> lines) {
    var support = Support.of(p, q, PLACES);
    double[] sides = support.sides().stream().mapToDouble(d -> d).sorted().toArray();
    long unknown = support.sides().stream().filter(d -> d == Support.UNKNOWN).count();
    var c = q.corners();
    double aspect = Shape.aspect(q, p.width(), p.height());
    double tall = Math.max(aspect, 1 / aspect);
    double format = FORMAT_MAX;
    for (double usual : ASPECTS) format = Math.min(format, Math.abs(Math.log(tall / usual)));
    var rim = Rim.of(p, c);
    var ground = Ground.of(p, q);
    var numbers =
        new double[] {
          // edges seen: mean of four sides, the worst, the worst but one
          Arrays.stream(sides).average().orElse(0),
          sides[0],
          sides[1],
          // sides on the picture's border: one, two, three
          unknown > 0 ? 1 : 0,
          unknown > 1 ? 1 : 0,
          unknown > 2 ? 1 : 0,
          // share of the picture
          Math.min(q.area() / ((double) p.width() * p.height()), AREA_MAX),
          // the rim is the paper further in; at least as bright as the desk
          support.paper(),
          support.bright(),
          // edges that run on behind a corner
          Support.beyond(p, c),
          // far from a rectangle, from the picture's middle, from A4's shape and a card's
          Shape.oddness(c),
          offMiddle(p, c),
          format,
          // grounds unlike at every side, in the mean; restless inside, outside
          rim.least(),
          rim.mean(),
          rim.inside(),
          rim.outside(),
          // longer than a till receipt
          Math.max(0, Math.log(tall / LONG)),
          // an edge of the same paper behind a side, behind several, and better seen
          0,
          0,
          0,
          // the third of the edges seen
          sides[2],
          ground.pure(),
          ground.rim(),
          ground.leak(),
          ground.leakMost(),
          ground.apart(),
          ground.apartMean(),
          ground.print(),
          ground.printOutside(),
          ground.coloured(),
          ground.bright()
        };
    double[] behind = behind(p, c, lines, numbers);
    double[][] each = new double[4][];
    for (int i = 0; i < 4; i++)
      each[i] =
          SideLook.of(p, c, i, support.sides().get(i), ground.sides()[i], behind[i]).numbers();
    return new Evidence(numbers, each);
  }

  /// The higher the likelier, 0 as likely as that there is no sheet at all.
  double score() {
    return Weighing.of(numbers, sides);
  }

  /// How far a guess lies from where the camera looked, share of the picture.
  private static double offMiddle(Planes p, List<Point> c) {
    double x = 0;
    double y = 0;
    for (Point corner : c) {
      x += corner.x() / 4;
      y += corner.y() / 4;
    }
    return Math.hypot(x / p.width() - 0.5, y / p.height() - 0.5);
  }

  /// Whether a line runs along outside of a side, with the same paper between both: then the side
  /// is a frame printed on the sheet, and the line is the sheet's edge. Of all sides the clearest,
  /// the sum, and how much more the edge is seen than the side itself.
  private static double[] behind(Planes p, List<Point> c, List<Line> lines, double[] numbers) {
    double most = 0;
    double sum = 0;
    double better = 0;
    double[] each = new double[4];
    for (int i = 0; i < 4; i++) {
      Point a = c.get(i);
      Point b = c.get((i + 1) % 4);
      Line side = Line.through(a, b);
      Line before = Line.through(c.get((i + 3) % 4), a);
      Line after = Line.through(b, c.get((i + 2) % 4));
      double deep = Math.max(side.distance(c.get((i + 2) % 4)), side.distance(c.get((i + 3) % 4)));
      double seen = 0;
      for (Line l : lines) {
        if (l.frame() || l.along(side) < PARALLEL) continue;
        Optional<Point> from = before.meet(l);
        Optional<Point> to = after.meet(l);
        if (from.isEmpty() || to.isEmpty()) continue;
        double off = -Math.max(side.distance(from.get()), side.distance(to.get()));
        double far = -Math.min(side.distance(from.get()), side.distance(to.get()));
        if (off < BEHIND_PIXELS || far > BEHIND * deep || off > 3 * far) continue;
        if (!samePaper(p, a, b, from.get(), to.get())) continue;
        seen = Math.max(seen, Support.along(p, from.get(), to.get(), BEHIND_PLACES));
      }
      each[i] = seen;
      most = Math.max(most, seen);
      sum += seen;
      better = Math.max(better, seen - Support.along(p, a, b, BEHIND_PLACES));
    }
    numbers[18] = most;
    numbers[19] = sum;
    numbers[20] = Math.max(0, better);
    return each;
  }

  /// Whether the ground between two lines is the ground within the first.
  private static boolean samePaper(Planes p, Point a, Point b, Point from, Point to) {
    double length = a.distance(b);
    double nx = -(b.y() - a.y()) / length;
    double ny = (b.x() - a.x()) / length;
    double[] apart = new double[RIM_PLACES];
    int n = 0;
    for (int i = 0; i < RIM_PLACES; i++) {
      double t = 0.08 + 0.84 * (i + 0.5) / RIM_PLACES;
      double x = a.x() + t * (b.x() - a.x());
      double y = a.y() + t * (b.y() - a.y());
      double ox = 0.5 * (x + from.x() + t * (to.x() - from.x()));
      double oy = 0.5 * (y + from.y() + t * (to.y() - from.y()));
      if (!p.has(ox, oy) || !p.has(x + GROUND * nx, y + GROUND * ny)) continue;
      apart[n] = p.distance(ox, oy, x + GROUND * nx, y + GROUND * ny);
      // a printed border may be a band of several lines
      if (p.has(x + DEEP * nx, y + DEEP * ny))
        apart[n] = Math.min(apart[n], p.distance(ox, oy, x + DEEP * nx, y + DEEP * ny));
      n++;
    }
    if (n < RIM_PLACES / 3) return false;
    Arrays.sort(apart, 0, n);
    return apart[n / 2] < GROUND_SAME / 2;
  }

  /// The grounds on both sides of a guess's edges.
  ///
  /// @param least of its sides, how unlike both grounds are, 0 to 1
  /// @param mean of its sides
  /// @param inside how restless the ground inside is, 0 to 1
  /// @param outside how restless the ground outside is, 0 to 1
  private record Rim(double least, double mean, double inside, double outside) {
    static Rim of(Planes p, List<Point> c) {
      double least = 1;
      double mean = 0;
      double inside = 0;
      double outside = 0;
      int known = 0;
      for (int i = 0; i < 4; i++) {
        Point a = c.get(i);
        Point b = c.get((i + 1) % 4);
        double length = Math.max(1e-6, a.distance(b));
        double nx = -(b.y() - a.y()) / length;
        double ny = (b.x() - a.x()) / length;
        var apart = new ArrayList<Double>();
        var in = new ArrayList<Double>();
        var out = new ArrayList<Double>();
        for (int j = 0; j < RIM_PLACES; j++) {
          double t = 0.06 + 0.88 * (j + 0.5) / RIM_PLACES;
          double x = a.x() + t * (b.x() - a.x());
          double y = a.y() + t * (b.y() - a.y());
          double ix = x + GROUND * nx;
          double iy = y + GROUND * ny;
          double ox = x - GROUND * nx;
          double oy = y - GROUND * ny;
          if (!p.has(ix, iy) || !p.has(ox, oy)) continue;
          apart.add(p.distance(ix, iy, ox, oy));
          in.add((double) p.at(p.clean(), ix, iy));
          out.add((double) p.at(p.clean(), ox, oy));
        }
        if (apart.size() < RIM_PLACES / 4) continue;
        known++;
        apart.sort(null);
        double unlike = Math.min(1, apart.get(apart.size() / 2) / GROUND_SAME);
        least = Math.min(least, unlike);
        mean += unlike;
        inside += restless(in);
        outside += restless(out);
      }
      return known == 0
          ? new Rim(0.5, 0.5, 0, 0)
          : new Rim(least, mean / known, inside / 4, outside / 4);
    }

    private static double restless(List<Double> values) {
      var jumps = new ArrayList<Double>();
      for (int i = 1; i < values.size(); i++)
        jumps.add(Math.abs(values.get(i) - values.get(i - 1)));
      jumps.sort(null);
      return Math.min(1, jumps.get(jumps.size() * 2 / 3) / SMOOTH);
    }
  }
}
