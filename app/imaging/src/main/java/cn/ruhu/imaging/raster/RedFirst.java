package cn.ruhu.imaging.raster;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/// Pictures of three bytes a pixel in the order of the JDK's readers and writers of JPEG, which is
/// not the order its own pictures have: between the two it turns each pixel by slow general means.
/// Pure.
public final class RedFirst {
  private static final int[] OFFSETS = {0, 1, 2};
  private static final int[] USUAL = {2, 1, 0};

  private RedFirst() {}

  /// An empty picture, red first.
  public static BufferedImage image(int width, int height) {
    return over(new byte[3 * width * height], width, height, OFFSETS);
  }

  /// The same bytes as a picture of [BufferedImage#TYPE_3BYTE_BGR]; the one given is used up.
  ///
  /// @param image made by [#image]
  public static BufferedImage turned(BufferedImage image) {
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i + 2 < bytes.length; i += 3) {
      byte red = bytes[i];
      bytes[i] = bytes[i + 2];
      bytes[i + 2] = red;
    }
    return over(bytes, image.getWidth(), image.getHeight(), USUAL);
  }

  private static BufferedImage over(byte[] bytes, int width, int height, int[] offsets) {
    var colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    var raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(bytes, bytes.length), width, height, 3 * width, 3, offsets, null);
    return new BufferedImage(colours, raster, false, null);
  }
}
