package cn.ruhu.imaging.page;

import cn.ruhu.imaging.raster.GrayRaster;
import java.awt.image.BufferedImage;

/// One decoded page, upright as its file says, at most [PageLimits#PIXELS_MAX] pixels.
///
/// @param colour the picture; read only
/// @param gray the same in grey
/// @param dpi dots per inch of this raster, 0 when nobody knows
/// @param damaged the file ends too early: what is there was decoded, the rest is grey or white
public record PageImage(BufferedImage colour, GrayRaster gray, int dpi, boolean damaged)
    implements PageFile.Loaded {
  private static final double A4_INCHES = 297 / 25.4;
  private static final double A4_RATIO = Math.sqrt(2);

  /// @param statedDpi what the file says of this raster, 0 for nothing
  static PageImage of(BufferedImage colour, int statedDpi, boolean damaged) {
    return new PageImage(colour, GrayRaster.of(colour), dpi(colour, statedDpi), damaged);
  }

  /// The file's word when it can be true of a scan, else by the shape of A4. Cameras write 72 or 96
  /// without meaning it.
  private static int dpi(BufferedImage image, int stated) {
    if (stated >= 100 && stated <= 1200) return stated;
    int longSide = Math.max(image.getWidth(), image.getHeight());
    int shortSide = Math.min(image.getWidth(), image.getHeight());
    double ratio = (double) longSide / shortSide;
    boolean a4 = Math.abs(ratio / A4_RATIO - 1) < 0.03;
    return a4 ? (int) Math.round(longSide / A4_INCHES) : 0;
  }
}
