package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.code.CodeCheck.Verdict;
import cn.ruhu.imaging.raster.Point;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageReaderTest {
  private static final String CODE = Corpus.code(1).write(Corpus.KEY);
  private final PageReader reader =
      new PageReader(CodeCheck.of(List.of(Corpus.KEY)), System::nanoTime);

  private PageReading read(SyntheticPage page) {
    return read(page.image());
  }

  private PageReading read(BufferedImage image) {
    return reader.read(PageImage.of(image, 150, false));
  }

  private static SyntheticPage page(double skew, int turns) {
    return new SyntheticPage(CODE, "", 150, skew, turns, 6, 0.6f, 5);
  }

  private static BufferedImage paper() {
    var image = new BufferedImage(1240, 1754, BufferedImage.TYPE_INT_RGB);
    var random = new Random(2);
    for (int y = 0; y < image.getHeight(); y++)
      for (int x = 0; x < image.getWidth(); x++)
        image.setRGB(x, y, 0x010101 * (225 + random.nextInt(20) - y / 60));
    return image;
  }

  @Test
  void quadIsTheFullFrameWithoutConfidence() {
    var reading = read(page(0, 0));
    assertEquals(0, reading.confidence());
    assertEquals(new Point(0, 0), reading.quad().topLeft());
    assertEquals(new Point(1240, 1754), reading.quad().bottomRight());
    assertEquals(150, reading.dpi());
    assertFalse(reading.blank());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-5, -2.3, -0.6, 0, 0.1, 1, 2, 4.7, 6})
  void leanIsMeasured(double degrees) {
    assertEquals(Math.abs(degrees) < 0.2 ? 0 : degrees, read(page(degrees, 0)).skewDegrees(), 0.3);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 3", "3, -2", "2, -5"})
  void pagesLyingAnyWayAreReadAndPutUpright(int turns, double degrees) {
    var image = page(degrees, turns).image();
    var reading = read(image);
    assertEquals(List.of(CODE), reading.ours().stream().map(c -> c.text()).toList());
    assertEquals(turns, reading.quarterTurns());
    assertEquals(degrees, reading.skewDegrees(), 0.3);
    var upright = Straightened.of(PageImage.of(image, 150, false), reading);
    var again = read(upright);
    assertEquals(0, again.quarterTurns());
    assertEquals(0, again.skewDegrees(), 0.3);
    assertTrue(Math.abs(again.ours().getFirst().degrees()) < 0.7);
    if (turns == 0 && degrees == 0) assertSame(image, upright);
    else assertNotSame(image, upright);
  }

  @Test
  void photoHasNoLean() {
    var random = new Random(9);
    var image = new BufferedImage(1240, 1754, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    for (int i = 0; i < 900; i++) {
      g.setColor(new Color(random.nextInt(0x1000000)));
      int size = 20 + random.nextInt(180);
      g.fillOval(random.nextInt(1240) - 40, random.nextInt(1754) - 40, size, size);
    }
    g.dispose();
    assertEquals(0, read(image).skewDegrees());
  }

  @Test
  void emptyPaperIsBlankAndASignatureIsNot() {
    var blank = paper();
    for (int i = 0; i < 8; i++) blank.setRGB(100 + 90 * i, 300 + 70 * i, 0x303030);
    assertTrue(read(blank).blank());
    assertEquals(List.of(), read(blank).codes());

    var signed = paper();
    var g = signed.createGraphics();
    g.setColor(new Color(40, 40, 90));
    g.setStroke(new java.awt.BasicStroke(3));
    var pen = new Path2D.Double();
    pen.moveTo(800, 1500);
    pen.curveTo(830, 1400, 860, 1560, 900, 1480);
    pen.curveTo(930, 1440, 960, 1530, 1010, 1470);
    g.draw(pen);
    g.dispose();
    assertFalse(read(signed).blank());
  }

  /// A sheet drawn in askew, or shorter than the glass: the feeder's black shows on one side, on
  /// two, or all round. What is written on the page still counts.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aDarkRimOfTheFeederIsNoPrint(int sides) {
    for (boolean signed : new boolean[] {false, true}) {
      var page = paper();
      var g = page.createGraphics();
      g.setColor(new Color(18, 18, 20));
      int[] shape = {58, 74, 66, 52};
      var rim = new Path2D.Double(Path2D.WIND_EVEN_ODD);
      rim.append(new java.awt.Rectangle(-9, -9, 1260, 1780), false);
      int left = sides > 2 ? shape[0] : -8;
      int right = 1240 - shape[1];
      int bottom = sides > 1 ? 1754 - shape[2] : 1762;
      int top = sides > 3 ? shape[3] : -8;
      // a little askew
      rim.moveTo(left, top + (sides > 3 ? 9 : 0));
      rim.lineTo(right, top);
      rim.lineTo(right + 12, bottom);
      rim.lineTo(left, bottom - (sides > 1 ? 9 : 0));
      rim.closePath();
      g.fill(rim);
      if (signed) {
        g.setStroke(new java.awt.BasicStroke(3));
        g.drawArc(700, 1400, 80, 60, 10, 300);
        g.drawArc(760, 1410, 70, 40, 190, 300);
      }
      g.dispose();
      assertEquals(!signed, read(page).blank(), sides + " sides, signed " + signed);
    }
  }

  @Test
  void blurLowersSharpness() {
    var sharp = page(0, 0).image();
    var blurred = new BufferedImage(1240, 1754, BufferedImage.TYPE_INT_RGB);
    float[] kernel = new float[121];
    java.util.Arrays.fill(kernel, 1f / 121);
    new java.awt.image.ConvolveOp(new java.awt.image.Kernel(11, 11, kernel)).filter(sharp, blurred);
    double in = read(sharp).sharpness();
    double out = read(blurred).sharpness();
    assertTrue(in > PageReading.SHARPNESS_MIN, in + " sharp, " + out + " blurred");
    assertTrue(out < PageReading.SHARPNESS_MIN, in + " sharp, " + out + " blurred");
  }

  @Test
  void otherPeoplesCodesAreTold() {
    var reading = read(new SyntheticPage(CODE, "https://pay.example/1", 200, 1, 0, 5, 0.7f, 3));
    assertEquals(1, reading.ours().size());
    var alone = read(new SyntheticPage("https://pay.example/2", "", 150, 1, 0, 5, 0.7f, 3));
    assertEquals(List.of(), alone.ours());
    assertEquals(Verdict.FOREIGN, alone.codes().getFirst().verdict());
    assertEquals(0, alone.quarterTurns());
  }

  @Test
  void codeOfAnotherDistrictIsNeverOurs() {
    var other = new PageKey(Corpus.KEY.id(), new byte[32]);
    var forged = new SyntheticPage(Corpus.code(2).write(other), "", 150, 1, 0, 5, 0.7f, 3);
    var reading = read(forged);
    assertEquals(List.of(), reading.ours());
    assertEquals(Verdict.DOUBTFUL, reading.codes().getFirst().verdict());
    assertFalse(reading.toString().contains(Corpus.code(2).write(other)));
  }

  @Test
  void twoSheetsInOnePictureShowTwoCodes() {
    var one = page(0, 0).image();
    var g = one.createGraphics();
    var second = new SyntheticPage(Corpus.code(9).write(Corpus.KEY), "", 150, 0, 0, 0, 0.9f, 4);
    g.drawImage(second.image(), 0, 900, null);
    g.dispose();
    assertEquals(2, read(one).ours().size());
  }
}
