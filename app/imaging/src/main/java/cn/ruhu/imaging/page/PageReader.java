package cn.ruhu.imaging.page;

import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.code.CodeCheck.Verdict;
import cn.ruhu.imaging.code.CodeLadder;
import cn.ruhu.imaging.code.FoundCode;
import cn.ruhu.imaging.page.PageReading.Upright;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.Facing;
import cn.ruhu.imaging.raster.Fingerprint;
import cn.ruhu.imaging.raster.GrayRaster;
import cn.ruhu.imaging.raster.Look;
import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import cn.ruhu.imaging.sheet.Flattened;
import cn.ruhu.imaging.sheet.Glare;
import cn.ruhu.imaging.sheet.Homography;
import cn.ruhu.imaging.sheet.IdCards;
import cn.ruhu.imaging.sheet.IdCards.IdCard;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.imaging.sheet.Plate;
import cn.ruhu.imaging.sheet.SheetFinder;
import cn.ruhu.imaging.sheet.SheetFinder.Found;
import cn.ruhu.imaging.sheet.SheetFormat;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/// Reads a decoded page: the sheet's corners, lean, emptiness, focus, codes, which side is up, what
/// would be missing later. Thread-safe; one page takes one core.
public final class PageReader {
  /// The greatest lean told of a scan: a sheet drawn in askew.
  private static final double LEAN_SCAN = 20;

  /// The greatest lean told of a photo: one held askew is not turned about its middle, where
  /// corners of the sheet would leave the picture.
  private static final double LEAN_PHOTO = 7;

  private static final double LEAN_MIN = 0.2;

  /// Sharpness of a photographed sheet inside its rim below which nothing is printed on it: empty
  /// ones had 0 to 22 and nineteen of twenty less than this, printed ones out of focus 18 and more.
  private static final double BARE = 14;

  /// Rim of a sheet where edges and curled paper show, share of its sides.
  private static final double RIM = 0.04;

  /// A sheet with this share of a scan fills it.
  private static final double FULL = 0.93;

  private final CodeCheck check;
  private final LongSupplier nanos;

  /// @param check says whose a code is
  /// @param nanos a steady count, to say how long it took
  public PageReader(CodeCheck check, LongSupplier nanos) {
    this.check = check;
    this.nanos = nanos;
  }

  /// Reads one page; one that says no dots per inch is a photo.
  public PageReading read(PageImage page) {
    return read(page, page.dpi() == 0);
  }

  /// Reads one page.
  ///
  /// @param photo it was taken by a camera, whatever dots per inch its file states: what is not the
  ///   sheet is the desk, and what it lacks of the sheet is told
  public PageReading read(PageImage page, boolean photo) {
    return read(page, photo, Optional.empty());
  }

  /// As [#read(PageImage, boolean)], with what is known of the desk under the camera that took it.
  /// The recipe states the corners that came of it: whoever makes the page needs no plate.
  ///
  /// @param plate of pictures of this size; of another it is not used
  public PageReading read(PageImage page, boolean photo, Optional<Plate> plate) {
    var of =
        page.dpi() == 0 || !photo
            ? page
            : new PageImage(page.colour(), page.gray(), /* dpi= */ 0, page.damaged());
    BufferedImage picture = page.colour();
    return reading(of, plate.filter(p -> p.isFor(picture.getWidth(), picture.getHeight())));
  }

  private PageReading reading(PageImage page, Optional<Plate> plate) {
    long start = nanos.getAsLong();
    var small = ColourRaster.shrunk(page.colour(), SheetFinder.SIDE);
    var found = SheetFinder.find(small, plate);
    boolean lies = found.sure() && !isScan(page, small, found) && !isCut(page, found);
    return lies ? sheet(page, small, found, start) : frame(page, small, found, start);
  }

