package cn.ruhu.imaging.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SideScanTest {
  private static final int W = 480;
  private static final int H = 640;

  /// A sheet from 100 to 380 across that is brighter than its desk by so much, in grain that is
  /// stronger.
  private static Planes planes(int brighter) {
    var random = new Random(5);
    int[] rgb = new int[W * H];
    for (int i = 0; i < rgb.length; i++) {
      boolean sheet = i % W >= 100 && i % W < 380 && i / W >= 120 && i / W < 520;
      int v = (int) Math.round(200 + (sheet ? brighter : 0) + 3 * random.nextGaussian());
      rgb[i] = v * 0x010101;
    }
    return Planes.of(new ColourRaster(W, H, rgb));
  }

  private static Quad upTo(double right) {
    return new Quad(
        new Point(100, 120), new Point(right, 120), new Point(right, 520), new Point(100, 520));
  }

  @Test
  void anEdgeFainterThanTheGrainIsFoundOutsideOfALineOfPrint() {
    var edges = SideScan.along(planes(4), upTo(340), 1, 3);
    assertFalse(edges.isEmpty(), "no edge");
    assertEquals(40, edges.getFirst().begin(), 3);
    assertEquals(40, edges.getFirst().end(), 3);
  }

  @Test
  void whereNothingChangesThereIsNone() {
    assertEquals(0, SideScan.along(planes(0), upTo(340), 1, 3).size());
  }
}
