package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.page.PageFile.Format;
import cn.ruhu.imaging.page.PageFile.Pages;
import cn.ruhu.imaging.page.PageFile.Reason;
import cn.ruhu.imaging.page.PageFile.Refused;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageFileTest {
  private static final SyntheticPage PAGE = SyntheticPage.clean("hello", 100);

  private static BufferedImage picture() {
    return PAGE.image();
  }

  private static PageImage only(byte[] file, Format format) {
    try (var pages = assertInstanceOf(Pages.class, PageFile.open(file))) {
      assertEquals(format, pages.format());
      assertEquals(1, pages.count());
      return assertInstanceOf(PageImage.class, pages.page(0));
    }
  }

  @Test
  void jpegAndPngAreOnePageWithTheirResolution() {
    var image = picture();
    for (var page :
        List.of(only(PAGE.jpeg(), Format.JPEG), only(PAGE.encode(image, "png"), Format.PNG))) {
      assertEquals(image.getWidth(), page.gray().width());
      assertEquals(image.getHeight(), page.colour().getHeight());
      assertEquals(100, page.dpi());
      assertFalse(page.damaged());
    }
  }

  @Test
  void resolutionIsGuessedFromTheShapeOfA4Only() {
    var a4 = new BufferedImage(1240, 1754, BufferedImage.TYPE_INT_RGB);
    var photo = new BufferedImage(1200, 1600, BufferedImage.TYPE_INT_RGB);
    assertEquals(150, PageImage.of(a4, 72, false).dpi());
    assertEquals(0, PageImage.of(photo, 72, false).dpi());
    assertEquals(240, PageImage.of(photo, 240, false).dpi());
  }

  @ParameterizedTest
  @ValueSource(strings = {"CCITT T.6", "LZW", "JPEG", "Deflate"})
  void tiffOfSeveralPagesOpensPageByPage(String compression) {
    var bitonal = compression.startsWith("CCITT");
    var image =
        new BufferedImage(
            400, 300, bitonal ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_INT_RGB);
    image.createGraphics().fillRect(0, 0, 200, 300);
    byte[] file = ScannedFiles.tiff(List.of(image, image, image), compression);
    try (var pages = assertInstanceOf(Pages.class, PageFile.open(file))) {
      assertEquals(Format.TIFF, pages.format());
      assertEquals(3, pages.count());
      for (int i : new int[] {2, 0, 1}) {
        var page = assertInstanceOf(PageImage.class, pages.page(i));
        assertEquals(400, page.gray().width());
        assertEquals(255, page.gray().at(50, 50), 3);
        assertEquals(0, page.gray().at(350, 50), 3);
      }
    }
    assertTrue(PageFile.isWhole(file));
    assertFalse(PageFile.isWhole(Arrays.copyOf(file, file.length / 2)));
  }

  @Test
  void tiffWhoseChainBitesItsTailEnds() {
    var file =
        ScannedFiles.tiff(List.of(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB)), "LZW");
    var b = ByteBuffer.wrap(file);
    b.order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = b.getInt(4);
    b.putInt(directory + 2 + 12 * b.getShort(directory), directory);
    try (var pages = assertInstanceOf(Pages.class, PageFile.open(file))) {
      assertEquals(1, pages.count());
      assertTrue(assertInstanceOf(PageImage.class, pages.page(0)).damaged());
    }
  }

  @Test
  void pdfPagesAreDrawnAndTheNameDoesNotMatter() {
    // What comes as "scan.jpg" may be a PDF: only bytes are looked at.
    byte[] file = ScannedFiles.pdf(List.of(picture(), picture()));
    try (var pages = assertInstanceOf(Pages.class, PageFile.open(file))) {
      assertEquals(Format.PDF, pages.format());
      assertEquals(2, pages.count());
      var page = assertInstanceOf(PageImage.class, pages.page(1));
      assertEquals(PageLimits.PDF_DPI, page.dpi());
      assertEquals(Math.round(297 / 25.4 * PageLimits.PDF_DPI), page.gray().height(), 3);
      assertFalse(page.damaged());
    }
  }

  @Test
  void emptyFileAndStrangersAreNamed() {
    assertEquals(new Refused(Reason.EMPTY, 0), PageFile.open(new byte[0]));
    assertEquals(
        new Refused(Reason.UNSUPPORTED, 0),
        PageFile.open("GIF89a".getBytes(StandardCharsets.US_ASCII)));
    for (String head : List.of("PK", "hello", "BM", "I"))
      assertEquals(
          new Refused(Reason.NOT_A_PAGE, 0),
          PageFile.open(head.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void cutJpegKeepsWhatIsThereAndSaysSo() {
    byte[] whole = PAGE.jpeg();
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertFalse(PageFile.isWhole(half));
    var page = only(half, Format.JPEG);
    assertTrue(page.damaged());
    assertEquals(picture().getHeight(), page.gray().height());
    // of a mere header nothing can be shown
    try (var pages = assertInstanceOf(Pages.class, PageFile.open(Arrays.copyOf(whole, 30)))) {
      assertEquals(new Refused(Reason.SPOILED, 0), pages.page(0));
    }
  }

  @Test
  void sixHundredPagesAreRefusedWithTheirNumber() {
    assertEquals(
        new Refused(Reason.TOO_MANY_PAGES, 600), PageFile.open(ScannedFiles.emptyPdf(600)));
    assertInstanceOf(Pages.class, PageFile.open(ScannedFiles.emptyPdf(PageLimits.PAGES_MAX)));
  }

  @Test
  void lockedPdfIsNamedSo() {
    assertEquals(new Refused(Reason.LOCKED, 0), PageFile.open(ScannedFiles.lockedPdf()));
  }

  @Test
  void hugeSheetIsDrawnSmaller() {
    byte[] file = ScannedFiles.emptyPdf(1, new PDRectangle(14_400, 14_400));
    var page = only(file, Format.PDF);
    assertTrue((long) page.gray().width() * page.gray().height() <= PageLimits.PIXELS_MAX * 1.01);
  }

  @Test
  void bombsAreRefusedBeforeTheyUnpack() {
    byte[] bomb = ScannedFiles.bombPdf(200);
    assertTrue(bomb.length < 300_000);
    assertEquals(new Refused(Reason.TOO_LARGE, 0), PageFile.open(bomb));
    assertInstanceOf(Pages.class, PageFile.open(ScannedFiles.bombPdf(1)));
    byte[] png = PAGE.encode(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png");
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    var crc = new java.util.zip.CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    try (var pages = assertInstanceOf(Pages.class, PageFile.open(png))) {
      assertEquals(new Refused(Reason.TOO_LARGE, 0), pages.page(0));
    }
  }

  @Test
  void spoiledFilesNeverThrow() {
    var random = new Random(3);
    var small = new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB);
    var files =
        List.of(
            PAGE.encode(small, "jpeg"),
            PAGE.encode(small, "png"),
            ScannedFiles.tiff(List.of(small, small), "LZW"),
            ScannedFiles.pdf(List.of(small)));
    for (byte[] whole : files)
      for (int round = 0; round < 150; round++) {
        byte[] bad = whole.clone();
        for (int i = 0; i < 6; i++) bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        if (round % 3 == 0) bad = Arrays.copyOf(bad, 1 + random.nextInt(bad.length));
        if (PageFile.open(bad) instanceof Pages pages)
          try (pages) {
            for (int i = 0; i < pages.count(); i++) pages.page(i);
          }
      }
  }
}