  /// A scanner's glass is full of the sheet, or a leaning sheet runs out of it: nothing is to be
  /// cut away, and lines of print tell the lean better than the rest of its edges.
  private static boolean isScan(PageImage page, ColourRaster small, Found found) {
    if (page.dpi() == 0) return false;
    boolean out =
        found.quad().corners().stream()
            .anyMatch(
                p -> p.x() < 0 || p.y() < 0 || p.x() > small.width() || p.y() > small.height());
    double all = (double) small.width() * small.height();
    if (out || found.quad().area() > FULL * all) return true;
    // two cards on one glass, a slip beside another: what would be cut away is part of the page
    double by = (double) page.gray().width() / small.width();
    return Look.hasPrintBeside(page.gray(), found.quad().times(by, by));
  }

  /// A photo's border is no side of the sheet: laid flat by it, the page would be crooked. The
  /// person is asked for another photo.
  private static boolean isCut(PageImage page, Found found) {
    return found.sure() && found.cut() > 0 && (page.dpi() == 0 || !found.isWhole());
  }

  /// The whole picture is the page.
  private PageReading frame(PageImage page, ColourRaster small, Found found, long start) {
    var gray = page.gray();
    var half = gray.shrunk(Look.MIDDLE);
    var look = Look.at(half);
    List<FoundCode> codes = look.blank() ? List.of() : CodeLadder.climb(gray, half, check);
    double leans = bounded(page, look.skewDegrees());
    int lean = hundredths(leans);
    Optional<ColourRaster> middle =
        isKnown(codes, look)
            ? Optional.empty()
            : Optional.of(ColourRaster.shrunk(page.colour(), Look.MIDDLE));
    var unknown = middle.map(m -> straight(m, 0, lean));
    var way = way(codes, c -> c, unknown);
    var flaws = flaws(page, look, page.dpi());
    if (page.dpi() == 0 && isCut(page, found)) flaws.add(Flaw.CUT);
    if (page.dpi() == 0 && Glare.share(small, found.quad()) > Glare.SHARE_MAX)
      flaws.add(Flaw.GLARE);
    double by = Math.min(1, (double) Look.MIDDLE / gray.longSide());
    return new PageReading(
        Quad.frame(gray.width(), gray.height()),
        0,
        leans,
        way.turns(),
        way.says(),
        look.blank(),
        look.faint(),
        page.dpi(),
        look.sharpness(),
        codes,
        flaws,
        recipe(PageRecipe.AS_IS, way.turns(), lean),
        middle.map(m -> cards(m, PageRecipe.AS_IS, lean, page.dpi() * by)).orElse(List.of()),
        fingerprint(small, way.turns(), lean, look),
        millis(start));
  }

