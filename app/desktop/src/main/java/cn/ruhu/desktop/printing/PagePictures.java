package cn.ruhu.desktop.printing;

import cn.ruhu.desktop.kit.Pixels;
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
      int w = image.getWidth();
      int h = image.getHeight();
      int[] pixels = image.getRGB(0, 0, w, h, null, 0, w);
      // paper is white where nothing is printed
      for (int i = 0; i < pixels.length; i++) {
        int a = pixels[i] >>> 24;
        if (a == 255) continue;
        pixels[i] =
            0xFF000000
                | over(pixels[i] >> 16 & 255, a) << 16
                | over(pixels[i] >> 8 & 255, a) << 8
                | over(pixels[i] & 255, a);
      }
      return new Pixels(w, h, pixels);
    }
  }

  private static int over(int colour, int alpha) {
    return (colour * alpha + 255 * (255 - alpha)) / 255;
  }
}
