package cn.ruhu.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowTest {
  private static final UUID MACHINE = new UUID(1, 1);

  private final Row row = new Row(Duration.ofSeconds(1), Duration.ofMinutes(1));

  @Test
  void oneAloneWaitsForNobody() throws TurnedAway {
    try (Row.Place place = row.come(MACHINE)) {
      assertFalse(place.isBehindWork());
      place.await();
    }
    try (Row.Place place = row.come(MACHINE)) {
      assertFalse(place.isBehindWork(), "the first is over");
    }
  }

  @Test
  void machinesDoNotWaitForEachOther() {
    try (Row.Place _ = row.come(MACHINE);
        Row.Place other = row.come(new UUID(2, 2))) {
      assertFalse(other.isBehindWork());
    }
  }

  @Test
  void theyAreWorkedOnInTheOrderInWhichTheyCame() throws InterruptedException {
    var order = new ArrayList<Integer>();
    Row.Place first = row.come(MACHINE);
    var later = new ArrayList<Thread>();
    for (int i = 1; i <= 5; i++) {
      int n = i;
      Row.Place place = row.come(MACHINE);
      later.add(
          Thread.ofVirtual()
              .start(() -> {
                try (place) {
                  place.await();
                  order.add(n); // one at a time: no lock
                } catch (TurnedAway e) {
                  throw new AssertionError(e);
                }
              }));
    }
    order.add(0);
    first.close();
    for (Thread t : later) t.join();
    assertEquals(List.of(0, 1, 2, 3, 4, 5), order);
  }

  @Test
  void oneIsReadEarlyOnlyWhileTheOneBeforeIsAtWork() throws TurnedAway {
    try (Row.Place second = atWork()) {
      assertFalse(second.isBehindWork(), "the first is over");
      second.await();
    }
  }

  private Row.Place atWork() {
    try (Row.Place first = row.come(MACHINE)) {
      Row.Place second = row.come(MACHINE);
      assertFalse(second.isBehindWork(), "the first has no turn yet");
      first.works();
      assertTrue(second.isBehindWork());
      return second;
    }
  }

  @Test
  void whatGoesBehindOneThatWasAskedToComeLaterComesLaterToo() {
    Row.Place first = row.come(MACHINE);
    Row.Place second = row.come(MACHINE);
    Row.Place third = row.come(MACHINE);
    first.turnedAway();
    first.close();
    assertEquals("BUSY", assertThrows(TurnedAway.class, second::await).refusal().code());
    second.close();
    assertEquals("BUSY", assertThrows(TurnedAway.class, third::await).refusal().code());
    third.close();
  }

  @Test
  void oneThatWaitsTooLongMayComeBack() {
    var hasty = new Row(Duration.ofSeconds(3), Duration.ofMillis(1));
    try (Row.Place _ = hasty.come(MACHINE);
        Row.Place second = hasty.come(MACHINE)) {
      TurnedAway away = assertThrows(TurnedAway.class, second::await);
      assertEquals("BUSY", away.refusal().code());
      assertEquals(3_000L, away.refusal().retryAfterMs());
    }
  }
}
