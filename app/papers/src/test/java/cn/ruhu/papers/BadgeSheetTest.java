package cn.ruhu.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/// The badge as it comes out of a printer.
class BadgeSheetTest {
  private static final int DPI = 200;
  private static final String CODE = "RB13F7A19C2" + "0123456789ABCDEFGHJKMNPQRSTVWXYZ" + "ABCD";
  private static final BadgeSheet SHEET =
      new BadgeSheet("阿依古丽·买买提", "恒信社会调查事务所", "3F7A-19C2", CODE, LocalDate.of(2026, 11, 30));

  private final byte[] pdf = new Papers(Fonts.load()).badge(SHEET);

  private BufferedImage page() throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      assertEquals(1, document.getNumberOfPages());
      return new PDFRenderer(document).renderImageWithDPI(0, DPI, ImageType.RGB);
    }
  }

  @Test
  void itsQrIsReadFromTheCardThatIsCutOut() throws Exception {
    BufferedImage page = page();
    Path picture = Path.of("target/badge.png");
    Files.createDirectories(picture.toAbsolutePath().getParent());
    ImageIO.write(page, "png", picture.toFile());
    BufferedImage card = page.getSubimage(mm(117), mm(5), mm(85.6), mm(54));
    int[] rgb = card.getRGB(0, 0, card.getWidth(), card.getHeight(), null, 0, card.getWidth());
    var light = new RGBLuminanceSource(card.getWidth(), card.getHeight(), rgb);
    var text = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(light))).getText();
    assertEquals(CODE, text);
  }

  private static int mm(double length) {
    return (int) Math.round(length / 25.4 * DPI);
  }

  @Test
  void itSaysWhoseItIsAndNowhereItsSecretInLetters() throws Exception {
    String text;
    try (var document = Loader.loadPDF(pdf)) {
      text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
    }
    for (String part : new String[] {"阿依古丽·买买提", "恒信社会调查事务所", "3F7A-19C2", "2026-11-30"})
      assertTrue(text.contains(part), () -> part + " in " + text);
    assertTrue(!text.contains(CODE.substring(11, 43)), text);
    assertTrue(!SHEET.toString().contains(CODE));
  }
}
