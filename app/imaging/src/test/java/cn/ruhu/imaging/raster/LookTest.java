package cn.ruhu.imaging.raster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LookTest {
  @Test
  void aStripNarrowerThanItsMarginsIsLookedAt() {
    for (int[] size : new int[][] {{3000, 100}, {100, 3000}, {3000, 1}}) {
      byte[] paper = new byte[size[0] * size[1]];
      Arrays.fill(paper, (byte) 0xFF);
      assertTrue(Look.at(new GrayRaster(size[0], size[1], paper)).blank());
    }
  }
}
