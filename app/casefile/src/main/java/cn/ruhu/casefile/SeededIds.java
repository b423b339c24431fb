package cn.ruhu.casefile;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// UUIDv7 with a 12-bit counter (RFC 9562 §6.2, method 1): the counter starts at a random value
/// below 2048 in each new millisecond; when it is used up, the time is moved on by one millisecond.
final class SeededIds implements Ids {
  private static final int COUNTER_MAX = 0xFFF;

  private final InstantSource clock;
  private final RandomGenerator random;
  private long lastMillis;
  private int counter;

  SeededIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public synchronized UUID next() {
    long now = Math.max(0, clock.millis());
    if (now > lastMillis) {
      lastMillis = now;
      counter = random.nextInt(COUNTER_MAX / 2 + 1);
    } else if (counter < COUNTER_MAX) {
      counter++;
    } else {
      lastMillis++;
      counter = random.nextInt(COUNTER_MAX / 2 + 1);
    }
    long high = (lastMillis << 16) | 0x7000 | counter;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
