package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnwarpedTest {
  private static final int RED = 0xFF0000;
  private static final int BLUE = 0x0000FF;

  /// A picture whose left half is red and whose right half is blue.
  private static BufferedImage spread(int w, int h) {
    var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(RED));
    g.fillRect(0, 0, w / 2, h);
    g.setColor(new Color(BLUE));
    g.fillRect(w / 2, 0, w - w / 2, h);
    g.dispose();
    return image;
  }

  private static int middle(BufferedImage image) {
    return image.getRGB(image.getWidth() / 2, image.getHeight() / 2) & 0xFFFFFF;
  }

  @Test
  void theWholePictureIsItself() {
    BufferedImage image = spread(40, 30);
    assertSame(image, Unwarped.of(image, Corners.WHOLE));
    assertEquals("", Corners.WHOLE.text());
    assertEquals(Optional.empty(), Corners.parse(""));
  }

  @Test
  void aSpreadSplitsIntoTheTwoPagesInReadingOrderHoweverItLies() {
    BufferedImage image = spread(400, 300);
    for (int turns = 0; turns < 4; turns++) {
      List<Corners> halves = Corners.WHOLE.halves(true, turns);
      BufferedImage first = Unwarped.of(image, halves.getFirst());
      BufferedImage second = Unwarped.of(image, halves.getLast());
      assertEquals(200, first.getWidth());
      assertEquals(300, first.getHeight());
      // red is first when the picture is upright, and when the person sees red above blue
      boolean redFirst = turns == 0 || turns == 3;
      assertEquals(redFirst ? RED : BLUE, middle(first), "turned " + turns);
      assertEquals(redFirst ? BLUE : RED, middle(second), "turned " + turns);
      // as it is seen: the first page lies above or left of the second
      BufferedImage seen = Straightened.of(image, turns, 0);
      int corner = seen.getRGB(5, 5) & 0xFFFFFF;
      assertEquals(corner, middle(first), "seen first, turned " + turns);
    }
  }

  @Test
  void aFoldAcrossSplitsInReadingOrderHoweverItLies() {
    BufferedImage image = Straightened.of(spread(400, 300), 3, 0);
    for (int turns = 0; turns < 4; turns++) {
      BufferedImage first = Unwarped.of(image, Corners.WHOLE.halves(false, turns).getFirst());
      BufferedImage seen = Straightened.of(image, turns, 0);
      assertEquals(seen.getRGB(5, 5) & 0xFFFFFF, middle(first), "seen first, turned " + turns);
    }
  }

  @Test
  void aPagePhotographedAslantBecomesSquareAgain() {
    var image = new BufferedImage(1000, 800, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(0x202020));
    g.fillRect(0, 0, 1000, 800);
    g.setColor(Color.WHITE);
    g.fillPolygon(new Polygon(new int[] {200, 800, 900, 100}, new int[] {100, 150, 700, 650}, 4));
    g.dispose();
    var corners = Corners.parse("2000,1250 8000,1875 9000,8750 1000,8125").orElseThrow();
    BufferedImage page = Unwarped.of(image, corners);
    assertEquals(702, page.getWidth(), 3);
    assertEquals(559, page.getHeight(), 3);
    int dark = 0;
    for (int y = 2; y < page.getHeight() - 2; y++)
      for (int x = 2; x < page.getWidth() - 2; x++) if ((page.getRGB(x, y) & 255) < 200) dark++;
    assertEquals(0, dark, "nothing of the desk is left");
  }

  @Test
  void sameCornersSamePixels() {
    BufferedImage image = new SyntheticPage("", "", 100, 0.8, 1, 2, 0.8f, 3).image();
    var c = Corners.parse("500,300 9300,700 9600,9400 200,9700").orElseThrow();
    BufferedImage a = Unwarped.of(image, c);
    BufferedImage b = Unwarped.of(image, c);
    for (int y = 0; y < a.getHeight(); y += 7)
      for (int x = 0; x < a.getWidth(); x += 7) assertEquals(a.getRGB(x, y), b.getRGB(x, y));
  }

  @Test
  void whatIsNoPageIsNotCutOut() {
    assertFalse(Corners.parse("0,0 10000,0 0,10000 10000,10000").isPresent(), "sides cross");
    assertFalse(Corners.parse("0,0 100,0 100,100 0,100").isPresent(), "too small to see");
    assertFalse(Corners.parse("5000,5000 0,0 1,1").isPresent());
    assertFalse(Corners.parse("99999999,0 0,0 0,0 0,0").isPresent());
    assertTrue(Corners.parse("0,0 5000,0 5000,10000 0,10000").isPresent());
  }

  @Test
  void cornersReadBackAsTheyWereWritten() {
    var c = Corners.parse("500,300 9300,700 9600,9400 200,9700").orElseThrow();
    assertEquals(Optional.of(c), Corners.parse(c.text()));
  }
}
