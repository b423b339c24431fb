package cn.ruhu.device.camera.host;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures of cameras that give no JPEG, as JPEG. Stateless.
final class Yuyv {
  private static final float QUALITY = 0.92f;

  private Yuyv() {}

  /// @param yuyv two pixels in four bytes: Y0 U Y1 V, full rows
  /// @param bytesPerLine of a row, 0 for `width * 2`
  /// @return empty when there are too few bytes
  static Optional<byte[]> jpeg(byte[] yuyv, int width, int height, int bytesPerLine) {
    int row = bytesPerLine == 0 ? width * 2 : bytesPerLine;
    if (row < width * 2 || (long) row * height > yuyv.length) return Optional.empty();
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] line = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x + 1 < width; x += 2) {
        int at = y * row + x * 2;
        int u = (yuyv[at + 1] & 0xFF) - 128;
        int v = (yuyv[at + 3] & 0xFF) - 128;
        line[x] = rgb(yuyv[at] & 0xFF, u, v);
        line[x + 1] = rgb(yuyv[at + 2] & 0xFF, u, v);
      }
      image.setRGB(0, y, width, 1, line, 0, width);
    }
    return Optional.of(jpeg(image));
  }

  /// BT.601 with 16 to 235 for light, as the video class sends it.
  private static int rgb(int light, int u, int v) {
    int c = 298 * (light - 16);
    int r = Math.clamp((c + 409 * v + 128) >> 8, 0, 255);
    int g = Math.clamp((c - 100 * u - 208 * v + 128) >> 8, 0, 255);
    int b = Math.clamp((c + 516 * u + 128) >> 8, 0, 255);
    return r << 16 | g << 8 | b;
  }

  static byte[] jpeg(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
