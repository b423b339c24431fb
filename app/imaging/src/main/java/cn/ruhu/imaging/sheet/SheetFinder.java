package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the sheet of paper in a picture. Many guesses are made, none of which always holds (lines
/// with print and without it, areas of one brightness, one colour, unlike the desk); each guess is
/// judged by what the picture shows along all four of its sides ([Support]), and the best is laid
/// onto the edge of the paper. A guess that is not sure enough is no guess: the full frame stays,
/// as a page cut wrongly is worse than one with some desk around it. Pure; about 100 ms.
public final class SheetFinder {
  /// Longer side of the copy that is searched, pixels.
  public static final int SIDE = 640;

  /// Below it the full frame is taken.
  public static final double CONFIDENCE_MIN = 0.5;

  private static final int LINES_CLEAN = 26;
  private static final int LINES_PLAIN = 16;
  private static final int GLANCED = 260;
  private static final int WEIGHED = 48;
  private static final int PLACES = 24;

  /// Likely guesses whose sides are also put elsewhere.
  private static final int TURNED = 4;

  /// Corners nearer than this are the same guess, pixels.
  private static final double NEARLY = 4;

  /// Other edges tried along a side.
  private static final int EDGES = 3;

  private static final double AREA_MIN = 0.06;

  /// Opposite sides are at least so far from each other, share of the picture's shorter side.
  private static final double APART_MIN = 0.09;

  /// How much less likely a long sheet is at first sight.
  private static final double LONG_LESS = 0.08;

  /// Guesses by area are few and good: all are looked at closely.
  private static final double AREA_BONUS = 0.3;

  private static final double ALONG = 0.05;
  private static final double OUTSIDE = 0.03;

  /// By how much less likely a guess may be that lies around another.
  private static final double OUTER_LESS = 1;

  /// Its area by the other's.
  private static final double OUTER_MIN = 1.04;

  private static final double OUTER_MAX = 1.3;

  /// Guesses that share so much are one sheet.
  private static final double SAME_SHEET = 0.9;

  /// Of [#share]: sheets that lie whole in the picture are believed from here on.
  private static final double SHARE_SURE = 0.6;

  /// A sheet that runs out of the picture is never cut, only told: less is enough.
  private static final double SHARE_CUT = 0.5;

  /// Less likely ones, by the likeliest, do not matter.
  private static final double SHARE_MIN = 1e-4;

  /// What it adds to a score that exactly this is not the desk: as much as clear edges all around.
  private static final double PLATE_SAYS = 6;

  private final Planes planes;
  private final @Nullable PlateLook plate;
  private final List<Line> lines;
  private final List<Guess> guesses = new ArrayList<>();

  private SheetFinder(Planes planes, @Nullable PlateLook plate) {
    this.planes = planes;
    this.plate = plate;
    this.lines = straight();
  }

  private record Guess(Quad quad, double score) {}

  /// A guess that was looked at closely.
  record Judged(Quad quad, Evidence evidence, double score) {
    Judged(Quad quad, Evidence evidence) {
      this(quad, evidence, evidence.score());
    }
  }

  private record Pair(Line one, Line other) {}

  /// A sheet in a picture.
  ///
  /// @param quad its corners, pixels of the picture, a little outside of it where a corner is cut
  ///   off; the frame when there is none to be sure of
  /// @param confidence 0 to 1, below [#CONFIDENCE_MIN] the quad is the frame
  /// @param cut how many of its sides lie on the picture's border: what was behind it is lost, and
  ///   what is right is judged by the part in the picture
  public record Found(Quad quad, double confidence, int cut) {
    /// Whether there are edges to trust.
    public boolean sure() {
      return confidence >= CONFIDENCE_MIN;
    }

    /// Whether these corners are a sheet's own: none of its sides is the picture's border, or the
    /// border lies along the sheet, as on a scanner's glass.
    public boolean isWhole() {
      return cut == 0 || Shape.oddness(quad.corners()) < ALONG;
    }
  }

  /// Looks for the sheet in a picture of any size.
  public static Found find(BufferedImage picture) {
    var small = ColourRaster.shrunk(picture, SIDE);
    var found = find(small);
    return new Found(
        found
            .quad()
            .times(
                (double) picture.getWidth() / small.width(),
                (double) picture.getHeight() / small.height()),
        found.confidence(),
        found.cut());
  }

  /// Looks for the sheet in a small copy, about [#SIDE] pixels long.
  public static Found find(ColourRaster small) {
    return find(small, Optional.empty());
  }

  /// As [#find(ColourRaster)], with what is known of the desk under its camera: what is not the
  /// desk is one guess more, and speaks for every guess that is the same. A plate that does not fit
  /// any more is ignored ([FrameLook.Desk#OTHER] tells); a desk with nothing on it has no sheet.
  ///
  /// @param plate of pictures of this size
  public static Found find(ColourRaster small, Optional<Plate> plate) {
    var planes = Planes.of(small);
    var none = new Found(Quad.frame(small.width(), small.height()), 0, 0);
    if (Math.min(small.width(), small.height()) < 60) return none;
    @Nullable PlateLook desk = plate.map(p -> p.look(small)).filter(PlateLook::fits).orElse(null);
    if (desk != null && desk.isEmpty()) return none;
    var judged = new SheetFinder(planes, desk).judged();
    Optional<Judged> best = best(judged);
    if (best.isEmpty()) return none;
    var sides = Support.of(planes, best.get().quad(), 60).sides();
    int cut = (int) sides.stream().filter(s -> s == Support.UNKNOWN).count();
    double confidence = confidence(share(best.get(), judged), cut > 0 ? SHARE_CUT : SHARE_SURE);
    if (confidence < CONFIDENCE_MIN) return new Found(none.quad(), confidence, 0);
    return new Found(best.get().quad(), confidence, cut);
  }

  /// Straight edges of a picture, borders included.
  static List<Line> lines(Planes planes) {
    var finder = new SheetFinder(planes, null);
    return finder.lines;
  }

  /// What came through, for whoever learns from it.
  static List<Judged> judged(Planes planes) {
    return new SheetFinder(planes, null).judged();
  }

  /// All guesses, for those who look for something smaller than the sheet.
  static List<Quad> guesses(Planes planes) {
    var finder = new SheetFinder(planes, null);
    finder.gather();
    return finder.guesses.stream().map(Guess::quad).toList();
  }

  /// 0.5 where a guess begins to be believed, the rest as far as its share is from there.
  private static double confidence(double share, double sure) {
    double off = share - sure;
    return Math.clamp(0.5 + 0.5 * off / (off < 0 ? sure : 1 - sure), 0, 1);
  }

  private static Optional<Judged> best(List<Judged> judged) {
    return judged.stream()
        .max(Comparator.comparingDouble(Judged::score))
        .map(likeliest -> outer(likeliest, judged));
  }

  /// How likely a guess is right, 0 to 1: its share, and that of all which are nearly the same, of
  /// everything that may be the case; that there is no sheet at all counts as a guess with a score
  /// of 0. Two sheets, or a sheet and its printed frame, that are both well seen share what there
  /// is, and neither is believed.
  private static double share(Judged best, List<Judged> judged) {
    double most = Math.max(0, judged.stream().mapToDouble(Judged::score).max().orElse(0));
    double all = Math.exp(-most);
    double near = 0;
    for (Judged j : judged) {
      double weight = Math.exp(j.score() - most);
      all += weight;
      if (weight > SHARE_MIN && j.quad().overlap(best.quad()) >= SAME_SHEET) near += weight;
    }
    return near / all;
  }

  /// The guesses that came through, laid onto the edges they lie near, each with what speaks for
  /// it; around the likeliest ones also those that have one other side.
  private List<Judged> judged() {
    gather();
    var weighed = new ArrayList<Guess>();
    for (Guess g : guesses.subList(0, Math.min(GLANCED, guesses.size())))
      weighed.add(new Guess(g.quad(), Support.of(planes, g.quad(), PLACES).score()));
    weighed.sort(Comparator.comparingDouble(Guess::score).reversed());
    var judged = new ArrayList<Judged>();
    for (Quad q : distinct(weighed)) fitted(q, judged);
    byPlate(judged);
    var likely = new ArrayList<>(judged);
    likely.sort(Comparator.comparingDouble(Judged::score).reversed());
    for (Judged j : likely.subList(0, Math.min(TURNED, likely.size())))
      otherSides(j.quad(), judged);
    // what was wrong on two sides is right on one more now
    judged.stream()
        .max(Comparator.comparingDouble(Judged::score))
        .filter(best -> !likely.contains(best))
        .ifPresent(best -> otherSides(best.quad(), judged));
    return judged;
  }

  /// What is not the desk is looked at closely whatever it seems at first sight: a white sheet on a
  /// white desk seems little.
  private void byPlate(List<Judged> into) {
    @Nullable PlateLook desk = plate;
    if (desk == null) return;
    for (Quad small : desk.quads(AREA_MIN)) {
      Quad quad = small.times(2, 2);
      if (fits(quad)) fitted(quad, into);
    }
  }

  /// The best of guesses that are nearly the same one stands for all of them.
  private static List<Quad> distinct(List<Guess> guesses) {
    var kept = new ArrayList<Quad>();
    for (Guess g : guesses) {
      if (kept.size() == WEIGHED) break;
      if (kept.stream().noneMatch(q -> isNear(q, g.quad()))) kept.add(g.quad());
    }
    return kept;
  }

  private static boolean isNear(Quad a, Quad b) {
    for (int i = 0; i < 4; i++)
      if (a.corners().get(i).distance(b.corners().get(i)) > NEARLY) return false;
    return true;
  }

  private void fitted(Quad quad, List<Judged> into) {
    Quad near = SideFit.of(planes, quad);
    Quad moved = isSame(near, quad) ? near : SideFit.of(planes, near);
    if (into.stream().noneMatch(j -> isSame(j.quad(), quad))) into.add(judged(quad));
    if (fits(moved) && into.stream().noneMatch(j -> isSame(j.quad(), moved)))
      into.add(judged(moved));
  }

  private static boolean isSame(Quad a, Quad b) {
    for (int i = 0; i < 4; i++)
      if (a.corners().get(i).distance(b.corners().get(i)) > 0.5) return false;
    return true;
  }

  /// Three sides may be right and one a line of print, or the edge of another sheet; or all four
  /// the frame that is printed on it. Each side is put onto other edges along it, then all onto the
  /// clearest outside of them.
  private void otherSides(Quad quad, List<Judged> into) {
    var all = quad;
    for (int side = 0; side < 4; side++) {
      var edges = SideScan.along(planes, quad, side, EDGES);
      boolean open = true;
      for (SideScan.Edge e : edges) {
        if (Math.max(Math.abs(e.begin()), Math.abs(e.end())) < NEARLY) continue;
        moved(quad, side, e).ifPresent(q -> other(q, into));
        if (!open || e.begin() + e.end() < NEARLY) continue;
        open = false;
        all = moved(all, side, e).orElse(all);
      }
    }
    other(all, into);
  }

  private void other(Quad quad, List<Judged> into) {
    if (fits(quad) && into.stream().noneMatch(j -> isNear(j.quad(), quad))) fitted(quad, into);
  }

  /// One side put onto another edge, its neighbours going on to it.
  private static Optional<Quad> moved(Quad quad, int side, SideScan.Edge edge) {
    var c = quad.corners();
    Point from = c.get(side);
    Point to = c.get((side + 1) % 4);
    double length = from.distance(to);
    double nx = (to.y() - from.y()) / length;
    double ny = -(to.x() - from.x()) / length;
    Line there =
        Line.through(
            new Point(from.x() + edge.begin() * nx, from.y() + edge.begin() * ny),
            new Point(to.x() + edge.end() * nx, to.y() + edge.end() * ny));
    Optional<Point> a = Line.through(c.get((side + 3) % 4), from).meet(there);
    Optional<Point> b = Line.through(to, c.get((side + 2) % 4)).meet(there);
    if (a.isEmpty() || b.isEmpty()) return Optional.empty();
    var corners = new ArrayList<>(c);
    corners.set(side, a.get());
    corners.set((side + 1) % 4, b.get());
    return Optional.of(new Quad(corners.get(0), corners.get(1), corners.get(2), corners.get(3)));
  }

  /// A frame printed along the edge is nearly as good a guess as the edge, and cut at the frame a
  /// page would lose its margin: of two that are nearly one, the one around the other is taken.
  private static Judged outer(Judged inner, List<Judged> guesses) {
    double area = inner.quad().area();
    Judged best = inner;
    double least = inner.score() - OUTER_LESS;
    for (Judged g : guesses) {
      double ratio = g.quad().area() / area;
      if (g.score() < least || ratio < OUTER_MIN || ratio > OUTER_MAX) continue;
      Quad around = g.quad().grown(2);
      if (!inner.quad().corners().stream().allMatch(around::contains)) continue;
      best = g;
      least = g.score();
    }
    return best;
  }

  private Judged judged(Quad quad) {
    var evidence = Evidence.of(planes, quad, lines);
    @Nullable PlateLook desk = plate;
    if (desk == null) return new Judged(quad, evidence);
    double says = PLATE_SAYS * desk.agreement(quad.times(0.5, 0.5));
    return new Judged(quad, evidence, evidence.score() + says);
  }

  /// The likeliest first.
  private void gather() {
    byLines();
    var half = planes.half();
    for (Quad q : Regions.of(half)) byArea(q.times(2, 2));
    for (Quad q : Zones.of(half)) byArea(q.times(2, 2));
    guesses.sort(Comparator.comparingDouble(Guess::score).reversed());
  }

  private void byArea(Quad quad) {
    if (fits(quad)) guesses.add(new Guess(quad, glance(quad) + AREA_BONUS));
  }

  private List<Line> straight() {
    var lines = new ArrayList<Line>();
    for (Line l : Lines.of(planes, LINES_CLEAN, LINES_PLAIN))
      if (lines.stream().noneMatch(o -> same(o, l))) lines.add(l);
    double w = planes.width() - 1.0;
    double h = planes.height() - 1.0;
    lines.add(Line.through(new Point(0, 0), new Point(w, 0)).asFrame());
    lines.add(Line.through(new Point(w, 0), new Point(w, h)).asFrame());
    lines.add(Line.through(new Point(w, h), new Point(0, h)).asFrame());
    lines.add(Line.through(new Point(0, h), new Point(0, 0)).asFrame());
    return lines;
  }

  private void byLines() {
    var pairs = pairs(lines);
    for (int i = 0; i < pairs.size(); i++)
      for (int j = i + 1; j < pairs.size(); j++) cross(pairs.get(i), pairs.get(j));
  }

  private boolean same(Line a, Line b) {
    var middle = new Point(planes.width() / 2.0, planes.height() / 2.0);
    return a.along(b) > 0.998
        && Math.abs(Math.abs(a.distance(middle)) - Math.abs(b.distance(middle))) < 4;
  }

  /// Lines that may be opposite sides of a sheet.
  private List<Pair> pairs(List<Line> lines) {
    var middle = new Point(planes.width() / 2.0, planes.height() / 2.0);
    double least = APART_MIN * Math.min(planes.width(), planes.height());
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < lines.size(); i++)
      for (int j = i + 1; j < lines.size(); j++) {
        Line a = lines.get(i);
        Line b = lines.get(j);
        if (a.along(b) < 0.9) continue;
        double sign = a.nx() * b.nx() + a.ny() * b.ny() < 0 ? -1 : 1;
        if (Math.abs(a.distance(middle) - sign * b.distance(middle)) < least) continue;
        pairs.add(new Pair(a, b));
      }
    return pairs;
  }

  private void cross(Pair a, Pair b) {
    int seen = 0;
    for (Line l : new Line[] {a.one(), a.other(), b.one(), b.other()}) if (!l.frame()) seen++;
    if (seen < 2 || a.one().along(b.one()) > 0.65) return;
    var corners = new ArrayList<Point>();
    for (Line[] two :
        new Line[][] {
          {a.one(), b.one()}, {a.one(), b.other()}, {a.other(), b.other()}, {a.other(), b.one()}
        }) {
      Optional<Point> meet = two[0].meet(two[1]);
      if (meet.isEmpty() || !near(meet.get())) return;
      corners.add(meet.get());
    }
    Quad quad = Quad.of(corners);
    if (fits(quad)) guesses.add(new Guess(quad, glance(quad)));
  }

  private boolean near(Point p) {
    double slack = OUTSIDE * Math.max(planes.width(), planes.height());
    return p.x() >= -slack
        && p.y() >= -slack
        && p.x() <= planes.width() + slack
        && p.y() <= planes.height() + slack;
  }

  private boolean fits(Quad quad) {
    return quad.isConvex()
        && quad.corners().stream().allMatch(this::near)
        && quad.area() >= AREA_MIN * planes.width() * planes.height()
        && Shape.skewed(quad.corners()) < 0.6;
  }

  private double glance(Quad quad) {
    return Support.glance(planes, quad)
        + 0.5 * Math.min(0.8, quad.area() / ((double) planes.width() * planes.height()))
        - Shape.skewed(quad.corners())
        - LONG_LESS * Shape.tooLong(quad.corners());
  }
}
