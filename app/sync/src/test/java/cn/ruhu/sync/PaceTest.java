package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void saysNothingBeforeItKnows() {
    assertEquals(Optional.empty(), pace.left(1_000));
    pace.sent(100_000, 400);
    assertEquals(Optional.empty(), pace.left(1_000), "too little to tell");
    pace.sent(25_000, 100);
    assertEquals(Optional.of(Duration.ofSeconds(4)), pace.left(1_000_000));
    assertEquals(Optional.empty(), pace.left(0));
  }

  @Test
  void whatWasLatelyWeighsMore() {
    for (int i = 0; i < 60; i++) pace.sent(1_000_000, 1_000);
    for (int i = 0; i < 120; i++) pace.sent(10_000, 1_000);
    Duration left = pace.left(1_000_000).orElseThrow();
    assertTrue(left.compareTo(Duration.ofSeconds(80)) > 0, left::toString);
  }

  @Test
  void aClockThatWasSetBackCountsAsNoTime() {
    pace.sent(1_000, 1_000);
    pace.sent(1_000, -3_600_000);
    assertEquals(Optional.of(Duration.ofSeconds(1)), pace.left(2_000));
  }
}
