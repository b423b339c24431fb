package cn.ruhu.imaging.page;

import cn.ruhu.imaging.Upright;
import cn.ruhu.imaging.page.PageFile.Loaded;
import cn.ruhu.imaging.page.PageFile.Reason;
import cn.ruhu.imaging.page.PageFile.Refused;
import cn.ruhu.imaging.raster.RedFirst;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// The JDK's picture readers, with limits and without files.
final class Decoder {
  private static final int INKS = 4;

  private Decoder() {}

  /// How a stored picture is to be taken.
  ///
  /// @param orientation EXIF 1 to 8
  /// @param dpi as stated, 0 for nothing
  /// @param damaged known to end too early
  record Stored(int orientation, int dpi, boolean damaged) {}

  /// Decodes one picture of a file.
  ///
  /// @param format name of the JDK's reader
  /// @param index which picture of it
  static Loaded decode(byte[] file, String format, int index, Stored stored) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) return Refused.of(Reason.UNSUPPORTED);
    ImageReader reader = readers.next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      // not seek-forward-only: pages are asked for in any order
      reader.setInput(in, false, true);
      long pixels = (long) reader.getWidth(index) * reader.getHeight(index);
      if (pixels > PageLimits.STORED_PIXELS_MAX) return Refused.of(Reason.TOO_LARGE);
      int step = (int) Math.ceil(Math.sqrt((double) pixels / PageLimits.PIXELS_MAX));
      var how = reader.getDefaultReadParam();
      how.setSourceSubsampling(step, step, 0, 0);
      BufferedImage image = Samples.eightBits(picture(reader, file, index, how));
      return PageImage.of(
          Upright.turn(image, stored.orientation()), stored.dpi() / step, stored.damaged());
    } catch (IIOException e) {
      return Refused.of(isUnsupported(e) ? Reason.UNSUPPORTED : Reason.SPOILED);
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | NullPointerException
        | ArithmeticException
        | ClassCastException _) {
      // The JDK's decoders answer nonsense in a file with any of these.
      return Refused.of(Reason.SPOILED);
    } finally {
      reader.dispose();
    }
  }

  /// The JDK takes every JPEG of four inks for inverted, and light for linear: its samples are read
  /// bare.
  private static BufferedImage picture(
      ImageReader reader, byte[] file, int index, ImageReadParam how) throws IOException {
    boolean jpeg = PageFile.format(file).filter(f -> f == PageFile.Format.JPEG).isPresent();
    if (jpeg && Samples.colours(file) == INKS)
      return Samples.inks(reader.readRaster(index, how), Samples.Inks.of(file));
    if (!jpeg || !isUsual(reader, index)) return reader.read(index, how);
    int step = how.getSourceXSubsampling();
    how.setDestination(
        RedFirst.image(
            (reader.getWidth(index) + step - 1) / step,
            (reader.getHeight(index) + step - 1) / step));
    return RedFirst.turned(reader.read(index, how));
  }

  /// Whether the reader would make a picture of three bytes a pixel by itself.
  private static boolean isUsual(ImageReader reader, int index) throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(index);
    return types.hasNext() && types.next().getBufferedImageType() == BufferedImage.TYPE_3BYTE_BGR;
  }

  /// By the words of the JDK's readers, which have no kinds of failure.
  private static boolean isUnsupported(IIOException e) {
    String words = e.getMessage();
    return words != null && (words.startsWith("Unsupported") || words.contains("arithmetic"));
  }
}
