package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.raster.Quad;
import cn.ruhu.imaging.sheet.DeskCorpus;
import cn.ruhu.imaging.sheet.DeskPhoto;
import cn.ruhu.imaging.sheet.SheetFormat;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said while the person is still at the window.
final class FlawTest {
  private final PageReader reader =
      new PageReader(CodeCheck.of(List.of(Corpus.KEY)), System::nanoTime);

  private PageReading read(BufferedImage image, int dpi) {
    return reader.read(PageImage.of(image, dpi, false));
  }

  private static BufferedImage blurred(BufferedImage image, int from) {
    int w = image.getWidth();
    int h = image.getHeight();
    float[] kernel = new float[121];
    Arrays.fill(kernel, 1f / 121);
    var soft = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    new ConvolveOp(new Kernel(11, 11, kernel)).filter(image, soft);
    var g = soft.createGraphics();
    g.drawImage(image.getSubimage(0, 0, w, from), 0, 0, null);
    g.dispose();
    return soft;
  }

  @Test
  void aGoodScanHasNone() {
    for (long seed = 1; seed <= 4; seed++) {
      assertEquals(Set.of(), read(PrintedPage.of(seed), 150).flaws());
      var page = SyntheticPage.ofCorpus(Corpus.code(seed).write(Corpus.KEY), seed);
      assertEquals(Set.of(), read(page.image(), page.dpi()).flaws(), "page " + seed);
    }
  }

  @Test
  void smearedPrintIsTold() {
    assertEquals(Set.of(Flaw.SOFT), read(blurred(PrintedPage.of(1), 1), 150).flaws());
    assertEquals(Set.of(Flaw.SOFT_PART), read(blurred(PrintedPage.of(1), 1100), 150).flaws());
  }

  @Test
  void tooFewDotsAreTold() {
    assertTrue(read(SyntheticPage.clean("x", 100).image(), 100).flaws().contains(Flaw.COARSE));
  }

  @Test
  void aDamagedFileIsTold() {
    var image = PageImage.of(PrintedPage.of(2), 150, true);
    assertTrue(reader.read(image).flaws().contains(Flaw.DAMAGED));
  }

  @Test
  void aLampMirroredOnTheSheetIsTold() {
    lampsAreTold(16);
  }

  @Test
  @Tag("soak")
  void lampsMirroredOnManySheetsAreTold() {
    lampsAreTold(80);
  }

  private static void lampsAreTold(int photos) {
    int seen = 0;
    int told = 0;
    int falsely = 0;
    for (long seed = 1; seed <= photos; seed++) {
      var photo = DeskCorpus.photo(seed);
      var small = cn.ruhu.imaging.raster.ColourRaster.shrunk(photo.image(), 640);
      double by = (double) small.width() / photo.image().getWidth();
      boolean glare =
          cn.ruhu.imaging.sheet.Glare.share(small, photo.truth().times(by, by))
              > cn.ruhu.imaging.sheet.Glare.SHARE_MAX;
      if (photo.glare()) seen++;
      if (photo.glare() && glare) told++;
      if (!photo.glare() && glare) falsely++;
    }
    assertTrue(
        told >= seen - 1 - photos / 40 && falsely <= 1 + photos / 40,
        told + " of " + seen + ", falsely " + falsely);
  }

  @Test
  void aSheetThatShowsItsEmptySideInAPhotoIsTold() {
    var empty = new BufferedImage(1240, 1754, BufferedImage.TYPE_INT_RGB);
    var g = empty.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 1240, 1754);
    g.dispose();
    int told = 0;
    for (long seed = 1; seed <= 8; seed++) {
      var back = read(DeskPhoto.of(empty, seed).image(), 0);
      if (back.flaws().stream().anyMatch(f -> f.name().equals("WRONG_SIDE"))) told++;
      var front = read(DeskCorpus.photo(seed).image(), 0);
      assertTrue(
          front.flaws().stream().noneMatch(f -> f.name().equals("WRONG_SIDE")), "seed " + seed);
    }
    assertTrue(told >= 5, told + " of 8");
    assertEquals(Set.of(), read(empty, 150).flaws(), "the back of a sheet in a stack is ordinary");
  }

  @Test
  void aSheetOnADeskBecomesAPageOfItsSize() {
    int sized = 0;
    for (long seed = 1; seed <= 8; seed++) {
      var photo = DeskCorpus.photo(seed);
      var reading = read(photo.image(), 0);
      if (reading.confidence() < 0.5) continue;
      assertTrue(reading.quad().overlap(photo.truth()) > 0.9, "seed " + seed);
      if (reading.recipe().format() == SheetFormat.A4) sized++;
      assertFalse(reading.blank());
    }
    assertTrue(sized >= 4, sized + " of 8");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 20, 28})
  void pencilIsNotBlank(int lighter) {
    var random = new Random(2);
    var image = new BufferedImage(1240, 1754, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 1754; y++)
      for (int x = 0; x < 1240; x++) {
        int v = (int) (232 + random.nextGaussian() * 4);
        image.setRGB(x, y, Math.clamp(v, 0, 255) * 0x010101);
      }
    var before = read(image, 150);
    assertTrue(before.blank());
    assertFalse(before.faint());
    assertEquals(Quad.frame(1240, 1754), before.quad());
    int tone = 232 - lighter;
    var g = image.createGraphics();
    g.setColor(new Color(tone, tone, tone));
    g.setStroke(new BasicStroke(5));
    for (int i = 0; i < 5; i++) g.drawArc(500 + 40 * i, 700, 36, 50, 20 * i, 250);
    g.dispose();
    var reading = read(image, 150);
    assertFalse(reading.blank());
    assertTrue(reading.faint() || lighter > 25);
  }
}
