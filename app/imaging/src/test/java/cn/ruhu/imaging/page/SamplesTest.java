package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.imaging.page.PageFile.Pages;
import cn.ruhu.imaging.page.PageFile.Reason;
import cn.ruhu.imaging.page.PageFile.Refused;
import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SamplesTest {
  private enum Writer {
    /// no word of Adobe's
    PLAIN,
    /// 255 is no ink
    INVERTED,
    /// inverted, the first three as brightness and colours
    YCCK
  }

  private static int[] stored(int[] inks, Writer writer) {
    if (writer == Writer.PLAIN) return inks;
    double red = inks[0];
    double green = inks[1];
    double blue = inks[2];
    int black = 255 - inks[3];
    if (writer == Writer.INVERTED)
      return new int[] {255 - inks[0], 255 - inks[1], 255 - inks[2], black};
    // of 255 − (255 − ink)
    return new int[] {
      level(0.299 * red + 0.587 * green + 0.114 * blue),
      level(-0.1687 * red - 0.3313 * green + 0.5 * blue + 128),
      level(0.5 * red - 0.4187 * green - 0.0813 * blue + 128),
      black
    };
  }

  private static int level(double v) {
    return Math.clamp(Math.round(v), 0, 255);
  }

  /// Four inks in stripes: none, the first, the second, the third, the last.
  private static byte[] jpeg(Writer how) throws IOException {
    WritableRaster inks =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 160, 64, 4, new Point());
    for (int y = 0; y < 64; y++)
      for (int x = 0; x < 160; x++) {
        int[] value = new int[4];
        if (x >= 32) value[x / 32 - 1] = 255;
        inks.setPixel(x, y, stored(value, how));
      }
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(inks, null, null), null);
    } finally {
      writer.dispose();
    }
    byte[] plain = bytes.toByteArray();
    if (how == Writer.PLAIN) return plain;
    int transform = how == Writer.YCCK ? 2 : 0;
    byte[] adobe = {
      (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
    };
    byte[] all = new byte[plain.length + adobe.length];
    System.arraycopy(plain, 0, all, 0, 2);
    System.arraycopy(adobe, 0, all, 2, adobe.length);
    System.arraycopy(plain, 2, all, 2 + adobe.length, plain.length - 2);
    return all;
  }

  private static PageImage page(byte[] file) {
    try (var pages = assertInstanceOf(Pages.class, PageFile.open(file))) {
      return assertInstanceOf(PageImage.class, pages.page(0));
    }
  }

  private static List<Integer> stripes(byte[] file) {
    var image = page(file).colour();
    return java.util.stream.IntStream.range(0, 5)
        .map(i -> rounded(image.getRGB(16 + 32 * i, 32)))
        .boxed()
        .toList();
  }

  /// A lossy file's colours to the nearest corner of the cube.
  private static int rounded(int rgb) {
    int out = 0;
    for (int shift = 16; shift >= 0; shift -= 8)
      if ((rgb >> shift & 255) > 127) out |= 255 << shift;
    return out;
  }

  @ParameterizedTest
  @EnumSource
  void fourInksOfAPrinterAreColours(Writer how) throws IOException {
    assertEquals(List.of(0xFFFFFF, 0x00FFFF, 0xFF00FF, 0xFFFF00, 0x000000), stripes(jpeg(how)));
  }

  @Test
  void sixteenBitsAreEightWithoutACurve() {
    var gray = new BufferedImage(64, 64, BufferedImage.TYPE_USHORT_GRAY);
    for (int y = 0; y < 64; y++)
      for (int x = 0; x < 64; x++) gray.getRaster().setSample(x, y, 0, 128 << 8);
    var colours = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    var model =
        new ComponentColorModel(
            colours,
            new int[] {16, 16, 16},
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    var rgb = new BufferedImage(model, model.createCompatibleWritableRaster(64, 64), false, null);
    for (int y = 0; y < 64; y++)
      for (int x = 0; x < 64; x++)
        rgb.getRaster().setPixel(x, y, new int[] {200 << 8, 100 << 8, 50 << 8});
    assertEquals(
        0x808080, page(ScannedFiles.tiff(List.of(gray), "LZW")).colour().getRGB(9, 9) & 0xFFFFFF);
    var page = page(ScannedFiles.tiff(List.of(rgb), "Deflate"));
    assertEquals(0xC86432, page.colour().getRGB(9, 9) & 0xFFFFFF);
    assertEquals((306 * 200 + 601 * 100 + 117 * 50) >> 10, page.gray().at(9, 9));
  }

  /// A PNG of a few kilobytes that would be 20,000 by 20,000 pixels.
  @Test
  void aPictureOfFourHundredMillionPixelsIsNamedBeforeItIsUnpacked() {
    byte[] png = PngBomb.of(20_000, 20_000);
    try (var pages = assertInstanceOf(Pages.class, PageFile.open(png))) {
      assertEquals(new Refused(Reason.TOO_LARGE, 0), pages.page(0));
    }
  }

  /// 8,000 by 8,000 is large and honest: every second pixel is taken.
  @Test
  void aLargePictureIsTakenInPart() {
    byte[] png = PngBomb.of(8_000, 8_000);
    var image = page(png);
    assertEquals(4_000, image.colour().getWidth());
    assertEquals(4_000, image.gray().height());
  }

  private static final class PngBomb {
    static byte[] of(int width, int height) {
      var packed = new ByteArrayOutputStream();
      try (var deflater = new Deflater(9)) {
        byte[] row = new byte[1 + width];
        byte[] buffer = new byte[1 << 14];
        // the rows of the huge one are never written: its header is enough to refuse it
        for (int y = 0; y < Math.min(height, 8_000); y++) {
          deflater.setInput(row);
          while (!deflater.needsInput()) packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.finish();
        while (!deflater.finished()) packed.write(buffer, 0, deflater.deflate(buffer));
      }
      var out = new ByteArrayOutputStream();
      out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
      var head =
          ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 0, 0, 0, 0});
      chunk(out, "IHDR", head.array());
      chunk(out, "IDAT", packed.toByteArray());
      chunk(out, "IEND", new byte[0]);
      return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
      byte[] body = new byte[4 + data.length];
      System.arraycopy(type.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, body, 0, 4);
      System.arraycopy(data, 0, body, 4, data.length);
      var crc = new CRC32();
      crc.update(body);
      out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
      out.writeBytes(body);
      out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
  }
}
