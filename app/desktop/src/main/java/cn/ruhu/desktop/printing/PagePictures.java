package cn.ruhu.desktop.printing;

import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.imaging.Fitted;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Pages of a PDF as pictures. Stateless and thread-safe; work for `Background`.
final class PagePictures {
  private PagePictures() {}

  /// @param page from 0
  /// @param dpi dots per inch
  static Pixels of(byte[] pdf, int page, float dpi) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page, dpi, ImageType.ARGB);
      // paper is white where nothing is printed
      return Pixels.of(Fitted.onWhite(image));
    }
  }
}
