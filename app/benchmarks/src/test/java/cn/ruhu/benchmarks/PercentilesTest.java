package cn.ruhu.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void nearestRankOfAHundred() {
    var times =
        new Percentiles(LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray());
    assertEquals(50, times.ms(50));
    assertEquals(95, times.ms(95));
    assertEquals(99, times.ms(99));
    assertEquals(100, times.ms(100));
    assertEquals(1, times.ms(0));
  }

  @Test
  void oneTimeIsEveryPercentile() {
    var one = new Percentiles(new long[] {2_500_000});
    assertEquals(2.5, one.ms(1));
    assertEquals(2.5, one.ms(99));
  }

  @Test
  void theTimesHandedInStayAsTheyAre() {
    long[] times = {3, 1, 2};
    assertEquals(2e-6, new Percentiles(times).ms(50));
    assertEquals(3, times[0]);
  }

  @Test
  void noTimesAreNoPercentile() {
    assertThrows(IllegalArgumentException.class, () -> new Percentiles(new long[0]));
  }
}
