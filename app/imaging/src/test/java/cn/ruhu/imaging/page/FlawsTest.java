package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.Flaws.Flawed;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where on a page it is hard to read.
final class FlawsTest {
  private final PageReader reader =
      new PageReader(CodeCheck.of(List.of(Corpus.KEY)), System::nanoTime);

  private Flaws of(BufferedImage image, int dpi) {
    PageImage page = PageImage.of(image, dpi, false);
    return Flaws.of(page, reader.read(page));
  }

  /// A page on a dark table, with a lamp mirrored in it.
  private static BufferedImage lamp(double x, double y) {
    var form = new FilledForm(3, 150).scanned(3);
    int w = 1500;
    int h = 2000;
    var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(new Color(60, 50, 40));
    g.fillRect(0, 0, w, h);
    g.drawImage(form, (w - form.getWidth()) / 2, (h - form.getHeight()) / 2, null);
    g.setColor(new Color(0, 0, 0, 45));
    g.fillRect(0, 0, w, h);
    g.setColor(Color.WHITE);
    double at = (w - form.getWidth()) / 2.0 + x * form.getWidth();
    double down = (h - form.getHeight()) / 2.0 + y * form.getHeight();
    g.fill(new Ellipse2D.Double(at - 100, down - 100, 200, 200));
    g.dispose();
    return image;
  }

  @Test
  void theLampIsWhereItIs() {
    assertEquals(List.of(new Flawed(Flaw.GLARE, Optional.of(2))), of(lamp(0.8, 0.15), 0).all());
    assertEquals(List.of(new Flawed(Flaw.GLARE, Optional.of(4))), of(lamp(0.5, 0.5), 0).all());
  }

  @Test
  void theSoftPartIsWhereItIs() {
    var sharp = new FilledForm(2, 150).scanned(4);
    float[] kernel = new float[121];
    Arrays.fill(kernel, 1f / 121);
    var soft = new BufferedImage(sharp.getWidth(), sharp.getHeight(), sharp.getType());
    new ConvolveOp(new Kernel(11, 11, kernel)).filter(sharp, soft);
    int from = 2 * sharp.getHeight() / 3;
    var g = soft.createGraphics();
    g.drawImage(sharp.getSubimage(0, 0, sharp.getWidth(), from), 0, 0, null);
    g.dispose();
    Flaws told = of(soft, 150);
    assertTrue(told.has(Flaw.SOFT_PART), told.text());
    int part = told.all().getFirst().part().orElseThrow();
    assertTrue(part >= 6, "part " + part);
  }

  @Test
  void aGoodPageHasNone() {
    assertTrue(of(new FilledForm(5, 150).scanned(1), 150).isEmpty());
    assertEquals("", Flaws.NONE.text());
    assertEquals(Flaws.NONE, Flaws.read(""));
  }

  @Test
  void whatIsKeptIsReadBackTheWorstFirstAndWordsOfLaterVersionsAreLeftOut() {
    Flaws told = Flaws.read("COARSE GLARE@2 FOLDED@1 SOFT_PART@9 GLARE@3");
    assertEquals("GLARE@2 SOFT_PART COARSE", told.text());
    assertEquals(told, Flaws.read(told.text()));
  }

  @Test
  void aPartIsNamedAsThePageIsSeen() {
    var right = new Flawed(Flaw.GLARE, Optional.of(2));
    assertEquals(Optional.of(2), right.seen(0));
    // a page that lies turned clockwise is seen turned back: its top right becomes its top left
    assertEquals(Optional.of(0), right.seen(1));
    assertEquals(Optional.of(6), right.seen(2));
    assertEquals(Optional.of(8), right.seen(3));
  }
}
