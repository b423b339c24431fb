package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.raster.Quad;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Nothing of a scan is cut away that might be wanted.
final class WholeScanTest {
  private final PageReader reader =
      new PageReader(CodeCheck.of(List.of(Corpus.KEY)), System::nanoTime);

  @Test
  void aScanIsNeverCut() {
    for (long seed = 1; seed <= 12; seed++) {
      var form = new FilledForm(seed, 100).scanned(seed);
      assertKept(form, "form " + seed);
      var page = SyntheticPage.ofCorpus(Corpus.code(seed).write(Corpus.KEY), seed).image();
      assertKept(page, "page " + seed);
    }
  }

  @Test
  void aPageWithAPhotoOrABlackHeadOnItIsNotCutToIt() {
    var page = new FilledForm(1, 100).scanned(1);
    var g = page.createGraphics();
    g.setColor(new Color(60, 50, 40));
    g.fillRect(200, 500, 420, 320);
    g.dispose();
    assertKept(page, "a photo");
    var head = new FilledForm(2, 100).scanned(2);
    g = head.createGraphics();
    g.setColor(new Color(20, 20, 20));
    g.fillRect(0, 0, head.getWidth(), 170);
    g.dispose();
    assertKept(head, "a black head");
  }

  @Test
  void aPageOfOursBesideAnotherSheetIsNotCutAway() {
    var photo = new BufferedImage(2400, 1800, BufferedImage.TYPE_INT_RGB);
    var g = photo.createGraphics();
    g.setColor(new Color(253, 253, 253));
    g.fillRect(0, 0, 2400, 1800);
    g.drawImage(SyntheticPage.clean(Corpus.code(1).write(Corpus.KEY), 150).image(), 10, 20, null);
    g.setColor(new Color(70, 60, 50));
    g.fillRect(1350, 100, 1000, 1600);
    g.setColor(new Color(240, 240, 238));
    g.fillRect(1450, 220, 800, 1130);
    g.dispose();
    var reading = reader.read(PageImage.of(photo, 0, false));
    assertEquals(1, reading.ours().size());
    assertEquals(Quad.frame(2400, 1800), reading.quad());
  }

  private void assertKept(BufferedImage page, String what) {
    var reading = reader.read(PageImage.of(page, 150, false));
    var frame = Quad.frame(page.getWidth(), page.getHeight());
    assertTrue(reading.quad().overlap(frame) > 0.95, what + ": " + reading.quad());
    if (reading.confidence() == 0) assertEquals(frame, reading.quad());
  }
}
