package cn.ruhu.imaging;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/// Real files of made-up pictures.
final class Pictures {
  private Pictures() {}

  /// Left upper quarter red, the rest noise: large enough files, and turning shows.
  static BufferedImage picture(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var random = new Random(1);
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++) image.setRGB(x, y, 0x202020 + random.nextInt(64));
    var g = image.createGraphics();
    g.setColor(Color.RED);
    g.fillRect(0, 0, width / 2, height / 2);
    g.dispose();
    return image;
  }

  static byte[] file(String format, int width, int height) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture(width, height), format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// A JPEG with an EXIF segment that says how to turn it.
  static byte[] jpegTurned(int width, int height, int orientation, boolean bigEndian) {
    byte[] tiff =
        bigEndian
            ? bytes("4D4D002A00000008 0001 0112 0003 00000001 00%02X0000 00000000", orientation)
            : bytes("49492A0008000000 0100 1201 0300 01000000 %02X000000 00000000", orientation);
    return jpegSaying(width, height, tiff);
  }

  /// A JPEG whose EXIF segment says when it was taken, 19 characters.
  static byte[] jpegTaken(int width, int height, String time) {
    byte[] head =
        bytes(
            "49492A0008000000 0100 6987 0400 01000000 1A000000 00000000"
                + "0100 0390 0200 14000000 2C000000 00000000",
            0);
    byte[] tiff = Arrays.copyOf(head, head.length + 20);
    System.arraycopy(time.getBytes(StandardCharsets.US_ASCII), 0, tiff, head.length, 19);
    return jpegSaying(width, height, tiff);
  }

  /// A JPEG that states so many dots per inch, and whose EXIF segment says that a camera exposed it
  /// for 1/60 s.
  static byte[] jpegExposed(int width, int height, int dpi) {
    byte[] tiff =
        bytes(
            "49492A0008000000 0100 6987 0400 01000000 1A000000 00000000"
                + "0100 9A82 0500 01000000 2C000000 00000000 01000000 3C000000",
            0);
    return jpegSaying(stating(file("jpeg", width, height), dpi), tiff);
  }

  /// The same JPEG, with so many dots per inch in its JFIF header.
  static byte[] stating(byte[] jpeg, int dpi) {
    byte[] out = jpeg.clone();
    java.nio.ByteBuffer.wrap(out)
        .put(13, (byte) 1)
        .putShort(14, (short) dpi)
        .putShort(16, (short) dpi);
    return out;
  }

  private static byte[] jpegSaying(int width, int height, byte[] tiff) {
    return jpegSaying(file("jpeg", width, height), tiff);
  }

  private static byte[] jpegSaying(byte[] plain, byte[] tiff) {
    byte[] out = new byte[plain.length + 10 + tiff.length];
    System.arraycopy(plain, 0, out, 0, 2);
    int length = 8 + tiff.length;
    byte[] head = bytes("FFE1%04X457869660000", length);
    System.arraycopy(head, 0, out, 2, 10);
    System.arraycopy(tiff, 0, out, 12, tiff.length);
    System.arraycopy(plain, 2, out, 12 + tiff.length, plain.length - 2);
    return out;
  }

  private static byte[] bytes(String hex, int value) {
    return java.util.HexFormat.of().parseHex(hex.formatted(value).replace(" ", ""));
  }
}
