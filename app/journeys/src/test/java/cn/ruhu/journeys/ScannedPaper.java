package cn.ruhu.journeys;

import cn.ruhu.imaging.page.Straightened;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// A scanner that is fed with the very pages this program printed, signed by hand and laid in
/// askew, and with papers of others.
final class ScannedPaper {
  /// the least that papers are scanned with
  private static final int DPI = 150;

  private static final int QR = px(33);
  private static final float QUALITY = 0.7f;

  private ScannedPaper() {}

  /// Pages of a saved PDF as sheets of paper.
  static List<BufferedImage> sheets(Path pdf) throws IOException {
    return sheets(Files.readAllBytes(pdf));
  }

  /// Pages of a PDF as sheets of paper.
  static List<BufferedImage> sheets(byte[] pdf) throws IOException {
    var all = new ArrayList<BufferedImage>();
    try (var document = Loader.loadPDF(pdf)) {
      var renderer = new PDFRenderer(document);
      for (int i = 0; i < document.getNumberOfPages(); i++)
        all.add(renderer.renderImageWithDPI(i, DPI, ImageType.RGB));
    }
    return all;
  }

  /// A form of another office: no code of ours on it.
  static BufferedImage foreign(String title, long seed) {
    var page = blank(seed);
    Graphics2D g = page.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.scale(DPI / 200.0, DPI / 200.0);
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.SERIF, Font.BOLD, 46));
    g.drawString(title, 300, 240);
    g.setFont(new Font(Font.SERIF, Font.PLAIN, 30));
    var random = new Random(seed);
    for (int line = 0; line < 30; line++)
      g.drawString(
          Long.toString(random.nextLong() >>> 1, 36) + " " + Long.toString(random.nextLong(), 36),
          220,
          360 + 52 * line);
    g.dispose();
    return page;
  }

  /// A sheet without print.
  static BufferedImage blank(long seed) {
    var page = new BufferedImage(px(210), px(297), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = page.createGraphics();
    g.setColor(new Color(252, 252, (int) (240 + seed % 12)));
    g.fillRect(0, 0, page.getWidth(), page.getHeight());
    g.dispose();
    return page;
  }

  /// A hand signs at the foot of a sheet.
  static BufferedImage signed(BufferedImage sheet, long seed) {
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(30, 40, 120));
    g.setStroke(new java.awt.BasicStroke(4));
    var random = new Random(seed);
    int x = sheet.getWidth() / 4;
    int y = sheet.getHeight() * 3 / 4;
    for (int i = 0; i < 14; i++) {
      int nextX = x + 12 + random.nextInt(22);
      int nextY = sheet.getHeight() * 3 / 4 - 40 + random.nextInt(80);
      g.drawLine(x, y, nextX, nextY);
      x = nextX;
      y = nextY;
    }
    g.dispose();
    return sheet;
  }

  /// Lays a sheet on the glass and writes what the scanner saw.
  ///
  /// @param sheet is dirtied itself when it lies straight
  /// @param degrees how it lies turned, clockwise
  static void scan(BufferedImage sheet, double degrees, long seed, Path file) throws IOException {
    drop(jpeg(sheet, degrees, seed), file);
  }

  /// Writes a file as scanners do that rename it when it is whole.
  static void drop(byte[] bytes, Path file) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".part");
    Files.write(half, bytes);
    Files.move(half, file);
  }

  /// Lays a sheet on the glass.
  ///
  /// @param sheet is dirtied itself when it lies straight
  /// @param degrees how it lies turned, clockwise
  /// @return what the scanner saw
  static byte[] jpeg(BufferedImage sheet, double degrees, long seed) throws IOException {
    return jpeg(seen(sheet, degrees, seed));
  }

  /// As [#jpeg(BufferedImage, double, long)], before it is a file.
  static BufferedImage seen(BufferedImage sheet, double degrees, long seed) {
    var seen = Straightened.of(sheet, 0, -degrees);
    int w = seen.getWidth();
    int h = seen.getHeight();
    var random = new Random(seed);
    for (int i = 0; i < w * h / 12; i++) {
      int x = random.nextInt(w);
      int y = random.nextInt(h);
      int grey = Math.clamp((seen.getRGB(x, y) & 255) + random.nextInt(31) - 20, 0, 255);
      seen.setRGB(x, y, grey << 16 | grey << 8 | grey);
    }
    return seen;
  }

  private static byte[] jpeg(BufferedImage seen) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.write(null, new IIOImage(seen, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /// A form of another district: a page code like ours, under a key nobody here holds.
  static BufferedImage elsewhere(String code, long seed) throws WriterException {
    var page = foreign("YANGFANG 2", seed);
    BitMatrix qr = new QRCodeWriter().encode(code, BarcodeFormat.QR_CODE, QR, QR);
    for (int y = 0; y < QR; y++)
      for (int x = 0; x < QR; x++)
        page.setRGB(page.getWidth() - QR - px(15), px(10) + y, qr.get(x, y) ? 0x101010 : 0xFFFFFF);
    return page;
  }

  /// Tea was spilt over the code of a sheet.
  static BufferedImage smeared(BufferedImage sheet) {
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(150, 120, 90));
    g.fillOval(sheet.getWidth() - px(54), px(3), px(50), px(48));
    g.dispose();
    return sheet;
  }

  /// A file that is whole by its marks and shows nothing: its code tables make no sense.
  static byte[] spoilt(byte[] jpeg) {
    byte[] out = jpeg.clone();
    int at = 2;
    while ((out[at + 1] & 0xFF) != 0xDA) {
      if ((out[at + 1] & 0xFF) == 0xC4) Arrays.fill(out, at + 5, at + 21, (byte) 0x7F);
      at += 2 + ((out[at + 2] & 0xFF) << 8 | out[at + 3] & 0xFF);
    }
    return out;
  }

  private static int px(double mm) {
    return (int) Math.round(mm * DPI / 25.4);
  }
}
