package cn.ruhu.imaging.page;

import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.Look;
import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import cn.ruhu.imaging.sheet.Flattened;
import cn.ruhu.imaging.sheet.Glare;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.imaging.sheet.SheetFinder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What would be missing of a page later, and where on it: said while the paper is still there, and
/// kept beside the page for whoever looks at it then. Immutable and thread-safe.
///
/// @param all the worst first, each flaw once
public record Flaws(List<Flawed> all) {
  /// None.
  public static final Flaws NONE = new Flaws(List.of());

  private static final int ACROSS = 3;

  /// A flaw and its place.
  ///
  /// @param part ninth of the flat page before its quarter turns, 0 to 8 in reading order; empty
  ///   for all of it, or where nobody can say
  public record Flawed(Flaw flaw, Optional<Integer> part) {
    public Flawed {
      if (part.isPresent() && (part.get() < 0 || part.get() >= ACROSS * ACROSS))
        throw new IllegalArgumentException("a page has nine parts");
    }

    /// The part as it is seen of a page that lies turned.
    ///
    /// @param turns quarter turns clockwise the page lies turned, 0 to 3
    public Optional<Integer> seen(int turns) {
      return part.map(p -> {
        int x = p % ACROSS;
        int y = p / ACROSS;
        for (int i = 0; i < turns; i++) {
          int right = y;
          y = ACROSS - 1 - x;
          x = right;
        }
        return y * ACROSS + x;
      });
    }
  }

  public Flaws {
    all = all.stream().sorted(Comparator.comparingInt(f -> rank(f.flaw()))).toList();
  }

  private static int rank(Flaw flaw) {
    return switch (flaw) {
      case DAMAGED -> 0;
      case CUT -> 1;
      case WRONG_SIDE -> 2;
      case GLARE -> 3;
      case SOFT -> 4;
      case SOFT_PART -> 5;
      case COARSE -> 6;
    };
  }

  /// Finds out where on the page the flaws of its reading are. About 40 ms where print is soft in
  /// one part, less otherwise.
  public static Flaws of(PageImage page, PageReading reading) {
    if (reading.flaws().isEmpty()) return NONE;
    var all = new ArrayList<Flawed>();
    for (Flaw f : reading.flaws())
      all.add(
          new Flawed(
              f,
              switch (f) {
                case GLARE -> glare(page, reading);
                case SOFT_PART -> softest(page, reading);
                case SOFT, COARSE, CUT, WRONG_SIDE, DAMAGED -> Optional.empty();
              }));
    return new Flaws(all);
  }

  private static Optional<Integer> glare(PageImage page, PageReading reading) {
    var small = ColourRaster.shrunk(page.colour(), SheetFinder.SIDE);
    double by = (double) small.longSide() / page.gray().longSide();
    Quad sheet = reading.quad().times(by, by);
    Glare.Spot spot = Glare.largest(small, sheet);
    return spot.share() == 0 ? Optional.empty() : Optional.of(ninth(spot.middle()));
  }

  private static int ninth(Point p) {
    int x = Math.clamp((long) Math.floor(p.x() * ACROSS), 0, ACROSS - 1);
    int y = Math.clamp((long) Math.floor(p.y() * ACROSS), 0, ACROSS - 1);
    return y * ACROSS + x;
  }

  private static Optional<Integer> softest(PageImage page, PageReading reading) {
    PageRecipe upright =
        reading.recipe().turnedBy(reading.recipe().turns()).withTone(PageRecipe.Tone.AS_IS);
    var plain = upright.withFormat(upright.format(), 0);
    var middle = ColourRaster.shrunk(page.colour(), 2 * Look.MIDDLE);
    int part = Look.softestPart(Flattened.of(middle, plain).gray());
    return part < 0 ? Optional.empty() : Optional.of(part);
  }

  /// One line of ASCII to keep, as `GLARE@2 COARSE`; `""` for none. [#read] takes it back.
  public String text() {
    var out = new StringBuilder();
    for (Flawed f : all) {
      if (!out.isEmpty()) out.append(' ');
      out.append(f.flaw());
      f.part().ifPresent(p -> out.append('@').append(p));
    }
    return out.toString();
  }

  /// Reads what [#text] wrote; words nobody knows here, as of a later version, are left out.
  public static Flaws read(String text) {
    var all = new ArrayList<Flawed>();
    for (String word : text.split(" ", -1)) {
      int at = word.indexOf('@');
      String name = at < 0 ? word : word.substring(0, at);
      String part = at < 0 ? "" : word.substring(at + 1);
      Arrays.stream(Flaw.values())
          .filter(f -> f.name().equals(name))
          .filter(f -> all.stream().noneMatch(a -> a.flaw() == f))
          .findFirst()
          .ifPresent(f ->
              all.add(
                  new Flawed(
                      f,
                      part.matches("[0-8]")
                          ? Optional.of(Integer.parseInt(part))
                          : Optional.empty())));
    }
    return all.isEmpty() ? NONE : new Flaws(all);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  public boolean has(Flaw flaw) {
    return all.stream().anyMatch(f -> f.flaw() == flaw);
  }
}
