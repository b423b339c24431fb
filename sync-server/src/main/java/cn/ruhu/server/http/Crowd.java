package cn.ruhu.server.http;

import cn.ruhu.wire.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Lets so many requests be worked on at a time, whoever sends them. Who comes besides waits for a
/// turn, in the order of coming; who had none for too long is asked to come back, at a moment of
/// its own somewhere in the time the crowd will take, so that a morning's machines are spread and
/// none of them holds a connection for half a minute (SYNC §4.8). What machines have to say waits
/// longer than what they want to know. Thread-safe. State is per process.
final class Crowd {
  /// What somebody comes for, and how long it may wait for its turn.
  enum Errand {
    PUSH(2_500),
    PULL(2_000);

    private final int waitMs;

    Errand(int waitMs) {
      this.waitMs = waitMs;
    }
  }

  /// Weight of the newest turn in the time a turn takes.
  private static final double NEWEST = 0.1;

  private final int turns;
  private final Semaphore free;
  private final Duration soonest;
  private final Duration latest;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Object lock = new Object();
  private double turnMs = 10;
  private long awayBefore;
  private double away;

  /// @param turns requests worked on at a time
  /// @param soonest when one that was sent away may come back
  /// @param latest longest it is asked to stay away
  Crowd(int turns, Duration soonest, Duration latest, RandomGenerator random, InstantSource clock) {
    this.turns = turns;
    this.free = new Semaphore(turns, true);
    this.soonest = soonest;
    this.latest = latest;
    this.random = random;
    this.clock = clock;
    this.awayBefore = clock.millis();
  }

  /// Waits for a turn.
  ///
  /// @throws TurnedAway `BUSY` with the time to come back when none came
  Turnstile.Pass enter(Errand errand) throws TurnedAway {
    boolean mine;
    try {
      mine = free.tryAcquire(errand.waitMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      mine = false;
    }
    if (!mine)
      throw new TurnedAway(
          new Refusal("BUSY", "many machines at once", null, Map.of(), comeBackMs(), null));
    long begun = clock.millis();
    return () -> {
      free.release();
      took((double) Math.max(0, clock.millis() - begun));
    };
  }

  private void took(double ms) {
    synchronized (lock) {
      turnMs = Math.max(1, turnMs + (ms - turnMs) * NEWEST);
    }
  }

  /// Some time between the soonest and when those who were sent away lately, and this one, will
  /// have had their turns.
  private long comeBackMs() {
    synchronized (lock) {
      long now = clock.millis();
      double gone = Math.max(0, now - awayBefore) * turns / turnMs; // turns there were since
      awayBefore = now;
      away = Math.max(0, away - gone) + 1;
      double all = (away + free.getQueueLength()) * turnMs / turns;
      double spread = Math.clamp(all, (double) soonest.toMillis(), (double) latest.toMillis());
      return soonest.toMillis() + (long) (random.nextDouble() * spread);
    }
  }
}
