package cn.ruhu.casefile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final Instant T = Instant.parse("2017-11-17T03:04:05.678Z");

  @Test
  void makesVersionSevenWithTheTimeInside() {
    UUID id = Ids.seeded(InstantSource.fixed(T), new Random(1)).next();
    assertEquals(7, id.version());
    assertEquals(2, id.variant());
    assertEquals(T.toEpochMilli(), Ids.millisOf(id));
    assertThrows(IllegalArgumentException.class, () -> Ids.millisOf(new UUID(0x4000, 0)));
  }

  @Test
  void growsWithinOneMillisecondAlsoPastTheCounter() {
    Ids ids = Ids.seeded(InstantSource.fixed(T), new Random(2));
    UUID last = ids.next();
    for (int i = 0; i < 20_000; i++) {
      UUID next = ids.next();
      assertTrue(next.compareTo(last) > 0, last + " < " + next);
      assertTrue(next.toString().compareTo(last.toString()) > 0);
      last = next;
    }
  }

  @Test
  void growsWhenTheClockIsSetBack() {
    var millis = new AtomicLong(T.toEpochMilli());
    Ids ids = Ids.seeded(() -> Instant.ofEpochMilli(millis.get()), new Random(3));
    UUID before = ids.next();
    millis.addAndGet(-86_400_000);
    UUID after = ids.next();
    assertTrue(after.compareTo(before) > 0);
    millis.addAndGet(2 * 86_400_000L);
    assertEquals(millis.get(), Ids.millisOf(ids.next()));
  }

  @Test
  void theSameSeedAndClockGiveTheSameIds() {
    assertEquals(
        Ids.seeded(InstantSource.fixed(T), new Random(4)).next(),
        Ids.seeded(InstantSource.fixed(T), new Random(4)).next());
  }

  @Test
  void threadsNeverGetTheSameId() throws InterruptedException {
    Ids ids = Ids.seeded(InstantSource.fixed(T), new Random(5));
    Set<UUID> all = Collections.synchronizedSet(new HashSet<>());
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 5_000; i++) all.add(ids.next());
              });
    }
    for (Thread t : threads) t.join();
    assertEquals(20_000, all.size());
  }
}
