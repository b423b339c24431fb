package cn.ruhu.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PushSizeTest {
  private final PushSize size = new PushSize();

  @Test
  void aQuickLineCarriesMoreEachTimeUpToTheMost() {
    assertEquals(200, size.asked(0));
    size.answered(200, 300);
    assertEquals(400, size.asked(300));
    size.answered(400, 700);
    assertEquals(800, size.asked(700));
    size.answered(777, 800);
    assertEquals(800, size.asked(800));
  }

  @Test
  void aSlowLineCarriesLess() {
    size.asked(0);
    size.answered(200, 5_000);
    assertEquals(200, size.asked(5_000), "neither quick nor slow");
    size.answered(200, 20_000);
    assertEquals(100, size.asked(20_000));
    size.failed();
    assertEquals(50, size.asked(21_000));
  }

  @Test
  void aClockThatWasSetSaysNothing() {
    size.asked(1_000_000);
    size.answered(200, 5);
    assertEquals(200, size.asked(5));
  }

  @Test
  void aServerToWhichSoManyAreTooManyIsNotAskedAgain() {
    size.asked(0);
    size.answered(200, 1);
    assertEquals(400, size.asked(1));
    size.refused("TOO_LARGE");
    assertEquals(200, size.asked(2));
    size.answered(200, 3);
    assertEquals(200, size.asked(4));
  }

  @Test
  void aFewLinesSayNothingOfALine() {
    size.asked(0);
    size.answered(1, 10);
    assertEquals(200, size.asked(10));
  }

  @Test
  void aBodyThatTookTooLongOrWasCutGoesInSmallerOnes() {
    size.later("BUSY");
    assertEquals(200, size.asked(0));
    size.later("SLOW");
    assertEquals(100, size.asked(0));
    size.later("CUT");
    assertEquals(50, size.asked(0));
  }

  @Test
  void oneAlwaysGoes() {
    for (int i = 0; i < 20; i++) size.failed();
    assertEquals(1, size.asked(0));
  }
}
