package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.util.Arrays;
import java.util.List;

/// How well a picture bears out that a sheet has these corners. Along each side, places just inside
/// and just outside must differ, there and not gradually; places inside must be the same paper as
/// further in.
///
/// @param score the higher the better; comparable within one picture and between pictures
/// @param sides 0 to 1 for top, right, bottom, left; [#UNKNOWN] where the side is the picture's own
///   border
/// @param bright 1 where the sheet is at least as bright as what lies around it, less where darker
/// @param paper 0 to 1: whether the rim looks like the paper further in
record Support(double score, List<Double> sides, double bright, double paper) {
  /// Of a side that lies on the border of the picture.
  static final double UNKNOWN = 0.6;

  private static final double NEAR = 2.5;
  private static final double FAR = 5;
  private static final double DEEP = 16;
  private static final double DEEPER = 24;
  private static final int GLANCES = 7;
  private static final double STEP_MIN = 1.2;
  private static final double STEP_FULL = 6.5;
  private static final double BOLD_MIN = 3.5;
  private static final double BOLD_FULL = 13;
  private static final double CALM = 7;
  private static final double RESTLESS = 20;
  private static final double STEP_STRONG = 20;
  private static final double AGREE_MIN = 0.45;
  private static final double AGREE_FULL = 0.8;
  private static final double LINE_MIN = 6;
  private static final double LINE_FULL = 22;

  /// A thin dark line tells less than a step: the frames of forms are thin dark lines.
  private static final double LINE_WORTH = 0.5;

  private static final double PAPER_SAME = 10;
  private static final double PAPER_OTHER = 38;

  private static final double KNOWN_MIN = 0.1;

  /// A photo printed on a page is darker than the page: no sheet.
  private static final double DARK_PENALTY = 0.6;

  private static final double DARKER = 0.35;

  /// By how many sides are seen in the picture. Three borders and one edge are a page with a dark
  /// head, not a sheet.
  private static final List<Double> UNSEEN_PENALTY = List.of(2.0, 2.0, 0.3, 0.03, 0.0);

  /// The picture's border cuts a turned sheet at any angle.
  private static final double CUT_ODDNESS = 0.4;

  /// A line of a table is no side of the sheet.
  private static final double BEYOND_PENALTY = 0.7;

  private static final int BEYOND_PLACES = 9;

  /// What was seen along one side.
  ///
  /// @param known share of places whose both sides lie in the picture
  private record Side(double support, double bright, double paper, double known) {}

  /// @param places looked at along each side
  static Support of(Planes planes, Quad quad, int places) {
    var c = quad.corners();
    double[] sides = new double[4];
    double least = 1;
    double bright = 0;
    double paper = 0;
    double known = 0;
    int seen = 0;
    for (int i = 0; i < 4; i++) {
      var side = side(planes, c.get(i), c.get((i + 1) % 4), places);
      sides[i] = side.support() * side.known() + UNKNOWN * (1 - side.known());
      if (side.known() < KNOWN_MIN) sides[i] = UNKNOWN;
      else seen++;
      least = Math.min(least, sides[i]);
      bright += side.bright() * side.known();
      paper += side.paper() * side.known();
      known += side.known();
    }
    double mean = Arrays.stream(sides).average().orElse(0);
    double brightness = known < 0.01 ? 1 : bright / known;
    double sameness = known < 0.01 ? 0.8 : paper / known;
    double area = quad.area() / ((double) planes.width() * planes.height());
    double score =
        mean
            + 0.5 * least
            + 0.5 * Math.min(area, 0.8)
            + 0.4 * sameness
            - DARK_PENALTY * (1 - brightness)
            - UNSEEN_PENALTY.get(seen)
            - BEYOND_PENALTY * beyond(planes, c)
            - (seen < 4 ? CUT_ODDNESS : 1) * (Shape.skewed(c) + 0.08 * Shape.tooLong(c));
    return new Support(
        score, List.of(sides[0], sides[1], sides[2], sides[3]), brightness, sameness);
  }

  /// 0 to 1: how clearly both neighbours of some side run on behind it. A sheet's edges end at its
  /// corners; behind a line of a table, or a fold, they do not.
  static double beyond(Planes planes, List<Point> c) {
    double most = 0;
    for (int i = 0; i < 4; i++) {
      Point from = c.get(i);
      Point to = c.get((i + 1) % 4);
      // the neighbours are walked in their own direction, so that their inside stays to the right
      double before = runsOn(planes, c.get((i + 3) % 4), from, 1);
      double after = runsOn(planes, to, c.get((i + 2) % 4), 0);
      most = Math.max(most, before < 0 ? after : after < 0 ? before : Math.min(before, after));
    }
    return Math.clamp((most - 0.35) / 0.35, 0, 1);
  }

