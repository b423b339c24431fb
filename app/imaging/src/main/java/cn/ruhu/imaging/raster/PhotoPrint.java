package cn.ruhu.imaging.raster;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// What a photo looks like in 64 bits, for telling that a photo was used before, even resized or
/// saved again: prints of one photo differ in a bit or two, of two photos in about half of them. It
/// shows nothing of the photo. Stateless, thread-safe.
public final class PhotoPrint {
  private static final int SIDE = 560;

  private PhotoPrint() {}

  /// Sixteen hex digits; empty for bytes that are no JPEG or PNG. Reads every nth pixel only, since
  /// nothing finer counts.
  public static Optional<String> of(byte[] picture) {
    // in memory: nothing of a household goes into the folder for temporary files
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) return Optional.empty();
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        var param = reader.getDefaultReadParam();
        int step = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / SIDE);
        param.setSourceSubsampling(step, step, 0, 0);
        BufferedImage small = reader.read(0, param);
        return Optional.of("%016x".formatted(Fingerprint.of(GrayRaster.of(small)).hash()));
      } finally {
        reader.dispose();
      }
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | NullPointerException
        | ArithmeticException
        | ClassCastException _) {
      // The JDK's decoders answer nonsense in a file with any of these.
      return Optional.empty();
    }
  }
}