  /// A sheet lies in the picture. It is read from a flat copy of 150 dots per inch, its codes also
  /// from the picture itself when the copy shows none of ours.
  private PageReading sheet(PageImage page, ColourRaster small, Found found, long start) {
    BufferedImage colour = page.colour();
    Quad shares = found.quad().times(1.0 / small.width(), 1.0 / small.height());
    var whole = PageRecipe.AS_IS.withCorners(shares);
    double longest = Flattened.of(small, whole).longSide() / (double) small.longSide();
    var middle = ColourRaster.shrunk(colour, (int) Math.ceil(Look.MIDDLE / longest));
    double by = (double) page.gray().longSide() / middle.longSide();
    ColourRaster flat = Flattened.of(middle, whole);
    GrayRaster gray = flat.gray();
    var look = Look.at(gray);
    List<FoundCode> onSheet = look.blank() ? List.of() : CodeLadder.climb(gray, check);
    Homography way = Flattened.way(middle, whole);
    var codes = codes(page, onSheet.stream().map(c -> moved(c, way, by)).toList());
    // a page of ours that lies beside the sheet is the page that is meant
    if (codes.stream()
        .anyMatch(c -> c.verdict() == Verdict.OURS && !isOn(c, way.inverse(), flat, by)))
      return frame(page, small, new Found(Quad.frame(small.width(), small.height()), 0, 0), start);
    // print that leans more against the edges of its own sheet was set so
    double inside = Math.abs(look.skewDegrees()) > LEAN_PHOTO ? 0 : look.skewDegrees();
    int lean = hundredths(inside);
    Optional<ColourRaster> unknown =
        isKnown(codes, look) ? Optional.empty() : Optional.of(straight(flat, 0, lean));
    var back = way.inverse();
    var facing = way(codes, c -> moved(shrunk(c, by), back, 1), unknown);
    SheetFormat format = format(flat, by, page.dpi());
    int dpi = page.dpi() > 0 ? page.dpi() : format.dpi(flat.longSide() * by);
    var sized =
        whole.withFormat(
            format, format == SheetFormat.FREE ? 0 : Math.min(dpi, PageRecipe.DPI_MADE));
    var flaws = flaws(page, look, dpi);
    // shadows on empty paper look like print smeared beyond reading: both are told
    if (page.dpi() == 0 && isBare(flat, look)) flaws.add(Flaw.WRONG_SIDE);
    if (Glare.share(small, found.quad()) > Glare.SHARE_MAX) flaws.add(Flaw.GLARE);
    Quad quad = shares.times(colour.getWidth(), colour.getHeight());
    return new PageReading(
        quad,
        found.confidence(),
        bounded(page, inPicture(quad, inside)),
        facing.turns(),
        facing.says(),
        look.blank(),
        look.faint(),
        dpi,
        look.sharpness(),
        codes,
        flaws,
        recipe(sized, facing.turns(), lean),
        unknown
            .map(_ ->
                format == SheetFormat.ID1
                    ? List.of(IdCards.whole(flat, shares, found.confidence()))
                    : cards(middle, whole, lean, dpi / by))
            .orElse(List.of()),
        fingerprint(flat.smaller(Look.SMALL), facing.turns(), lean, look),
        millis(start));
  }

  private static boolean isBare(ColourRaster flat, Look look) {
    if (look.sharpness() >= PageReading.SHARPNESS_MIN) return false;
    var inside =
        new Quad(
            new Point(RIM, RIM),
            new Point(1 - RIM, RIM),
            new Point(1 - RIM, 1 - RIM),
            new Point(RIM, 1 - RIM));
    var inner = Look.at(Flattened.of(flat, PageRecipe.AS_IS.withCorners(inside)).gray());
    return inner.blank() || inner.faint() || inner.sharpness() < BARE;
  }

  /// The edges may have been wrong: a code of ours beside them is still found.
  private List<FoundCode> codes(PageImage page, List<FoundCode> onSheet) {
    if (onSheet.stream().anyMatch(c -> c.verdict() == Verdict.OURS)) return onSheet;
    var codes = new ArrayList<>(onSheet);
    for (FoundCode c : CodeLadder.climb(page.gray(), check))
      if (codes.stream().noneMatch(o -> o.text().equals(c.text()))) codes.add(c);
    return List.copyOf(codes);
  }

  private static boolean isOn(FoundCode code, Homography back, ColourRaster flat, double by) {
    Point p = back.at(code.middle().times(1 / by));
    return p.x() >= 0 && p.y() >= 0 && p.x() <= flat.width() && p.y() <= flat.height();
  }

  private static FoundCode shrunk(FoundCode code, double by) {
    return moved(code, Homography.square(Quad.frame(1, 1)), 1 / by);
  }

  private static SheetFormat format(ColourRaster flat, double by, int dpi) {
    double longSide = flat.longSide();
    double shortSide = Math.min(flat.width(), flat.height());
    return SheetFormat.of(longSide / shortSide, longSide * by, dpi);
  }

  /// Lean of the print as the whole picture shows it.
  private static double inPicture(Quad quad, double lean) {
    Point left = quad.topLeft();
    Point right = quad.topRight();
    Point low = quad.bottomLeft();
    Point lower = quad.bottomRight();
    double edges =
        Math.toDegrees(
            Math.atan2(
                right.y() - left.y() + lower.y() - low.y(),
                right.x() - left.x() + lower.x() - low.x()));
    return edges + lean;
  }

