package cn.ruhu.imaging.page;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/// Pictures whose samples AWT would not show as paper looks: four inks of a printer, and 16 bits a
/// colour. Whole numbers only.
final class Samples {
  private static final int MARKER = 0xFF;
  private static final int APP14 = 0xEE;
  private static final int START_OF_SCAN = 0xDA;
  private static final int TRANSFORM = 13;

  private Samples() {}

  /// Colours of a JPEG by its frame header, 0 when it has none.
  static int colours(byte[] jpeg) {
    int at = 2;
    while (at + 9 < jpeg.length && (jpeg[at] & 255) == MARKER) {
      int kind = jpeg[at + 1] & 255;
      boolean frame = kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC;
      if (frame) return jpeg[at + 9] & 255;
      if (kind == START_OF_SCAN) return 0;
      at += 2 + ((jpeg[at + 2] & 255) << 8 | (jpeg[at + 3] & 255));
    }
    return 0;
  }

  /// What Adobe's marker in a JPEG says of four colours.
  enum Inks {
    /// 0 is no ink
    PLAIN,
    /// 255 is no ink, as Adobe writes
    INVERTED,
    /// inverted, the first three as brightness and two colours
    YCCK;

    static Inks of(byte[] jpeg) {
      int at = 2;
      while (at + 4 < jpeg.length && (jpeg[at] & 255) == MARKER) {
        int kind = jpeg[at + 1] & 255;
        int length = (jpeg[at + 2] & 255) << 8 | (jpeg[at + 3] & 255);
        if (kind == START_OF_SCAN) return PLAIN;
        boolean adobe =
            kind == APP14
                && length >= 14
                && at + 2 + TRANSFORM < jpeg.length
                && jpeg[at + 4] == 'A'
                && jpeg[at + 5] == 'd';
        if (adobe) return jpeg[at + 2 + TRANSFORM] == 2 ? YCCK : INVERTED;
        at += 2 + length;
      }
      return PLAIN;
    }
  }

  /// Four inks as colours of light.
  static BufferedImage inks(Raster raster, Inks inks) {
    int w = raster.getWidth();
    int h = raster.getHeight();
    var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[4 * w];
    int[] rgb = new int[w];
    for (int y = 0; y < h; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, w, 1, row);
      for (int x = 0; x < w; x++)
        rgb[x] = light(row[4 * x], row[4 * x + 1], row[4 * x + 2], row[4 * x + 3], inks);
      out.getRaster().setDataElements(0, y, w, 1, rgb);
    }
    return out;
  }

  private static int light(int c, int m, int y, int k, Inks inks) {
    return switch (inks) {
      case PLAIN -> rgb(255 - c, 255 - m, 255 - y, 255 - k);
      case INVERTED -> rgb(c, m, y, k);
      case YCCK -> {
        // brightness and colours of the inverted inks' complement (libjpeg, jdcolor.c)
        int red = 255 - Math.clamp(c + ((91_881L * (y - 128)) >> 16), 0, 255);
        int green =
            255 - Math.clamp(c - ((22_554L * (m - 128) + 46_802L * (y - 128)) >> 16), 0, 255);
        int blue = 255 - Math.clamp(c + ((116_130L * (m - 128)) >> 16), 0, 255);
        yield rgb(red, green, blue, k);
      }
    };
  }

  private static int rgb(int red, int green, int blue, int light) {
    return (red * light / 255) << 16 | (green * light / 255) << 8 | (blue * light / 255);
  }

  /// A picture of 16 bits a sample in 8, without the curve AWT puts on grey; others as they are.
  static BufferedImage eightBits(BufferedImage image) {
    var raster = image.getRaster();
    boolean wide = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT;
    int bands = raster.getNumBands();
    boolean packed =
        image.getType() == BufferedImage.TYPE_USHORT_565_RGB
            || image.getType() == BufferedImage.TYPE_USHORT_555_RGB;
    if (!wide || packed || bands == 2 || bands > 4) return image;
    int w = image.getWidth();
    int h = image.getHeight();
    var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[bands * w];
    int[] rgb = new int[w];
    for (int y = 0; y < h; y++) {
      raster.getPixels(0, y, w, 1, row);
      for (int x = 0; x < w; x++) {
        int at = bands * x;
        rgb[x] =
            bands == 1
                ? (row[at] >> 8) * 0x010101
                : row[at] >> 8 << 16 | row[at + 1] >> 8 << 8 | row[at + 2] >> 8;
      }
      out.getRaster().setDataElements(0, y, w, 1, rgb);
    }
    return out;
  }
}
