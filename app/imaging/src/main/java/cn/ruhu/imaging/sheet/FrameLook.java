package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.GrayRaster;
import cn.ruhu.imaging.raster.Look;
import cn.ruhu.imaging.raster.Quad;
import java.util.Optional;

/// What one frame of a camera shows while somebody lays paper under it: enough to know whether a
/// sheet lies still and can be read, and whether it is the one that lay there before. Pure; about
/// 100 ms of one core.
///
/// @param sheet its corners, shares of the frame; empty where no edges are sure, and where it runs
///   out of the frame
/// @param desk what is known of the desk
/// @param sharpness as [Look#sharpness], of the sheet as the frame shows it; 0 without print
/// @param clear print is as sharp as the dots of the frame allow, however few they are; no for a
///   sheet without print
/// @param paper the sheet laid flat, without its colours; 1 by 1 without a sheet
/// @param across width of the frame by its longer side
/// @param down height of the frame by its longer side
public record FrameLook(
    Optional<Quad> sheet,
    Desk desk,
    double sharpness,
    boolean clear,
    GrayRaster paper,
    double across,
    double down) {
  /// Longer side of the sheet laid flat, pixels: no frame to aim by shows more.
  static final int PAPER = 840;

  /// Print out of focus is sharper on half as many dots. Of forms on a table as frames show them,
  /// those in focus are 0.85 to 1.7 times as sharp at their own size, smeared over 1.5 mm 0.4
  /// times.
  private static final double CLEAR_SHARE = 0.7;

  /// Less sharpness is no print.
  private static final double CLEAR_MIN = 60;

  /// The desk beside what is known of it.
  public enum Desk {
    /// nobody learned it
    UNKNOWN,
    /// learned, and nothing lies on it
    EMPTY,
    /// learned, and something lies on it
    COVERED,
    /// learned, and not the same any more: the plate is of no use
    OTHER
  }

  /// Looks at a frame.
  ///
  /// @param plate of frames of this size
  public static FrameLook of(ColourRaster frame, Optional<Plate> plate) {
    var small = frame.smaller(SheetFinder.SIDE);
    Desk desk = desk(small, plate);
    double longSide = frame.longSide();
    double across = frame.width() / longSide;
    double down = frame.height() / longSide;
    var nothing =
        new FrameLook(
            Optional.empty(), desk, 0, false, new GrayRaster(1, 1, new byte[1]), across, down);
    if (desk == Desk.EMPTY) return nothing;
    var found = SheetFinder.find(small, plate);
    if (!found.sure() || found.cut() > 0) return nothing;
    Quad shares = found.quad().times(1.0 / small.width(), 1.0 / small.height());
    var whole = PageRecipe.AS_IS.withCorners(shares);
    GrayRaster paper = Flattened.of(frame, whole).smaller(PAPER).gray();
    double sharp = Look.sharpness(paper);
    boolean clear =
        sharp >= CLEAR_MIN && sharp >= CLEAR_SHARE * Look.sharpness(paper.shrunk(PAPER / 2));
    return new FrameLook(Optional.of(shares), desk, sharp, clear, paper, across, down);
  }

  /// The desk alone, without looking for a sheet; about 10 ms.
  ///
  /// @param plate of frames of this size
  public static Desk desk(ColourRaster frame, Optional<Plate> plate) {
    if (plate.isEmpty()) return Desk.UNKNOWN;
    var look = plate.get().look(frame.smaller(SheetFinder.SIDE));
    return !look.fits() ? Desk.OTHER : look.isEmpty() ? Desk.EMPTY : Desk.COVERED;
  }

  /// How far the corner that moved most lies from where it was, by the frame's longer side;
  /// infinite where one of both has no sheet.
  public double moved(FrameLook before) {
    if (sheet.isEmpty() || before.sheet.isEmpty()) return Double.POSITIVE_INFINITY;
    var now = sheet.get().times(across, down).corners();
    var was = before.sheet.get().times(across, down).corners();
    double most = 0;
    for (int i = 0; i < 4; i++) most = Math.max(most, now.get(i).distance(was.get(i)));
    return most;
  }

  /// Whether the paper of both is one: the same marks in the same places, give or take what laying
  /// it anew or a corner found a little off makes. One word more or less is another paper.
  public boolean isSamePaper(FrameLook other) {
    return sheet.isPresent() && other.sheet.isPresent() && SamePaper.of(paper, other.paper);
  }
}
