package cn.ruhu.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class FittedTest {
  private static final int WHITE = 0xFFFFFFFF;

  @Test
  void whatIsTransparentIsWhitePaper() {
    var clear = new BufferedImage(400, 300, BufferedImage.TYPE_INT_ARGB);
    assertEquals(WHITE, Fitted.of(clear, 1000).getRGB(7, 7));
    assertEquals(WHITE, Fitted.of(clear, 100).getRGB(7, 7));
    assertEquals(WHITE, Fitted.onWhite(clear).getRGB(7, 7));
    assertEquals(0, clear.getRGB(7, 7), "the original is as it was");
  }

  @Test
  void theLongerSideFits() {
    BufferedImage small = Fitted.of(white(2480, 3508), 132);
    assertEquals(132, small.getHeight());
    assertEquals(93, small.getWidth());
    BufferedImage ribbon = Fitted.of(white(3000, 3), 100);
    assertEquals(100, ribbon.getWidth());
    assertEquals(1, ribbon.getHeight());
  }

  @Test
  void anOpaquePictureThatIsSmallEnoughIsItself() {
    BufferedImage page = white(90, 120);
    assertSame(page, Fitted.of(page, 120));
  }

  @Test
  void aHairlineStays() {
    BufferedImage page = white(2480, 3508);
    for (int y = 0; y < page.getHeight(); y++) page.setRGB(1241, y, 0);
    BufferedImage small = Fitted.of(page, 219);
    int darkest = 255;
    for (int x = 0; x < small.getWidth(); x++)
      darkest = Math.min(darkest, small.getRGB(x, 100) & 255);
    assertTrue(darkest < 250, "darkest " + darkest);
  }

  private static BufferedImage white(int w, int h) {
    return Fitted.onWhite(new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB));
  }
}