  /// Support of what lies behind one end of a side.
  ///
  /// @param end 1 behind its end, 0 before its beginning
  /// @return below 0 when it is not in the picture
  private static double runsOn(Planes planes, Point from, Point to, int end) {
    double length = from.distance(to);
    double nx = -(to.y() - from.y()) / length;
    double ny = (to.x() - from.x()) / length;
    var steps = new Steps(BEYOND_PLACES);
    for (int k = 0; k < BEYOND_PLACES; k++) {
      double by = 0.03 + 0.012 * k;
      double t = end == 1 ? 1 + by : -by;
      double x = from.x() + t * (to.x() - from.x());
      double y = from.y() + t * (to.y() - from.y());
      boolean known =
          planes.has(x + FAR * nx, y + FAR * ny) && planes.has(x - FAR * nx, y - FAR * ny);
      if (known) steps.take(planes, x, y, nx, ny);
    }
    return steps.known * 3 < BEYOND_PLACES ? -1 : steps.support();
  }

  /// How clearly an edge is seen between two places, 0 to 1, counting only what lies in the
  /// picture; 0 where most does not.
  static double along(Planes planes, Point from, Point to, int places) {
    double length = from.distance(to);
    if (length < 8) return 0;
    double nx = -(to.y() - from.y()) / length;
    double ny = (to.x() - from.x()) / length;
    var steps = new Steps(places);
    for (int k = 0; k < places; k++) {
      double t = 0.04 + 0.92 * (k + 0.5) / places;
      double x = from.x() + t * (to.x() - from.x());
      double y = from.y() + t * (to.y() - from.y());
      boolean known =
          planes.has(x + FAR * nx, y + FAR * ny) && planes.has(x - FAR * nx, y - FAR * ny);
      if (known) steps.take(planes, x, y, nx, ny);
    }
    return steps.known * 2 < places ? 0 : steps.support();
  }

  /// A first look at few places: enough to drop most guesses.
  static double glance(Planes planes, Quad quad) {
    var c = quad.corners();
    double sum = 0;
    double least = 1;
    for (int i = 0; i < 4; i++) {
      Point from = c.get(i);
      Point to = c.get((i + 1) % 4);
      double length = from.distance(to);
      double nx = -(to.y() - from.y()) / length;
      double ny = (to.x() - from.x()) / length;
      var steps = new Steps(GLANCES);
      for (int k = 1; k <= GLANCES; k++) {
        double x = from.x() + k * (to.x() - from.x()) / (GLANCES + 1);
        double y = from.y() + k * (to.y() - from.y()) / (GLANCES + 1);
        boolean known =
            planes.has(x + FAR * nx, y + FAR * ny) && planes.has(x - FAR * nx, y - FAR * ny);
        if (known) steps.take(planes, x, y, nx, ny);
      }
      double seen = steps.known == 0 ? 0 : steps.support() * steps.known;
      double side = (seen + UNKNOWN * (GLANCES - steps.known)) / GLANCES;
      sum += side;
      least = Math.min(least, side);
    }
    return sum / 4 + 0.5 * least;
  }

  private static Side side(Planes planes, Point from, Point to, int places) {
    double length = from.distance(to);
    if (length < 8) return new Side(0, 1, 0, 1);
    // the inside of a clockwise quad lies to the right of its sides, y pointing down
    double nx = -(to.y() - from.y()) / length;
    double ny = (to.x() - from.x()) / length;
    var steps = new Steps(places);
    double bright = 0;
    double[] paper = new double[places];
    int papers = 0;
    for (int i = 0; i < places; i++) {
      double t = 0.04 + 0.92 * (i + 0.5) / places;
      double x = from.x() + t * (to.x() - from.x());
      double y = from.y() + t * (to.y() - from.y());
      if (!planes.has(x + FAR * nx, y + FAR * ny) || !planes.has(x - FAR * nx, y - FAR * ny))
        continue;
      double in = planes.at(planes.clean(), x + NEAR * nx, y + NEAR * ny);
      double out = planes.at(planes.clean(), x - NEAR * nx, y - NEAR * ny);
      steps.take(planes, x, y, nx, ny);
      bright += 1 - Math.clamp((out - in - 2) / (DARKER * Math.max(out, 40)), 0, 1);
      if (planes.has(x + DEEPER * nx, y + DEEPER * ny))
        paper[papers++] =
            Math.min(
                planes.distance(x + FAR * nx, y + FAR * ny, x + DEEP * nx, y + DEEP * ny),
                planes.distance(x + FAR * nx, y + FAR * ny, x + DEEPER * nx, y + DEEPER * ny));
    }
    int known = steps.known;
    if (known == 0) return new Side(0, 1, 0, 0);
    Arrays.sort(paper, 0, papers);
    double usual = papers == 0 ? PAPER_OTHER : paper[papers / 2];
    double same = 1 - Math.clamp((usual - PAPER_SAME) / (PAPER_OTHER - PAPER_SAME), 0, 1);
    return new Side(steps.support(), bright / known, same, (double) known / places);
  }

