package cn.ruhu.imaging.page;

import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.code.FoundCode;
import cn.ruhu.imaging.raster.Fingerprint;
import cn.ruhu.imaging.raster.Quad;
import cn.ruhu.imaging.sheet.IdCards.IdCard;
import cn.ruhu.imaging.sheet.PageRecipe;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is known of a page after reading it.
///
/// @param quad the paper's corners in the picture, pixels, a little outside where a corner is cut
///   off; the full frame when they are not sure
/// @param confidence of the quad, at least [cn.ruhu.imaging.sheet.SheetFinder#CONFIDENCE_MIN], at
///   most 1; 0 where the full frame stays
/// @param skewDegrees how far the print leans clockwise in the picture, −7 to 7; 0 when not sure
/// @param quarterTurns how often the page lies turned clockwise by a quarter; 2 is upside down
/// @param upright who says so
/// @param blank nothing but specks; such a page is marked, never thrown away
/// @param faint no ink and yet traces, as of a pencil: not blank
/// @param dpi dots per inch of the picture where the sheet lies, 0 when nobody knows
/// @param sharpness see [cn.ruhu.imaging.raster.Look#sharpness]; 0 on a blank page
/// @param codes QR codes, ours and others', in pixels of the picture
/// @param flaws what would be missing later
/// @param recipe makes the page people look at; see [Derivation]
/// @param cards identity cards, corners in shares of the picture, the upper one first, each with
///   the recipe that cuts it out; looked for where no code of ours says what the page is
/// @param fingerprint of the flat page, to notice a sheet that comes twice; empty for one without
///   ink
/// @param millis what reading took, without decoding the file
public record PageReading(
    Quad quad,
    double confidence,
    double skewDegrees,
    int quarterTurns,
    Upright upright,
    boolean blank,
    boolean faint,
    int dpi,
    double sharpness,
    List<FoundCode> codes,
    Set<Flaw> flaws,
    PageRecipe recipe,
    List<IdCard> cards,
    Optional<Fingerprint> fingerprint,
    long millis) {

  /// Below it small print cannot be read: say so while the paper is still in the room.
  public static final double SHARPNESS_MIN = 60;

  /// Below it small print has too few dots.
  public static final int DPI_MIN = 140;

  /// How it is known which side of a page is up.
  public enum Upright {
    /// a page code of ours
    CODE,
    /// full stops and commas at the foot of the lines
    PRINT,
    /// nobody says; the page is left as it came
    UNKNOWN
  }

  public PageReading {
    codes = List.copyOf(codes);
    flaws = Set.copyOf(flaws);
    cards = List.copyOf(cards);
  }

  /// Our codes on the page. More than one different text means two sheets in one picture, or a page
  /// glued over another: a person decides.
  public List<FoundCode> ours() {
    return codes.stream().filter(c -> c.verdict() == CodeCheck.Verdict.OURS).toList();
  }
}
