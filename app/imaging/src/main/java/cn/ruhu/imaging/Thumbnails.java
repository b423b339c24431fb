package cn.ruhu.imaging;

import cn.ruhu.imaging.ImageProbe.Picture;
import cn.ruhu.imaging.ImageProbe.Reason;
import cn.ruhu.imaging.ImageProbe.Refused;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Small upright copies of pictures, for lists and strips. The original is never touched. Pure and
/// thread-safe; works in memory only, because a photo of a home must not lie in a temporary folder.
public final class Thumbnails {
  /// Smallest longest side, pixels.
  public static final int SIDE_MIN = 16;

  /// Largest longest side, pixels.
  public static final int SIDE_MAX = 4096;

  private static final float QUALITY = 0.8f;

  private Thumbnails() {}

  /// What became of it.
  public sealed interface Thumbnail {
    /// @param jpeg a JPEG file @param width pixels @param height pixels
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Made(byte[] jpeg, int width, int height) implements Thumbnail {}

    /// No picture; see [ImageProbe].
    record None(Reason reason) implements Thumbnail {}
  }

  /// Makes a copy whose longest side is at most so long, turned as EXIF says; a smaller picture
  /// keeps its size.
  ///
  /// @param side 16–4096 pixels
  public static Thumbnail of(byte[] file, int side) {
    if (side < SIDE_MIN || side > SIDE_MAX) throw new IllegalArgumentException("side " + side);
    return switch (ImageProbe.probe(file)) {
      case Refused(var reason) -> new Thumbnail.None(reason);
      case Picture picture -> {
        try {
          var small =
              Upright.turn(
                  Fitted.of(decode(file, picture, side), side), ImageProbe.orientation(file));
          yield new Thumbnail.Made(encode(small), small.getWidth(), small.getHeight());
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException _) {
          // The JDK's decoder answers nonsense in a file with any of the three.
          yield new Thumbnail.None(Reason.TRUNCATED);
        }
      }
    };
  }

  /// Makes a copy of a page already decoded and upright.
  ///
  /// @param side 16–4096 pixels
  public static Thumbnail.Made of(BufferedImage page, int side) {
    if (side < SIDE_MIN || side > SIDE_MAX) throw new IllegalArgumentException("side " + side);
    try {
      var small = Fitted.of(page, side);
      return new Thumbnail.Made(encode(small), small.getWidth(), small.getHeight());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /// Decodes every nth pixel only, so that a photo of 100 megapixels needs no gigabyte.
  private static BufferedImage decode(byte[] file, Picture picture, int side) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(picture.mime());
    if (!readers.hasNext()) throw new IOException("no reader");
    ImageReader reader = readers.next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      var how = reader.getDefaultReadParam();
      int step = Math.max(1, Math.max(picture.width(), picture.height()) / (2 * side));
      how.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, how);
    } finally {
      reader.dispose();
    }
  }

  private static byte[] encode(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
