package cn.ruhu.imaging.page;

import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.code.FoundCode;
import cn.ruhu.imaging.raster.Point;
import java.util.List;
import java.util.Optional;

/// What is known of a page after reading it.
///
/// @param quad the paper's corners in the picture, pixels
/// @param confidence of the quad, 0 to 1; 0: the full frame, edges were not looked for
/// @param skewDegrees how far the print leans clockwise, −7 to 7; 0 when not sure
/// @param blank nothing but specks; such a page is marked, never thrown away
/// @param dpi dots per inch, 0 when nobody knows
/// @param sharpness see [cn.ruhu.imaging.raster.Look#sharpness]; 0 on a blank page
/// @param codes QR codes, ours and others'
/// @param millis what reading took, without decoding the file
public record PageReading(
    Quad quad,
    double confidence,
    double skewDegrees,
    boolean blank,
    int dpi,
    double sharpness,
    List<FoundCode> codes,
    long millis) {

  /// Below it small print cannot be read: say so while the paper is still in the room.
  public static final double SHARPNESS_MIN = 60;

  public PageReading {
    codes = List.copyOf(codes);
  }

  /// Four corners of a sheet.
  public record Quad(Point topLeft, Point topRight, Point bottomRight, Point bottomLeft) {
    static Quad frame(int width, int height) {
      return new Quad(
          new Point(0, 0), new Point(width, 0), new Point(width, height), new Point(0, height));
    }
  }

  /// Our codes on the page. More than one different text means two sheets in one picture, or a page
  /// glued over another: a person decides.
  public List<FoundCode> ours() {
    return codes.stream().filter(c -> c.verdict() == CodeCheck.Verdict.OURS).toList();
  }

  /// How often the page lies turned clockwise by a quarter, by the first code that has our shape; 2
  /// is upside down. Foreign codes may be stuck on at any angle and say nothing.
  public int quarterTurns() {
    Optional<FoundCode> code =
        codes.stream().filter(c -> c.verdict() != CodeCheck.Verdict.FOREIGN).findFirst();
    return code.map(FoundCode::quarterTurns).orElse(0);
  }
}
