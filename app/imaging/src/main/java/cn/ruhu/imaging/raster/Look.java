package cn.ruhu.imaging.raster;

/// What one look at a page tells: how far it leans, whether it is empty, whether it can be read.
/// Pure; about 40 ms for a page of A4 at 300 dpi.
///
/// @param skewDegrees how far lines of print fall to the right, clockwise positive, −20 to 20;
///   straightening turns the page back by it. 0 when nothing sure can be said or it is under 0.2
/// @param skewConfidence 0 to 1: how much better the lines agree at that angle than at others
/// @param blank nothing but specks: no piece of ink of a letter's size, and few pieces at all
/// @param sharpness variance of the Laplacian where there is print, at 150 dpi, without the
///   scanner's grain: good scans have 700 and more, print smeared over 0.85 mm about 70 to 100,
///   over 1.2 mm about 30; 0 on a blank page
/// @param faint nothing but traces too light for ink: pencil, print shining through from the back;
///   such a page is not blank
/// @param softest the sharpness of the ninth of the page where print is least sharp; the whole
///   page's where too few ninths have print
public record Look(
    double skewDegrees,
    double skewConfidence,
    boolean blank,
    double sharpness,
    boolean faint,
    double softest) {
  /// The long side at which lean and emptiness are judged, pixels: A4 at 75 dpi.
  public static final int SMALL = 877;

  /// The long side at which sharpness is judged, pixels: A4 at 150 dpi.
  public static final int MIDDLE = 1754;

  /// Below it an angle is not believed: printed forms have more than 0.9, photos less than 0.51.
  public static final double CONFIDENCE_MIN = 0.6;

  private static final double SKEW_MIN = 0.2;

  /// A sheet drawn in askew leans more than a person notices; what leans more was laid so.
  private static final double SKEW_MAX = 20;

  /// Nearly every page leans less: it is looked at first, and alone where it says something sure.
  private static final double SKEW_USUAL = 7;

  /// Among more angles one fits by chance more often.
  private static final double CONFIDENCE_FAR = 0.75;

  private static final int PIECES_MAX = 20;
  private static final int PIECE_MAX = 60;
  private static final int FAINT_MIN = 4;
  private static final double GRAINS = 1.6;
  private static final int STROKE_MIN = 30;
  private static final double BESIDE = 0.015;

  /// Pixels of ink: a word or two.
  private static final int BESIDE_MIN = 120;

  /// Looks at a whole page.
  public static Look at(GrayRaster page) {
    var middle = page.shrunk(MIDDLE);
    var small = middle.shrunk(SMALL);
    var ink = Ink.of(small);
    boolean blank = blank(ink);
    if (blank) {
      boolean faint = faint(small);
      return new Look(0, 0, !faint, 0, faint, 0);
    }
    var lean = Lean.of(ink, SKEW_USUAL);
    boolean sure = lean.confidence() >= CONFIDENCE_MIN && Math.abs(lean.degrees()) < SKEW_USUAL;
    if (!sure) {
      var far = Lean.of(ink, SKEW_MAX);
      sure = far.confidence() >= CONFIDENCE_FAR && Math.abs(far.degrees()) < SKEW_MAX;
      if (sure) lean = far;
    }
    double degrees = sure && Math.abs(lean.degrees()) >= SKEW_MIN ? lean.degrees() : 0;
    var sharpness = Sharpness.of(middle);
    return new Look(
        degrees, lean.confidence(), false, sharpness.whole(), false, sharpness.softest());
  }

  /// How sharp print is as it stands in a picture that may have fewer dots than [#MIDDLE]: blur of
  /// a pixel and more is seen at any size.
  ///
  /// @return as [#sharpness()], 0 where nothing is printed
  public static double sharpness(GrayRaster page) {
    return Sharpness.of(page.shrunk(MIDDLE)).whole();
  }

  /// Where print is least sharp: a ninth of the page, 0 to 8 in reading order; -1 where too little
  /// is printed to tell.
  public static int softestPart(GrayRaster page) {
    return Sharpness.of(page.shrunk(MIDDLE)).where();
  }

  /// Whether ink lies outside of a part of a page: more than the edge of that part would leave.
  ///
  /// @param part pixels of the page
  public static boolean hasPrintBeside(GrayRaster page, Quad part) {
    var small = page.shrunk(SMALL);
    var ink = Ink.of(small);
    double by = (double) small.longSide() / page.longSide();
    Quad inside = part.times(by, by).grown(BESIDE * SMALL);
    int beside = 0;
    for (int place : ink.places()) {
      int row = place / ink.width();
      if (!inside.contains(new Point(place % ink.width(), row))) beside++;
    }
    return beside > BESIDE_MIN;
  }

  /// Pencil is lighter than ink and darker than the grain of the scanner: a trace that stands out
  /// from the grain over the length of a stroke.
  private static boolean faint(GrayRaster small) {
    int darker = (int) Math.max(FAINT_MIN, Math.ceil(GRAINS * small.grain()));
    for (int size : Ink.of(small.smoothed(), darker).pieces()) if (size >= STROKE_MIN) return true;
    return false;
  }

  /// DEVICES 3.2: a signature alone is 0.05 % of a page, so the share of dark pixels says nothing;
  /// the size of the pieces does.
  private static boolean blank(Ink ink) {
    int[] pieces = ink.pieces();
    int counted = 0;
    for (int size : pieces) {
      if (size > PIECE_MAX) return false;
      if (size > 1) counted++;
    }
    return counted < PIECES_MAX;
  }
}
