package cn.ruhu.imaging.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.raster.ColourRaster;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WhitenedTest {
  private static final int W = 1240;
  private static final int H = 1754;
  private static final int INK = 0x262626;
  private static final int SEAL = 0xC83232;
  private static final int PEN = 0x2838A0;
  private static final int PENCIL = 0xC4C4C4;

  /// Yellowish paper under an uneven lamp, with print, a seal, a pen's and a pencil's line.
  private static ColourRaster page(boolean photo) {
    var random = new Random(3);
    int[] pixels = new int[W * H];
    for (int y = 0; y < H; y++)
      for (int x = 0; x < W; x++) {
        double light = 0.95 - 0.4 * x / W - (y > 1000 ? 0.12 : 0);
        int ink = photo ? 0x505050 + random.nextInt(0x30) : at(x, y);
        double grain = random.nextGaussian() * 3;
        pixels[y * W + x] =
            level((ink >> 16 & 255) * light + grain) << 16
                | level((ink >> 8 & 255) * light * 0.99 + grain) << 8
                | level((ink & 255) * light * 0.92 + grain);
      }
    return new ColourRaster(W, H, pixels);
  }

  private static int at(int x, int y) {
    double r = Math.hypot(x - 900, y - 1300);
    if (r > 95 && r < 103) return SEAL;
    if (y > 1500 && y < 1506 && x > 200 && x < 700) return PEN;
    if (y > 1600 && y < 1605 && x > 200 && x < 700) return PENCIL;
    if (y > 200 && y < 1000 && y % 40 < 20 && x > 150 && x < 1100 && x % 13 < 4) return INK;
    return 0xFFFFFF;
  }

  private static int level(double v) {
    return Math.clamp(Math.round(v), 0, 255);
  }

  private static int[] mean(ColourRaster page, int left, int top, int w, int h) {
    long[] sum = new long[3];
    for (int y = top; y < top + h; y++)
      for (int x = left; x < left + w; x++) {
        int p = page.rgb(x, y);
        sum[0] += p >> 16 & 255;
        sum[1] += p >> 8 & 255;
        sum[2] += p & 255;
      }
    return new int[] {(int) (sum[0] / w / h), (int) (sum[1] / w / h), (int) (sum[2] / w / h)};
  }

  @Test
  void shadowsGoAndPaperBecomesWhite() {
    var white = Whitened.of(page(false));
    for (int[] place : new int[][] {{30, 60}, {1150, 60}, {600, 1100}, {1150, 1650}, {40, 1650}})
      for (int band : mean(white, place[0], place[1], 40, 40))
        assertTrue(band >= 248, place[0] + "," + place[1] + ": " + band);
    assertTrue(mean(white, 157, 205, 2, 10)[1] < 90);
  }

  @Test
  void sealStaysRedPenBlueAndPencilThere() {
    var white = Whitened.of(page(false));
    int[] seal = mean(white, 898, 1198, 4, 3);
    assertTrue(seal[0] > 170 && seal[0] - seal[1] > 110, seal[0] + " " + seal[1] + " " + seal[2]);
    int[] pen = mean(white, 400, 1502, 60, 2);
    assertTrue(pen[2] - pen[0] > 70 && pen[2] < 220, pen[0] + " " + pen[1] + " " + pen[2]);
    int[] pencil = mean(white, 400, 1602, 60, 2);
    assertTrue(pencil[0] < 225, "pencil " + pencil[0]);
  }

  @Test
  void aPageWithoutPaperIsLeftAsItIs() {
    var dark = new ColourRaster(200, 100, new int[20_000]);
    assertSame(dark, Whitened.of(dark));
  }

  @Test
  void theSamePixelsComeOutEveryTime() {
    assertTrue(Whitened.of(page(false)).isSameAs(Whitened.of(page(false))));
    assertEquals(W, Whitened.of(page(true)).width());
  }
}