  /// What changes across one side, place by place, in brightness and both colours. A faint change
  /// counts when it goes in one direction all along, as at the rim of a white sheet on a white
  /// desk. A strong one counts whatever lies outside, veins of wood or other papers, as long as the
  /// inside is of one tone: on a checkered cloth neither is.
  private static final class Steps {
    private final double[] y;
    private final double[] blue;
    private final double[] red;
    private final double[] sudden;
    private final double[] line;
    private final double[] inside;
    private int known;

    Steps(int places) {
      y = new double[places];
      blue = new double[places];
      red = new double[places];
      sudden = new double[places];
      line = new double[places];
      inside = new double[places];
    }

    void take(Planes p, double px, double py, double nx, double ny) {
      double ix = px + NEAR * nx;
      double iy = py + NEAR * ny;
      double ox = px - NEAR * nx;
      double oy = py - NEAR * ny;
      y[known] = p.at(p.clean(), ix, iy) - p.at(p.clean(), ox, oy);
      blue[known] = p.at(p.blue(), ix, iy) - p.at(p.blue(), ox, oy);
      red[known] = p.at(p.red(), ix, iy) - p.at(p.red(), ox, oy);
      double near = size(known);
      double wide = p.distance(px + FAR * nx, py + FAR * ny, px - FAR * nx, py - FAR * ny);
      sudden[known] = wide < 1 ? 1 : Math.clamp(near / wide / 0.7, 0, 1);
      line[known] = LINE_WORTH * line(p, px, py, nx, ny);
      inside[known] = p.at(p.clean(), ix, iy) + p.at(p.blue(), ix, iy) - p.at(p.red(), ix, iy);
      known++;
    }

    private double size(int i) {
      return Math.sqrt(y[i] * y[i] + blue[i] * blue[i] + red[i] * red[i]);
    }

    double support() {
      double my = 0;
      double mb = 0;
      double mr = 0;
      double all = 0;
      for (int i = 0; i < known; i++) {
        double size = size(i);
        // a few strong places must not say where the others should go
        double by = Math.min(1, STEP_STRONG / Math.max(size, 1e-6));
        my += y[i] * by;
        mb += blue[i] * by;
        mr += red[i] * by;
        all += size * by;
      }
      double mean = Math.sqrt(my * my + mb * mb + mr * mr);
      if (mean < 1e-6) return 0;
      double agree = Math.clamp((mean / all - AGREE_MIN) / (AGREE_FULL - AGREE_MIN), 0, 1);
      double calm = calm();
      double sum = 0;
      for (int i = 0; i < known; i++) {
        double along = (y[i] * my + blue[i] * mb + red[i] * mr) / mean;
        double faint = agree * Math.clamp((along - STEP_MIN) / (STEP_FULL - STEP_MIN), 0, 1);
        double strong = calm * Math.clamp((size(i) - BOLD_MIN) / (BOLD_FULL - BOLD_MIN), 0, 1);
        sum += Math.max(sudden[i] * Math.max(faint, strong), line[i]);
      }
      return sum / known;
    }

    /// 1 where the inside is of one tone along the side, 0 where it jumps from place to place.
    private double calm() {
      if (known < 3) return 1;
      double[] jumps = new double[known - 1];
      for (int i = 1; i < known; i++) jumps[i - 1] = Math.abs(inside[i] - inside[i - 1]);
      Arrays.sort(jumps);
      double usual = jumps[jumps.length * 2 / 3];
      return 1 - Math.clamp((usual - CALM) / (RESTLESS - CALM), 0, 1);
    }
  }

  /// The line of shadow between white and white, 0 to 1.
  private static double line(Planes p, double x, double y, double nx, double ny) {
    double here = 255;
    for (double t = -1.5; t <= 1.5; t += 0.75)
      here = Math.min(here, p.at(p.plain(), x + t * nx, y + t * ny));
    double rims =
        Math.min(
            p.at(p.plain(), x + FAR * nx, y + FAR * ny),
            p.at(p.plain(), x - FAR * nx, y - FAR * ny));
    return Math.clamp((rims - here - LINE_MIN) / (LINE_FULL - LINE_MIN), 0, 1);
  }
}
