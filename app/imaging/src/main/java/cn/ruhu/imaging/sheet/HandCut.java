package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.Quad;

/// Corners a person set become a recipe: the sheet gets the proportions it has in truth, told by
/// its perspective (see [Flattened]), and its paper's size where it comes near one. Pure.
public final class HandCut {
  private HandCut() {}

  /// The same recipe between other corners. What leaned was measured between the old ones: it is
  /// forgotten. Tone and turns stay.
  ///
  /// @param corners shares of the picture's width and height; must be a convex quad
  /// @param width of the picture, pixels
  /// @param height of the picture, pixels
  /// @param dpi of the picture, 0 when nobody knows
  public static PageRecipe of(PageRecipe before, Quad corners, int width, int height, int dpi) {
    PageRecipe free = before.withCorners(corners).withFormat(SheetFormat.FREE, 0);
    Quad q = corners.times(width, height);
    double aspect = Shape.aspect(q, width, height);
    double longSide = Flattened.longSide(width, height, free);
    SheetFormat format = SheetFormat.of(Math.max(aspect, 1 / aspect), longSide, dpi);
    if (format == SheetFormat.FREE) return free;
    int dots = dpi > 0 ? dpi : format.dpi(longSide);
    return free.withFormat(format, Math.min(dots, PageRecipe.DPI_MADE));
  }
}
