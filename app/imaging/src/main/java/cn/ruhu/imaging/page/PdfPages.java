package cn.ruhu.imaging.page;

import cn.ruhu.imaging.page.PageFile.Format;
import cn.ruhu.imaging.page.PageFile.Loaded;
import cn.ruhu.imaging.page.PageFile.Opened;
import cn.ruhu.imaging.page.PageFile.Reason;
import cn.ruhu.imaging.page.PageFile.Refused;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PDF, drawn page by page at [PageLimits#PDF_DPI].
final class PdfPages extends PageFile.Pages {
  private static final Logger LOG = LoggerFactory.getLogger(PdfPages.class);
  private static final int POINTS_PER_INCH = 72;
  private static final int TAIL = 1024;

  private final PDDocument document;
  private final PDFRenderer renderer;
  private final boolean damaged;

  private PdfPages(PDDocument document, boolean damaged) {
    this.document = document;
    this.damaged = damaged;
    renderer = new PDFRenderer(document);
    renderer.setSubsamplingAllowed(true);
  }

  static Opened open(byte[] file) {
    if (!PdfParts.fit(file)) return Refused.of(Reason.TOO_LARGE);
    try {
      var document =
          Loader.loadPDF(
              file, "", null, null, MemoryUsageSetting.setupMainMemoryOnly().streamCache);
      int pages = document.getNumberOfPages();
      if (pages >= 1 && pages <= PageLimits.PAGES_MAX) return new PdfPages(document, !ends(file));
      document.close();
      return pages < 1 ? Refused.of(Reason.SPOILED) : new Refused(Reason.TOO_MANY_PAGES, pages);
    } catch (InvalidPasswordException _) {
      return Refused.of(Reason.LOCKED);
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NullPointerException
        | ClassCastException _) {
      // The parser answers nonsense with any of these.
      return Refused.of(Reason.SPOILED);
    }
  }

  /// Whether the end mark is there, within the last kilobyte as readers accept it.
  static boolean ends(byte[] file) {
    int from = Math.max(0, file.length - TAIL);
    String tail = new String(file, from, file.length - from, StandardCharsets.ISO_8859_1);
    return tail.contains("%%EOF");
  }

  PDDocument document() {
    return document;
  }

  @Override
  public Format format() {
    return Format.PDF;
  }

  @Override
  public int count() {
    return document.getNumberOfPages();
  }

  @Override
  public Loaded page(int index) {
    try {
      PDPage page = document.getPage(index);
      var pictures = PdfPictures.of(page);
      if (pictures.unsupported()) return Refused.of(Reason.UNSUPPORTED);
      if (pictures.largest() > PageLimits.STORED_PIXELS_MAX) return Refused.of(Reason.TOO_LARGE);
      float dpi = dpi(page.getCropBox());
      if (dpi < 1) return Refused.of(Reason.TOO_LARGE);
      BufferedImage image = renderer.renderImageWithDPI(index, dpi, ImageType.RGB);
      return PageImage.of(image, Math.round(dpi), damaged);
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | NullPointerException
        | ArithmeticException
        | ClassCastException _) {
      return Refused.of(Reason.SPOILED);
    }
  }

  /// [PageLimits#PDF_DPI], or less when the sheet is so large that it would be too many pixels.
  private static float dpi(PDRectangle sheet) {
    double inches =
        (double) sheet.getWidth() * sheet.getHeight() / POINTS_PER_INCH / POINTS_PER_INCH;
    double most = Math.sqrt(PageLimits.PIXELS_MAX / Math.max(inches, 1e-6));
    return (float) Math.min(PageLimits.PDF_DPI, most);
  }

  @Override
  public void close() {
    try {
      document.close();
    } catch (IOException e) {
      LOG.debug("a PDF held in memory did not close", e);
    }
  }
}
