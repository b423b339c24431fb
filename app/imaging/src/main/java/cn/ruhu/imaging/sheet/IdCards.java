package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.Quad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Identity cards on a page: a copy commonly shows both sides one below the other. Each is found by
/// its shape and, where the dots per inch are known, by its size; which side it is tells the place
/// of the portrait or of the emblem. Pure.
public final class IdCards {
  /// Cards looked for on one page.
  public static final int CARDS_MAX = 3; // a third says that two are not all

  private static final int GUESSES_MAX = 80;
  private static final double SCORE_MIN = 0.75;

  /// A card printed on white paper, all its edges seen, has 1.4 and more.
  private static final double SCORE_FULL = 1.4;

  private static final double SHAPE_SLACK = 0.07;
  private static final double SIZE_SLACK = 0.1;
  private static final double AREA_MAX = 0.4;
  private static final double APART = 0.02;
  private static final int WIDTH = 428;
  private static final int DARKER = 45;
  private static final double SURE = 0.18;

  private IdCards() {}

  /// Which side of a card.
  public enum Side {
    /// with the portrait
    FRONT,
    /// with the emblem
    BACK,
    /// nobody can say
    UNKNOWN
  }

  /// A card on a page.
  ///
  /// @param quad its corners, shares of the page's width and height
  /// @param confidence how well the picture bears its edges out, 0.5 to 1
  /// @param side which side it shows
  /// @param turns quarter turns clockwise it lies turned; 0 when the side is not known
  public record IdCard(Quad quad, double confidence, Side side, int turns) {
    /// Cuts it out of the page, upright and in its true shape, with the pixels the page has.
    public PageRecipe recipe() {
      return PageRecipe.AS_IS.withCorners(quad).turnedBy(-turns).withFormat(SheetFormat.ID1, 0);
    }

    /// The same card on the picture its page was made of.
    ///
    /// @param way carries shares of the page to shares of the picture
    public IdCard on(Homography way) {
      var there =
          new Quad(
              way.at(quad.topLeft()),
              way.at(quad.topRight()),
              way.at(quad.bottomRight()),
              way.at(quad.bottomLeft()));
      return new IdCard(there, confidence, side, turns);
    }
  }

  /// A guess with how well the picture bears it out.
  private record Weighed(Quad quad, double score) {}

  /// Looks for cards on a page; first the upper, then the lower one.
  ///
  /// @param page flat
  /// @param dpi of it, 0 when nobody knows
  public static List<IdCard> on(ColourRaster page, int dpi) {
    var small = page.smaller(SheetFinder.SIDE);
    double by = (double) small.longSide() / page.longSide();
    double length = dpi == 0 ? 0 : SheetFormat.ID1.longPixels(dpi) * by;
    var planes = Planes.of(small);
    var weighed = new ArrayList<Weighed>();
    double all = (double) small.width() * small.height();
    var likely =
        SheetFinder.guesses(planes).stream()
            .filter(q -> isCard(q, length, all))
            .limit(GUESSES_MAX)
            .toList();
    for (Quad q : likely) {
      Quad fitted = SideFit.of(planes, q);
      if (!isCard(fitted, length, all)) continue;
      double score = score(planes, fitted);
      if (score >= SCORE_MIN) weighed.add(new Weighed(fitted, score));
    }
    weighed.sort(Comparator.comparingDouble(Weighed::score).reversed());
    var cards = new ArrayList<Weighed>();
    for (Weighed w : weighed) {
      boolean apart = cards.stream().allMatch(c -> c.quad().overlap(w.quad()) < APART);
      if (apart && cards.size() < CARDS_MAX) cards.add(w);
    }
    cards.sort(
        Comparator.comparingDouble(w -> w.quad().topLeft().y() + w.quad().bottomRight().y()));
    return cards.stream()
        .map(w -> told(page, w.quad().times(1.0 / small.width(), 1.0 / small.height()), sure(w)))
        .toList();
  }

  /// A sheet that is a card itself.
  ///
  /// @param flat the sheet, laid flat
  /// @param quad its corners, shares of the picture's width and height
  /// @param confidence how sure its edges are, 0.5 to 1
  public static IdCard whole(ColourRaster flat, Quad quad, double confidence) {
    IdCard there = told(flat, Quad.frame(1, 1), confidence);
    return new IdCard(quad, confidence, there.side(), there.turns());
  }

