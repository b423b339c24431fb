package cn.ruhu.imaging.page;

import cn.ruhu.imaging.raster.ColourRaster;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A form page as a scanner would bring it: drawn, leaned, dirtied, pressed into a JPEG. Everything
/// follows from the seed.
///
/// @param code text of its QR; empty for a page without one
/// @param foreign text of another QR beside it; empty for none
/// @param dpi of the scan
/// @param skewDegrees clockwise
/// @param quarterTurns clockwise; 2 is upside down
/// @param noise standard deviation of grey values
/// @param quality of the JPEG, 0 to 1
public record SyntheticPage(
    String code,
    String foreign,
    int dpi,
    double skewDegrees,
    int quarterTurns,
    double noise,
    float quality,
    long seed) {
  private static final double MM = 1 / 25.4;
  private static final double QR_MM = 33;

  /// A clean upright page.
  public static SyntheticPage clean(String code, int dpi) {
    return new SyntheticPage(code, "", dpi, 0, 0, 0, 0.9f, 1);
  }

  /// A page of the corpus: 150 to 300 dpi, up to 5 degrees, noise, quality 0.6, one in eight upside
  /// down, one in ten with a payment code beside ours.
  public static SyntheticPage ofCorpus(String code, long seed) {
    var random = new Random(seed);
    int[] resolutions = {150, 200, 240, 300};
    return new SyntheticPage(
        code,
        random.nextInt(10) == 0 ? "https://pay.example/" + random.nextLong() : "",
        resolutions[random.nextInt(resolutions.length)],
        random.nextDouble() * 10 - 5,
        random.nextInt(8) == 0 ? 2 : 0,
        random.nextDouble() * 14,
        0.6f,
        seed);
  }

  /// The file a scanner would write, with its resolution in the header.
  public byte[] jpeg() {
    return encode(image(), "jpeg");
  }

  /// The picture before it becomes a file.
  public BufferedImage image() {
    var scanned = leaned(drawn());
    spoil(scanned);
    return scanned;
  }

  private BufferedImage drawn() {
    var page = new BufferedImage(px(210), px(297), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = page.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, page.getWidth(), page.getHeight());
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.scale(dpi * MM, dpi * MM);
    print(g);
    if (!code.isEmpty()) qr(g, code, 210 - 10 - QR_MM, 10, QR_MM);
    if (!foreign.isEmpty()) qr(g, foreign, 22, 240, 28);
    g.dispose();
    return page;
  }

  /// Lines of print, a table, a signature and a red seal, in millimetres.
  private void print(Graphics2D g) {
    var random = new Random(seed);
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.SERIF, Font.BOLD, 1).deriveFont(6f));
    g.drawString("Registration form and authorization", 22f, 30f);
    g.setFont(new Font(Font.SERIF, Font.PLAIN, 1).deriveFont(3.6f));
    for (int line = 0; line < 24; line++) {
      var words = new StringBuilder();
      while (words.length() < 70)
        words.append(Long.toString(random.nextLong() >>> 30, 36)).append(' ');
      g.drawString(words.toString(), 22f, 52f + 5.4f * line);
    }
    g.setStroke(new BasicStroke(0.3f));
    for (int row = 0; row <= 6; row++) g.draw(new Rectangle2D.Double(22, 186, 166, 7.0 * row));
    for (int column = 1; column < 5; column++)
      g.draw(new Rectangle2D.Double(22, 186, 33.2 * column, 42));
    var pen = new Path2D.Double();
    pen.moveTo(130, 250);
    for (int i = 0; i < 8; i++)
      pen.quadTo(
          130 + 6 * i + random.nextInt(6), 240 + random.nextInt(20), 136 + 6 * i, 250 + i % 3);
    g.setStroke(new BasicStroke(0.5f));
    g.draw(pen);
    g.setColor(new Color(200, 30, 30));
    g.setStroke(new BasicStroke(1f));
    g.drawOval(140, 235, 40, 40);
  }

  private static void qr(Graphics2D g, String text, double left, double top, double sizeMm) {
    BitMatrix matrix;
    try {
      matrix =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.Q,
                      EncodeHintType.MARGIN,
                      4));
    } catch (WriterException e) {
      throw new IllegalStateException(e);
    }
    double module = sizeMm / matrix.getWidth();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    g.setColor(Color.WHITE);
    g.fill(new Rectangle2D.Double(left, top, sizeMm, sizeMm));
    g.setColor(Color.BLACK);
    for (int y = 0; y < matrix.getHeight(); y++)
      for (int x = 0; x < matrix.getWidth(); x++)
        if (matrix.get(x, y))
          g.fill(new Rectangle2D.Double(left + x * module, top + y * module, module, module));
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  }

  private BufferedImage leaned(BufferedImage page) {
    boolean side = quarterTurns % 2 == 1;
    int w = side ? page.getHeight() : page.getWidth();
    int h = side ? page.getWidth() : page.getHeight();
    var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setColor(new Color(225, 225, 222));
    g.fillRect(0, 0, w, h);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    var turn = AffineTransform.getTranslateInstance(w / 2.0, h / 2.0);
    turn.rotate(Math.toRadians(skewDegrees));
    turn.quadrantRotate(quarterTurns);
    turn.translate(-page.getWidth() / 2.0, -page.getHeight() / 2.0);
    g.drawImage(page, turn, null);
    g.dispose();
    return out;
  }

  /// Yellowed paper, a shadow to one side, noise on every pixel.
  private void spoil(BufferedImage image) {
    if (noise == 0) return;
    var random = new Random(seed ^ 0x5EED);
    double[] bell = new double[4096];
    for (int i = 0; i < bell.length; i++) bell[i] = random.nextGaussian() * noise;
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int width = image.getWidth();
    for (int i = 0; i < pixels.length; i++) {
      double light = 0.97 - 0.12 * (i % width) / width;
      double grain = bell[random.nextInt(bell.length)];
      int p = pixels[i];
      pixels[i] =
          level((p >> 16 & 255) * light + grain) << 16
              | level((p >> 8 & 255) * light + grain) << 8
              | level((p & 255) * light * 0.96 + grain);
    }
  }

  private static int level(double value) {
    return Math.clamp(Math.round(value), 0, 255);
  }

  private int px(double mm) {
    return (int) Math.round(mm * dpi * MM);
  }

  /// Writes a picture with the resolution in its header.
  public byte[] encode(BufferedImage image, String format) {
    var writer = ImageIO.getImageWritersByFormatName(format).next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
      }
      var metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromBufferedImageType(image.getType()), how);
      if (format.equals("jpeg")) {
        String name = "javax_imageio_jpeg_image_1.0";
        var root = (IIOMetadataNode) metadata.getAsTree(name);
        var jfif = (IIOMetadataNode) root.getElementsByTagName("app0JFIF").item(0);
        jfif.setAttribute("resUnits", "1");
        jfif.setAttribute("Xdensity", Integer.toString(dpi));
        jfif.setAttribute("Ydensity", Integer.toString(dpi));
        metadata.setFromTree(name, root);
      }
      boolean packed = image.getType() == BufferedImage.TYPE_INT_RGB;
      BufferedImage quick = packed ? ColourRaster.of(image).imageInBytes() : image;
      writer.write(null, new IIOImage(quick, null, metadata), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