  /// @return 0 for a lean that nobody straightens
  private static double bounded(PageImage page, double lean) {
    double most = page.dpi() == 0 ? LEAN_PHOTO : LEAN_SCAN;
    return Math.abs(lean) > most || Math.abs(lean) < LEAN_MIN ? 0 : lean;
  }

  private static FoundCode moved(FoundCode code, Homography way, double by) {
    return new FoundCode(
        code.text(),
        code.verdict(),
        code.corners().stream().map(p -> way.at(p).times(by)).toList(),
        code.rung());
  }

  /// Which side is up, and who says so.
  private record Way(int turns, Upright says) {}

  private static Optional<FoundCode> known(List<FoundCode> codes) {
    // foreign codes may be stuck on at any angle and say nothing
    return codes.stream().filter(c -> c.verdict() != Verdict.FOREIGN).findFirst();
  }

  /// Whether a code says what the page is, or there is no ink to say anything.
  private static boolean isKnown(List<FoundCode> codes, Look look) {
    return known(codes).isPresent() || look.blank() || look.faint();
  }

  private static ColourRaster straight(ColourRaster page, int turns, int lean) {
    return Flattened.of(page, recipe(PageRecipe.AS_IS, turns, lean));
  }

  /// @param onSheet carries a code to where it lies on the sheet
  /// @param flat the flat page without its lean, where no code says what it is
  private static Way way(
      List<FoundCode> codes, UnaryOperator<FoundCode> onSheet, Optional<ColourRaster> flat) {
    Optional<FoundCode> code = known(codes);
    if (code.isPresent()) return new Way(onSheet.apply(code.get()).quarterTurns(), Upright.CODE);
    if (flat.isEmpty()) return new Way(0, Upright.UNKNOWN);
    var facing = Facing.of(flat.get().gray());
    return facing.confidence() < Facing.CONFIDENCE_MIN
        ? new Way(0, Upright.UNKNOWN)
        : new Way(facing.turns(), Upright.PRINT);
  }

  /// A page with a code of ours is known; others may be copies of cards. They are looked for on the
  /// flat page without its lean, and told where the picture has them.
  private static List<IdCard> cards(ColourRaster picture, PageRecipe sheet, int lean, double dpi) {
    var flat = Flattened.of(picture, sheet);
    var leaning = recipe(PageRecipe.AS_IS, 0, lean);
    var page = Flattened.of(flat, leaning);
    var way =
        Flattened.way(picture, sheet)
            .after(Flattened.way(flat, leaning))
            .inShares(
                new Point(page.width(), page.height()),
                new Point(picture.width(), picture.height()));
    return IdCards.on(page, (int) Math.round(dpi)).stream().map(c -> c.on(way)).toList();
  }

  private static Set<Flaw> flaws(PageImage page, Look look, int dpi) {
    var flaws = EnumSet.noneOf(Flaw.class);
    boolean print = !look.blank() && !look.faint();
    if (print && look.sharpness() < PageReading.SHARPNESS_MIN) flaws.add(Flaw.SOFT);
    else if (print && look.softest() < PageReading.SHARPNESS_MIN) flaws.add(Flaw.SOFT_PART);
    if (dpi > 0 && dpi < PageReading.DPI_MIN) flaws.add(Flaw.COARSE);
    if (page.dpi() == 0 && !print) flaws.add(Flaw.WRONG_SIDE);
    if (page.damaged()) flaws.add(Flaw.DAMAGED);
    return flaws;
  }

  private static Optional<Fingerprint> fingerprint(
      ColourRaster small, int turns, int lean, Look look) {
    return look.blank()
        ? Optional.empty()
        : Optional.of(Fingerprint.of(straight(small, turns, lean).gray()));
  }

  private static PageRecipe recipe(PageRecipe of, int turns, int lean) {
    return new PageRecipe(
        of.version(), of.corners(), turns, lean, of.format(), of.dpi(), of.tone());
  }

  private static int hundredths(double degrees) {
    return (int) Math.round(degrees * 100);
  }

  private long millis(long start) {
    return (nanos.getAsLong() - start) / 1_000_000;
  }
}
