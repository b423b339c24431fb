package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.raster.GrayRaster;
import cn.ruhu.imaging.raster.Look;
import cn.ruhu.imaging.sheet.DeskCorpus;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DeskewTest {
  @Test
  void aSheetDrawnInAskewIsStraightened() {
    int pages = 24;
    int right = 0;
    var missed = new ArrayList<String>();
    for (long seed = 1; seed <= pages; seed++) {
      var random = new Random(seed * 7919);
      double lean = (7 + random.nextDouble() * 12.8) * (seed % 2 == 0 ? 1 : -1);
      var page =
          new SyntheticPage(
              seed % 4 == 0 ? Corpus.code(seed).write(Corpus.KEY) : "",
              "",
              seed % 3 == 0 ? 150 : 100,
              lean,
              0,
              random.nextDouble() * 12,
              0.6f,
              seed);
      double told = Look.at(GrayRaster.of(page.image())).skewDegrees();
      if (Math.abs(told - lean) <= 0.2) right++;
      else missed.add("%.2f told %.2f".formatted(lean, told));
    }
    assertTrue(right * 100 >= 95 * pages, missed.toString());
  }

  @Test
  void leanIsToldWithinAFifthOfADegree() {
    int right = 0;
    int pages = 40;
    var missed = new ArrayList<String>();
    for (long seed = DeskCorpus.JUDGED; seed < DeskCorpus.JUDGED + pages; seed++) {
      var random = new Random(seed);
      double lean = random.nextDouble() * 10 - 5;
      var page =
          new SyntheticPage(
              seed % 2 == 0 ? Corpus.code(seed).write(Corpus.KEY) : "",
              "",
              seed % 3 == 0 ? 150 : 100,
              lean,
              0,
              random.nextDouble() * 12,
              0.6f,
              seed);
      double told = Look.at(GrayRaster.of(page.image())).skewDegrees();
      if (Math.abs(told - lean) <= 0.2) right++;
      else missed.add("%.2f told %.2f".formatted(lean, told));
    }
    assertTrue(right * 100 >= 95 * pages, missed.toString());
  }
}
