package cn.ruhu.papers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

class PageBookTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final PageBook BOOK = new PageBook(Fonts.load());

  /// A page of print with grain, as a scanner brings it.
  private static BufferedImage scan(int w, int h, long seed) {
    var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, w, h);
    g.setColor(Color.BLACK);
    g.setFont(new Font("Serif", Font.PLAIN, w / 40));
    var random = new Random(seed);
    for (int y = h / 20; y < h; y += h / 45)
      g.drawString(
          "2026-%02d  %d.00  %d".formatted(y % 12 + 1, y * 7, random.nextInt(9999)), w / 12, y);
    g.dispose();
    for (int i = 0; i < w * h / 12; i++) {
      int grey = 200 + random.nextInt(55);
      image.setRGB(random.nextInt(w), random.nextInt(h), grey << 16 | grey << 8 | grey);
    }
    return image;
  }

  private static PageBook.Leaf leaf(
      BufferedImage image, String caption, List<String> stamp, String text) {
    return new PageBook.Leaf(() -> image, caption, stamp, text);
  }

  private static void valid(byte[] pdf) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    try (var parser =
            Foundries.defaultInstance()
                .createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_B);
        var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false)) {
      var result = validator.validate(parser);
      assertTrue(result.isCompliant(), () -> result.getFailedChecks().keySet().toString());
    }
  }

  @Test
  void pagesStampsAndRareNamesAreAnArchivableBookWhoseTextIsFound() throws Exception {
    List<PageBook.Leaf> leaves =
        List.of(
            leaf(
                scan(1240, 1754, 1),
                "D04 户口簿 · 陈建国 · 第 1 页",
                List.of("与原件核对一致", "周敏 2026-11-23"),
                ""),
            leaf(scan(1754, 1240, 2), "D06 收入证明 · 䶮𠅤", List.of(), "工资 4,500 元\n某某公司"));
    var book =
        assertInstanceOf(PageBook.Book.class, BOOK.bind(leaves, "110108072026001000425", DAY, 0));
    valid(book.bytes());
    assertEquals(2, book.pages());
    try (PDDocument read = Loader.loadPDF(book.bytes())) {
      String text = new PDFTextStripper().getText(read);
      assertTrue(text.contains("与原件核对一致"), text);
      assertTrue(text.contains("䶮𠅤"), text);
      assertTrue(text.contains("某某公司"), "what a machine read is found");
      assertTrue(
          read.getPage(1).getMediaBox().getWidth() > read.getPage(1).getMediaBox().getHeight());
      BufferedImage drawn = new PDFRenderer(read).renderImageWithDPI(0, 60);
      int red = 0;
      for (int y = drawn.getHeight() / 2; y < drawn.getHeight(); y++)
        for (int x = drawn.getWidth() / 2; x < drawn.getWidth(); x++) {
          Color c = new Color(drawn.getRGB(x, y));
          if (c.getRed() > c.getGreen() + 60) red++;
        }
      assertTrue(red > 100, "the stamp is seen: " + red);
    }
  }

  @Test
  void aPageWithoutAPictureHasItsSheetAndSaysSo() throws Exception {
    var none =
        new PageBook.Leaf(
            () -> {
              throw new PageBook.NoPicture(
                  List.of("这一页没有图像", "SHA-256 " + "0123456789abcdef".repeat(4)));
            },
            "2 · D06 收入证明",
            List.of("与原件核对一致"),
            "");
    List<PageBook.Leaf> leaves =
        List.of(
            leaf(scan(600, 800, 1), "1", List.of(), ""),
            none,
            leaf(scan(600, 800, 2), "3", List.of(), ""));
    var book = assertInstanceOf(PageBook.Book.class, BOOK.bind(leaves, "t", DAY, 0));
    valid(book.bytes());
    assertEquals(3, book.pages());
    assertEquals(List.of(1), book.without());
    try (PDDocument read = Loader.loadPDF(book.bytes())) {
      assertEquals(3, read.getNumberOfPages());
      var stripper = new PDFTextStripper();
      stripper.setStartPage(2);
      stripper.setEndPage(2);
      String text = stripper.getText(read);
      assertTrue(text.contains("这一页没有图像"), text);
      assertTrue(text.contains("0123456789abcdef".repeat(4)), text);
      assertTrue(text.contains("收入证明"), text);
      assertTrue(!text.contains("核对一致"), "nobody compares what is not seen");
    }
  }

  @Test
  void aLimitMakesPicturesSmallerAndNeverIllegible() throws Exception {
    var leaves = new ArrayList<PageBook.Leaf>();
    for (int i = 0; i < 4; i++) leaves.add(leaf(scan(2480, 3508, i), "D06", List.of(), ""));
    var free = assertInstanceOf(PageBook.Book.class, BOOK.bind(leaves, "t", DAY, 0));
    assertEquals(300, free.dpi());
    long half = free.bytes().length / 2;
    var small = assertInstanceOf(PageBook.Book.class, BOOK.bind(leaves, "t", DAY, half));
    assertTrue(small.bytes().length <= half);
    assertTrue(small.dpi() < 300 && small.dpi() >= PageBook.DPI_MIN);
    var no = assertInstanceOf(PageBook.TooLarge.class, BOOK.bind(leaves, "t", DAY, 20_000));
    assertTrue(no.least() > 20_000);
    assertInstanceOf(
        PageBook.Book.class, BOOK.bind(leaves, "t", DAY, no.least()), "it says how much is enough");
  }

  @Test
  void aJpegThatLiesWellGoesInByteForByte() throws Exception {
    var out = new ByteArrayOutputStream();
    ImageIO.write(scan(1240, 1754, 9), "jpeg", out);
    byte[] jpeg = out.toByteArray();
    var picture =
        new PageBook.Picture() {
          @Override
          public BufferedImage draw() throws IOException {
            return ImageIO.read(new ByteArrayInputStream(jpeg));
          }

          @Override
          public Optional<byte[]> asIs() {
            return Optional.of(jpeg);
          }
        };
    var leaf = new PageBook.Leaf(picture, "D06", List.of(), "");
    var book = assertInstanceOf(PageBook.Book.class, BOOK.bind(List.of(leaf), "t", DAY, 0));
    valid(book.bytes());
    try (PDDocument read = Loader.loadPDF(book.bytes())) {
      var resources = read.getPage(0).getResources();
      COSName name = resources.getXObjectNames().iterator().next();
      var image = (PDImageXObject) resources.getXObject(name);
      assertArrayEquals(jpeg, image.getCOSObject().createRawInputStream().readAllBytes());
    }
  }

  @Test
  void samePagesSameBytes() throws Exception {
    List<PageBook.Leaf> leaves = List.of(leaf(scan(620, 877, 1), "D01 申请书", List.of(), ""));
    var a = (PageBook.Book) BOOK.bind(leaves, "t", DAY, 0);
    var b = (PageBook.Book) BOOK.bind(leaves, "t", DAY, 0);
    assertArrayEquals(a.bytes(), b.bytes());
  }
}
