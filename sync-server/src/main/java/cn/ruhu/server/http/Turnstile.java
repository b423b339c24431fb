package cn.ruhu.server.http;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Keeps one machine from crowding out the others: requests in flight, and sign-ins per second
/// (SYNC §4.0.3). Thread-safe. State is per process; a machine that moves between instances gains
/// little, since the database serialises it anyway.
final class Turnstile {
  private static final int KEYS_MAX = 100_000;

  private final Map<String, Semaphore> inFlight = new ConcurrentHashMap<>();
  private final Map<String, Second> seconds = new ConcurrentHashMap<>();
  private final InstantSource clock;

  private record Second(long second, int count) {}

  Turnstile(InstantSource clock) {
    this.clock = clock;
  }

  /// Leaves when closed.
  interface Pass extends AutoCloseable {
    @Override
    void close();
  }

  /// @param key machine and kind of request
  /// @throws TurnedAway `BUSY` when too many are under way
  Pass enter(String key, int max, long retryMs) throws TurnedAway {
    if (inFlight.size() > KEYS_MAX) inFlight.values().removeIf(s -> s.availablePermits() == max);
    Semaphore semaphore = inFlight.computeIfAbsent(key, k -> new Semaphore(max));
    if (!semaphore.tryAcquire())
      throw new TurnedAway(
          new cn.ruhu.wire.Refusal("BUSY", "requests under way", null, Map.of(), retryMs, null));
    return semaphore::release;
  }

  /// @throws TurnedAway `TOO_MANY` beyond `max` in one second
  void count(String key, int max) throws TurnedAway {
    long now = clock.millis() / 1000;
    if (seconds.size() > KEYS_MAX) seconds.values().removeIf(s -> s.second() < now);
    Second second =
        seconds.merge(
            key,
            new Second(now, 1),
            (old, one) -> old.second() == now ? new Second(now, old.count() + 1) : one);
    if (second.count() > max)
      throw new TurnedAway(new cn.ruhu.wire.Refusal("TOO_MANY", "", null, Map.of(), 1_000L, null));
  }
}
