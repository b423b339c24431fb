package cn.ruhu.imaging.page;

import cn.ruhu.imaging.raster.ColourRaster;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A page turned as its reading says: for eyes, never in place of the original. Pure.
public final class Straightened {
  private static final float QUALITY = 0.85f;

  private Straightened() {}

  /// Upright by our code, and without its lean; corners the turning leaves open are white. The
  /// picture itself when there is nothing to turn.
  public static BufferedImage of(PageImage page, PageReading reading) {
    return of(page.colour(), reading.quarterTurns(), reading.skewDegrees());
  }

  /// As [#of(PageImage, PageReading)] by what was kept of the reading, or said by a person.
  ///
  /// @param turns quarter turns clockwise the page lies turned, 0 to 3
  /// @param skewDegrees how far it leans clockwise besides
  public static BufferedImage of(BufferedImage image, int turns, double skewDegrees) {
    if (turns == 0 && skewDegrees == 0) return image;
    int w = image.getWidth();
    int h = image.getHeight();
    boolean side = turns % 2 == 1;
    int outWidth = side ? h : w;
    int outHeight = side ? w : h;
    var out = new BufferedImage(outWidth, outHeight, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, outWidth, outHeight);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    var turn = AffineTransform.getTranslateInstance(outWidth / 2.0, outHeight / 2.0);
    turn.rotate(Math.toRadians(-skewDegrees));
    turn.quadrantRotate(-turns);
    turn.translate(-w / 2.0, -h / 2.0);
    g.drawImage(image, turn, null);
    g.dispose();
    return out;
  }

  /// As [#encode(BufferedImage, String)], with the dots per inch in the file's header.
  ///
  /// @param dpi 0 when nobody knows
  public static byte[] encode(BufferedImage image, String format, int dpi) throws IOException {
    return Density.of(encode(image, format), format, dpi);
  }

  /// As [#encode(BufferedImage, String, int)] of a page that was made.
  public static byte[] encode(ColourRaster page, String format, int dpi) throws IOException {
    return encode(page.imageInBytes(), format, dpi);
  }

  /// A JPEG of quality 0.85, or a PNG.
  ///
  /// @param format `jpeg` or `png`
  public static byte[] encode(BufferedImage image, String format) throws IOException {
    var writers = ImageIO.getImageWritersByFormatName(format);
    if (!writers.hasNext()) throw new IllegalArgumentException(format);
    ImageWriter writer = writers.next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
      }
      writer.write(null, new IIOImage(inBytes(image), null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /// The same pixels as bytes: the JDK's writers ask packed ones one by one, which takes longer
  /// than the JPEG itself.
  private static BufferedImage inBytes(BufferedImage image) {
    if (image.getType() != BufferedImage.TYPE_INT_RGB) return image;
    return ColourRaster.of(image).imageInBytes();
  }
}
