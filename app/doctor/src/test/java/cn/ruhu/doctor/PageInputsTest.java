package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a scanner, a telephone or a clerk's colleague stores: read, or refused with a reason;
/// never an answer without one, and the file stays as it came.
final class PageInputsTest {
  private static final int W = 620;
  private static final int H = 877;

  @TempDir private Path folder;

  /// Lines of print, the upper left corner black.
  private static BufferedImage page(int type) {
    var image = new BufferedImage(W, H, type);
    var g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, W, H);
    g.setColor(Color.BLACK);
    g.fillRect(30, 30, 160, 90);
    for (int line = 0; line < 22; line++)
      for (int word = 0; word < 9; word++)
        g.fillRect(60 + 56 * word, 180 + 28 * line, 20 + (line * 7 + word * 13) % 30, 9);
    g.dispose();
    return image;
  }

  private static byte[] file(BufferedImage image, String format, String how) {
    var writer = ImageIO.getImageWritersByFormatName(format).next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      var param = writer.getDefaultWriteParam();
      if (how.equals("progressive")) param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      else if (!how.isEmpty()) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(how);
      }
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] fourInks() {
    var inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, W, H, 4, new Point());
    var page = page(BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < H; y++)
      for (int x = 0; x < W; x++)
        inks.setSample(x, y, 3, 255 - page.getRaster().getSample(x, y, 0));
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(inks, null, null), null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] sequence() {
    var writer = ImageIO.getImageWritersByFormatName("tiff").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      var how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionType("CCITT T.6");
      writer.prepareWriteSequence(null);
      for (int i = 0; i < 4; i++)
        writer.writeToSequence(new IIOImage(page(BufferedImage.TYPE_BYTE_BINARY), null, null), how);
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] jpeg() {
    return file(page(BufferedImage.TYPE_INT_RGB), "jpeg", "");
  }

  private static byte[] png(int type) {
    return file(page(type), "png", "");
  }

  static Stream<Arguments> readable() {
    int rgb = BufferedImage.TYPE_INT_RGB;
    int gray = BufferedImage.TYPE_BYTE_GRAY;
    int bits = BufferedImage.TYPE_BYTE_BINARY;
    int wide = BufferedImage.TYPE_USHORT_GRAY;
    return Stream.of(
        Arguments.of("colour JPEG", jpeg(), 1),
        Arguments.of("progressive JPEG", file(page(rgb), "jpeg", "progressive"), 1),
        Arguments.of("grey JPEG", file(page(gray), "jpeg", ""), 1),
        Arguments.of("four inks JPEG", fourInks(), 1),
        Arguments.of("colour PNG", png(rgb), 1),
        Arguments.of("grey PNG", png(gray), 1),
        Arguments.of("1 bit PNG", png(bits), 1),
        Arguments.of("16 bit PNG", png(wide), 1),
        Arguments.of("transparent PNG", png(BufferedImage.TYPE_INT_ARGB), 1),
        Arguments.of("indexed PNG", png(BufferedImage.TYPE_BYTE_INDEXED), 1),
        Arguments.of("16 bit TIFF", file(page(wide), "tiff", "LZW"), 1),
        Arguments.of("plain TIFF", file(page(rgb), "tiff", ""), 1),
        Arguments.of("PackBits TIFF", file(page(rgb), "tiff", "PackBits"), 1),
        Arguments.of("ZIP TIFF", file(page(rgb), "tiff", "ZLib"), 1),
        Arguments.of("JPEG TIFF", file(page(rgb), "tiff", "JPEG"), 1),
        Arguments.of("1 bit fax TIFF", file(page(bits), "tiff", "CCITT T.4"), 1),
        Arguments.of("four fax pages", sequence(), 4));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void readable(String name, byte[] file, int pages) throws IOException {
    Path in = Files.write(folder.resolve("in.bin"), file);
    for (int n = 1; n <= pages; n++) {
      var asked = Ask.of("page", in.toString(), "--page", String.valueOf(n));
      var json = asked.json();
      assertEquals(0, asked.code(), name + " " + asked.out());
      assertEquals(pages, json.get("pages").asInt());
      assertEquals("[" + W + "," + H + "]", json.get("quad").get(2).toString().replace(" ", ""));
      assertFalse(json.get("blank").asBoolean(), name);
      assertFalse(json.get("damaged").asBoolean(), name);
      assertEquals(64, asked.text("sha256").length());
      assertTrue(json.get("error").isNull());
    }
    assertArrayEquals(file, Files.readAllBytes(in));
  }

  private static byte[] patched(byte[] file, int at, int... values) {
    byte[] out = file.clone();
    for (int i = 0; i < values.length; i++) out[at + i] = (byte) values[i];
    return out;
  }

  /// Where a JPEG's frame header begins.
  private static int frame(byte[] jpeg) {
    for (int i = 2; ; i += 2 + ((jpeg[i + 2] & 255) << 8 | (jpeg[i + 3] & 255)))
      if ((jpeg[i + 1] & 255) == 0xC0) return i;
  }

  private static byte[] hugeJpeg() {
    byte[] file = jpeg();
    return patched(file, frame(file) + 5, 0x4E, 0x20, 0x4E, 0x20);
  }

  private static byte[] hugePng() {
    byte[] file = png(BufferedImage.TYPE_BYTE_GRAY);
    var b = ByteBuffer.wrap(file).putInt(16, 20_000).putInt(20, 20_000);
    var crc = new CRC32();
    crc.update(file, 12, 17);
    b.putInt(29, (int) crc.getValue());
    return file;
  }

  private static byte[] hugeTiff() {
    byte[] file = file(page(BufferedImage.TYPE_INT_RGB), "tiff", "LZW");
    var b = ByteBuffer.wrap(file);
    b.order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = b.getInt(4);
    for (int i = 0; i < b.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      int tag = Short.toUnsignedInt(b.getShort(entry));
      if (tag != 256 && tag != 257) continue;
      b.putShort(entry + 2, (short) 4);
      b.putInt(entry + 8, 20_000);
    }
    return file;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static Stream<Arguments> refused() {
    byte[] jpeg = jpeg();
    int frame = frame(jpeg);
    return Stream.of(
        Arguments.of("20,000 by 20,000 JPEG", hugeJpeg(), "TOO_LARGE"),
        Arguments.of("20,000 by 20,000 PNG", hugePng(), "TOO_LARGE"),
        Arguments.of("20,000 by 20,000 TIFF", hugeTiff(), "TOO_LARGE"),
        Arguments.of("arithmetic JPEG", patched(jpeg, frame + 1, 0xC9), "UNSUPPORTED"),
        Arguments.of("lossless JPEG", patched(jpeg, frame + 1, 0xC3), "UNSUPPORTED"),
        Arguments.of("JPEG without pixels", patched(jpeg, frame + 5, 0, 0, 0, 0), "SPOILED"),
        Arguments.of("begin of a JPEG", Arrays.copyOf(jpeg, 40), "SPOILED"),
        Arguments.of(
            "begin of a PNG", Arrays.copyOf(png(BufferedImage.TYPE_BYTE_GRAY), 30), "SPOILED"),
        Arguments.of("begin of a TIFF", Arrays.copyOf(hugeTiff(), 6), "SPOILED"),
        Arguments.of("begin of a PDF", ascii("%PDF-1.7\n1 0 obj"), "SPOILED"),
        Arguments.of("nothing", new byte[0], "EMPTY"),
        Arguments.of(
            "a telephone's HEIC", ascii("\0\0\0\u0018ftypheic\0\0\0\0mif1"), "UNSUPPORTED"),
        Arguments.of(
            "a telephone's AVIF", ascii("\0\0\0\u0018ftypavif\0\0\0\0mif1"), "UNSUPPORTED"),
        Arguments.of("a film", ascii("\0\0\0\u0018ftypisom\0\0\0\0mp41"), "NOT_A_PAGE"),
        Arguments.of("WebP", ascii("RIFF\0\0\0\0WEBPVP8 "), "UNSUPPORTED"),
        Arguments.of("GIF", file(page(BufferedImage.TYPE_BYTE_GRAY), "gif", ""), "UNSUPPORTED"),
        Arguments.of("BMP", file(page(BufferedImage.TYPE_INT_RGB), "bmp", ""), "UNSUPPORTED"),
        Arguments.of("BigTIFF", ascii("II\u002b\0\u0008\0\0\0"), "UNSUPPORTED"),
        Arguments.of("words", ascii("BMW, Beijing"), "NOT_A_PAGE"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refused(String name, byte[] file, String reason) throws IOException {
    Path in = Files.write(folder.resolve("in.bin"), file);
    var asked = Ask.of("page", in.toString());
    assertEquals(1, asked.code(), name + " " + asked.out());
    assertEquals(reason, asked.text("error"), name);
    assertFalse(asked.json().get("ok").asBoolean());
    assertArrayEquals(file, Files.readAllBytes(in));
  }

  /// What is there is read, and said to be damaged.
  @Test
  void cutFilesAreReadAsFarAsTheyGo() throws IOException {
    for (byte[] whole :
        List.of(
            jpeg(),
            file(page(BufferedImage.TYPE_INT_RGB), "jpeg", "progressive"),
            png(BufferedImage.TYPE_INT_RGB))) {
      Path in = Files.write(folder.resolve("cut.bin"), Arrays.copyOf(whole, whole.length * 3 / 4));
      var asked = Ask.of("page", in.toString());
      if (asked.code() == 1) assertEquals("SPOILED", asked.text("error"));
      else assertTrue(asked.json().get("damaged").asBoolean(), asked.out());
    }
  }

  /// The black corner comes to lie where the header says.
  @ParameterizedTest
  @CsvSource({
    "1, 110, 75", "2, 510, 75", "3, 510, 802", "4, 110, 802",
    "5, 75, 110", "6, 802, 110", "7, 802, 510", "8, 75, 510"
  })
  void exifTurns(int orientation, int x, int y) throws IOException {
    byte[] plain = jpeg();
    byte[] exif =
        HexFormat.of()
            .parseHex(
                ("FFE1 0022 4578696600 00 49492A0008000000 0100 1201 0300 01000000 %02X000000"
                        + " 00000000")
                    .formatted(orientation)
                    .replace(" ", ""));
    byte[] file = new byte[plain.length + exif.length];
    System.arraycopy(plain, 0, file, 0, 2);
    System.arraycopy(exif, 0, file, 2, exif.length);
    System.arraycopy(plain, 2, file, 2 + exif.length, plain.length - 2);
    Path in = Files.write(folder.resolve("in.jpg"), file);
    Path out = folder.resolve("out.png");
    String recipe = "r1;c=-;t=0;s=0;f=FREE;d=0;w=AS_IS";
    var asked = Ask.of("page", in.toString(), "--out", out.toString(), "--recipe", recipe);
    assertEquals(0, asked.code(), asked.out());
    var image = ImageIO.read(out.toFile());
    assertEquals(orientation < 5 ? W : H, image.getWidth());
    assertTrue((image.getRGB(x, y) & 255) < 60, "orientation " + orientation);
  }
}
