package cn.ruhu.imaging.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Small copies are exact means, whichever way they are made.
final class SmallCopiesTest {
  private static final Random RANDOM = new Random(11);

  @Test
  void halfAsLargeIsTheMeanOfTwoByTwo() {
    byte[] luma = new byte[80 * 60];
    RANDOM.nextBytes(luma);
    var half = new GrayRaster(80, 60, luma).shrunk(40);
    for (int y = 0; y < 30; y++)
      for (int x = 0; x < 40; x++) {
        int at = 2 * y * 80 + 2 * x;
        int sum =
            (luma[at] & 255) + (luma[at + 1] & 255) + (luma[at + 80] & 255) + (luma[at + 81] & 255);
        assertEquals(sum / 4, half.at(x, y));
      }
  }

  @Test
  void aColourCopyIsTheMeanOfThePixelsItCovers() {
    int w = 97;
    int h = 71;
    int[] rgb = new int[w * h];
    for (int i = 0; i < rgb.length; i++) rgb[i] = RANDOM.nextInt(0x1000000);
    var small = new ColourRaster(w, h, rgb).smaller(33);
    for (int to = 0; to < small.width(); to++) {
      int red = 0;
      int n = 0;
      for (int y = 0; y < h && y * small.height() / h == 0; y++)
        for (int x = 0; x < w; x++) {
          if (x * small.width() / w != to) continue;
          red += rgb[y * w + x] >> 16 & 255;
          n++;
        }
      assertEquals(red / n, small.rgb(to, 0) >> 16);
    }
  }

  @Test
  void fourPixelsAreMixedAsTwoAndTwo() {
    int[] p = {0x12FE80, 0xFF0001, 0x00FF7F, 0xFFFFFF};
    var picture = new ColourRaster(2, 2, p);
    for (int fx = 0; fx < 256; fx += 5)
      for (int fy = 0; fy < 256; fy += 7) {
        int upper = ColourRaster.mixed(p[0], p[1], fx);
        int lower = ColourRaster.mixed(p[2], p[3], fx);
        assertEquals(ColourRaster.mixed(upper, lower, fy), picture.mixed(0, 0, fx, fy));
      }
  }
}