  private static double sure(Weighed w) {
    return 0.5 + 0.5 * Math.clamp((w.score() - SCORE_MIN) / (SCORE_FULL - SCORE_MIN), 0, 1);
  }

  private static double score(Planes planes, Quad quad) {
    var support = Support.of(planes, quad, 40);
    double mean = support.sides().stream().mapToDouble(s -> s).average().orElse(0);
    double least = support.sides().stream().mapToDouble(s -> s).min().orElse(0);
    return mean + 0.5 * least - Shape.oddness(quad.corners());
  }

  private static boolean isCard(Quad q, double length, double all) {
    double across =
        (q.topLeft().distance(q.topRight()) + q.bottomLeft().distance(q.bottomRight())) / 2;
    double down =
        (q.topLeft().distance(q.bottomLeft()) + q.topRight().distance(q.bottomRight())) / 2;
    double longSide = Math.max(across, down);
    double aspect = longSide / Math.min(across, down);
    double right = SheetFormat.ID1.longMm() / SheetFormat.ID1.shortMm();
    boolean sized = length == 0 || Math.abs(longSide / length - 1) < SIZE_SLACK;
    return sized && Math.abs(aspect / right - 1) < SHAPE_SLACK && q.area() < AREA_MAX * all;
  }

  /// Tries the two ways a lying card can lie, and both sides in each.
  private static IdCard told(ColourRaster page, Quad quad, double confidence) {
    var recipe = PageRecipe.AS_IS.withCorners(quad);
    var flat = Flattened.of(page, recipe);
    int lying = flat.width() >= flat.height() ? 0 : 1;
    var best = new IdCard(quad, confidence, Side.UNKNOWN, 0);
    double most = SURE;
    for (int turns = lying; turns < 4; turns += 2) {
      var card = new Card(Flattened.of(page, recipe.turnedBy(-turns)).smaller(WIDTH));
      double front = card.front();
      double back = card.back();
      if (front > most && front > back) {
        most = front;
        best = new IdCard(quad, confidence, Side.FRONT, turns);
      }
      if (back > most && back > front) {
        most = back;
        best = new IdCard(quad, confidence, Side.BACK, turns);
      }
    }
    return best;
  }

  /// A card lying before the eyes, about 428 by 270 pixels.
  private record Card(ColourRaster image) {
    /// Ink of portrait's place less that of the places it would have on other sides.
    double front() {
      double portrait = Math.min(dark(0.64, 0.14, 0.94, 0.42), dark(0.64, 0.42, 0.94, 0.7));
      double emblem = dark(0.05, 0.08, 0.25, 0.44);
      double mirrored = dark(0.06, 0.3, 0.36, 0.58);
      return portrait - 0.5 * Math.max(emblem, mirrored);
    }

    double back() {
      double emblem = Math.min(dark(0.06, 0.08, 0.24, 0.26), dark(0.06, 0.26, 0.24, 0.44));
      double right = dark(0.64, 0.42, 0.94, 0.58);
      double low = dark(0.06, 0.6, 0.24, 0.94);
      return emblem - 0.5 * Math.max(right, low);
    }

    /// Share of pixels clearly darker, or more coloured, than the card's ground.
    private double dark(double x0, double y0, double x1, double y1) {
      int ground = ground();
      int n = 0;
      int dark = 0;
      int w = image.width();
      int h = image.height();
      for (int y = (int) (y0 * h); y < y1 * h; y++)
        for (int x = (int) (x0 * w); x < x1 * w; x++) {
          int p = image.rgb(x, y);
          n++;
          if (ColourRaster.luma(p) < ground - DARKER) dark++;
        }
      return n == 0 ? 0 : (double) dark / n;
    }

    private int ground() {
      int[] histogram = new int[256];
      int all = image.width() * image.height();
      for (int y = 0; y < image.height(); y++)
        for (int x = 0; x < image.width(); x++) histogram[ColourRaster.luma(image.rgb(x, y))]++;
      int above = 0;
      for (int v = 255; v > 0; v--) {
        above += histogram[v];
        if (above * 2 >= all) return v;
      }
      return 0;
    }
  }
}
