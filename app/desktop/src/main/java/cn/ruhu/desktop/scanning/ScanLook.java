package cn.ruhu.desktop.scanning;

import cn.ruhu.imaging.page.Flaw;
import cn.ruhu.imaging.page.Flaws;
import cn.ruhu.imaging.page.PageReading;
import cn.ruhu.imaging.sheet.PageRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What reading a sheet told. Kept, so that a tray opened again need not read it twice; a page key
/// that comes later is tried on the texts kept here.
///
/// @param read false while it waits to be read
/// @param refused name of [cn.ruhu.imaging.page.PageFile.Reason], or [#SHARED]; `""` for a picture
/// @param pages pages of a file that was refused for having too many, else 0
/// @param dpi dots per inch, 0 when nobody knows
/// @param skew hundredths of a degree the print leans clockwise
/// @param turns quarter turns clockwise the page lies turned, 0 to 3
/// @param sharpness see [PageReading#SHARPNESS_MIN]
/// @param blank nothing but specks
/// @param damaged the file ends too early, the rest of the picture is grey
/// @param codes texts of QR codes, untouched
/// @param edges what came of looking for the sheet's edges; a batch of an earlier version has none
/// @param recipe makes the page between the edges found, see [PageRecipe#text]; `""` for none
/// @param flaws see [Flaws#text]
/// @param alike the same sheet lies elsewhere too, as far as this machine knows ([TwinLook])
/// @param cards sides of identity cards on it, see [CardSide#text]; none in a batch of an earlier
///   version
record ScanLook(
    boolean read,
    String refused,
    int pages,
    int dpi,
    int skew,
    int turns,
    int sharpness,
    boolean blank,
    boolean damaged,
    List<String> codes,
    Edges edges,
    String recipe,
    String flaws,
    boolean alike,
    List<String> cards) {
  /// The sheet's edges in its picture. Names are kept on disk.
  enum Edges {
    /// nobody looked, or the picture is the sheet
    NONE,
    /// found in a photo: the page is cut to them until a person says otherwise
    FOUND,
    /// found in a scan: the page stays whole until a person takes them
    OFFERED,
    /// a photo in which they are not sure: the page stays as it came
    UNSURE
  }

  /// A sheet that cannot be taken out of a file of two families.
  static final String SHARED = "SHARED";

  static final ScanLook NONE = look("", 0, false);

  ScanLook {
    codes = List.copyOf(codes);
    cards = cards == null ? List.of() : List.copyOf(cards);
    if (edges == null) edges = Edges.NONE;
    if (recipe == null) recipe = "";
    if (flaws == null)
      flaws = read && refused.isEmpty() ? flaws(dpi, sharpness, blank, damaged).text() : "";
  }

  /// What an earlier version noticed.
  private static Flaws flaws(int dpi, int sharpness, boolean blank, boolean damaged) {
    var all = new ArrayList<Flaws.Flawed>();
    if (damaged) all.add(new Flaws.Flawed(Flaw.DAMAGED, Optional.empty()));
    if (!blank && sharpness < PageReading.SHARPNESS_MIN)
      all.add(new Flaws.Flawed(Flaw.SOFT, Optional.empty()));
    if (dpi > 0 && dpi < PageReading.DPI_MIN)
      all.add(new Flaws.Flawed(Flaw.COARSE, Optional.empty()));
    return new Flaws(all);
  }

  private static ScanLook look(String refused, int pages, boolean read) {
    return new ScanLook(
        read,
        refused,
        pages,
        0,
        0,
        0,
        0,
        false,
        false,
        List.of(),
        Edges.NONE,
        "",
        "",
        false,
        List.of());
  }

  static ScanLook refused(String reason, int pages) {
    return look(reason, pages, true);
  }

  /// @param photo the picture is no scan: what is not the sheet is the desk
  static ScanLook of(PageReading r, Flaws flaws, boolean photo) {
    boolean found = r.recipe().corners().isPresent();
    Edges edges =
        found
            ? photo ? Edges.FOUND : Edges.OFFERED
            : photo && !r.blank() ? Edges.UNSURE : Edges.NONE;
    return new ScanLook(
        true,
        "",
        0,
        r.dpi(),
        (int) Math.round(r.skewDegrees() * 100),
        r.quarterTurns(),
        (int) Math.min(Integer.MAX_VALUE, Math.round(r.sharpness())),
        r.blank(),
        flaws.has(Flaw.DAMAGED),
        r.codes().stream().map(c -> c.text()).distinct().toList(),
        edges,
        found ? r.recipe().text() : "",
        flaws.text(),
        false,
        r.cards().stream().map(CardSide::text).toList());
  }

  ScanLook alike(boolean now) {
    return new ScanLook(
        read, refused, pages, dpi, skew, turns, sharpness, blank, damaged, codes, edges, recipe,
        flaws, now, cards);
  }

  /// The whole picture, upright and straight as far as anybody could tell.
  PageRecipe whole() {
    var as = PageRecipe.AS_IS;
    int lean = Math.clamp(skew, -PageRecipe.SKEW_MAX, PageRecipe.SKEW_MAX);
    return new PageRecipe(
        as.version(),
        as.corners(),
        Math.floorMod(turns, 4),
        lean,
        as.format(),
        as.dpi(),
        as.tone());
  }

  /// The page between the edges found; empty where none were.
  Optional<PageRecipe> cut() {
    return PageRecipe.read(recipe);
  }

  Flaws told() {
    return Flaws.read(flaws);
  }

  boolean legible() {
    return refused.isEmpty();
  }
}
