package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Pixels;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Decodes a frame to aim by. Stateless; work for `Background`.
final class CameraPreview {
  /// Wider frames are decoded with every nth pixel only: the pane is no wider.
  static final int WIDTH_MAX = 1280;

  /// A frame of 1280 by 960 and a little; larger ones take longer than the next waits.
  private static final int PIXELS_MAX = 1_300_000;

  /// Mean of all channels below which a picture shows nothing.
  private static final int DARK = 6;

  /// One pixel in so many is looked at for that.
  private static final int SAMPLE = 97;

  /// @param dark nothing is to be seen: a closed lid, or a system that keeps the camera to itself
  record Seen(Pixels pixels, boolean dark) {}

  private CameraPreview() {}

  /// @return empty when it cannot be decoded
  static Optional<Seen> of(byte[] jpeg) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(in, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      int step =
          Math.max(
              Math.ceilDiv(reader.getWidth(0), WIDTH_MAX),
              (int) Math.ceil(Math.sqrt((double) pixels / PIXELS_MAX)));
      ImageReadParam how = reader.getDefaultReadParam();
      how.setSourceSubsampling(step, step, 0, 0);
      Pixels seen = pixels(reader.read(0, how));
      return Optional.of(new Seen(seen, dark(seen.argb())));
    } catch (IOException | RuntimeException _) {
      return Optional.empty(); // spoiled inside: the next one comes
    } finally {
      reader.dispose();
    }
  }

  /// Straight from the bytes of a colour picture, which is what cameras send.
  private static Pixels pixels(BufferedImage image) {
    boolean plain =
        image.getType() == BufferedImage.TYPE_3BYTE_BGR
            && image.getRaster().getDataBuffer() instanceof DataBufferByte;
    if (!plain) return Pixels.of(image);
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int[] argb = new int[image.getWidth() * image.getHeight()];
    for (int i = 0, at = 0; i < argb.length; i++, at += 3)
      argb[i] =
          0xFF000000 | (bgr[at + 2] & 0xFF) << 16 | (bgr[at + 1] & 0xFF) << 8 | (bgr[at] & 0xFF);
    return new Pixels(image.getWidth(), image.getHeight(), argb);
  }

  private static boolean dark(int[] argb) {
    long sum = 0;
    int seen = 0;
    for (int i = 0; i < argb.length; i += SAMPLE, seen++)
      sum += (argb[i] >> 16 & 0xFF) + (argb[i] >> 8 & 0xFF) + (argb[i] & 0xFF);
    return sum < 3L * DARK * seen;
  }
}
