package cn.ruhu.imaging.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;

/// Files of several sheets as scanners make them, and some nobody should make.
public final class ScannedFiles {
  private ScannedFiles() {}

  /// A feeder's TIFF.
  public static byte[] tiff(List<BufferedImage> pages, String compression) {
    var writer = ImageIO.getImageWritersByFormatName("tiff").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      var how = writer.getDefaultWriteParam();
      how.setCompressionMode(javax.imageio.ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionType(compression);
      writer.prepareWriteSequence(null);
      for (var page : pages) writer.writeToSequence(new IIOImage(page, null, null), how);
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /// A scanner's PDF: one JPEG a page.
  public static byte[] pdf(List<BufferedImage> pages) {
    try (var document = new PDDocument()) {
      for (var image : pages) {
        var page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        var picture = JPEGFactory.createFromImage(document, image, 0.6f);
        try (var content = new PDPageContentStream(document, page)) {
          content.drawImage(picture, 0, 0, PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
        }
      }
      return bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same, but one page draws a picture no reader here can, inside a form.
  public static byte[] withoutPicture(byte[] pdf, int index) {
    try (var document = Loader.loadPDF(pdf);
        var picture = new COSStream();
        var form = new COSStream()) {
      picture.setItem(COSName.SUBTYPE, COSName.IMAGE);
      picture.setItem(COSName.FILTER, COSName.JPX_DECODE);
      picture.createRawOutputStream().close();
      var pictures = new COSDictionary();
      pictures.setItem(COSName.getPDFName("Odd"), picture);
      var resources = new COSDictionary();
      resources.setItem(COSName.XOBJECT, pictures);
      form.setItem(COSName.SUBTYPE, COSName.FORM);
      form.setItem(COSName.RESOURCES, resources);
      form.createRawOutputStream().close();
      var drawn =
          document.getPage(index).getResources().getCOSObject().getCOSDictionary(COSName.XOBJECT);
      for (COSName name : List.copyOf(drawn.keySet())) drawn.setItem(name, form);
      return bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sheets of A4 with nothing on them.
  public static byte[] emptyPdf(int pages) {
    return emptyPdf(pages, PDRectangle.A4);
  }

  static byte[] emptyPdf(int pages, PDRectangle sheet) {
    try (var document = new PDDocument()) {
      for (int i = 0; i < pages; i++) document.addPage(new PDPage(sheet));
      return bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] lockedPdf() {
    try (var document = new PDDocument()) {
      document.addPage(new PDPage());
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      return bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    var out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  /// A PDF of some 200 kB with a content stream that unpacks to so many megabytes.
  static byte[] bombPdf(int megabytes) {
    var packed = new ByteArrayOutputStream();
    try (var deflater = new Deflater(9)) {
      byte[] chunk = new byte[1 << 20];
      java.util.Arrays.fill(chunk, (byte) ' ');
      byte[] buffer = new byte[1 << 16];
      for (int i = 0; i < megabytes; i++) {
        deflater.setInput(chunk);
        while (!deflater.needsInput()) packed.write(buffer, 0, deflater.deflate(buffer));
      }
      deflater.finish();
      while (!deflater.finished()) packed.write(buffer, 0, deflater.deflate(buffer));
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(
        ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
                + "4 0 obj<</Length "
                + packed.size()
                + "/Filter/FlateDecode>>\nstream\n")
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    out.writeBytes(packed.toByteArray());
    out.writeBytes(
        "\nendstream\nendobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return out.toByteArray();
  }
}
