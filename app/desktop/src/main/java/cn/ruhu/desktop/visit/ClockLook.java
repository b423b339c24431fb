package cn.ruhu.desktop.visit;

import cn.ruhu.store.ClockSkew;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far this machine's clock is off, by all it knows without a network: what has happened
/// already, and how it stood against the server's at the last sync.
///
/// @param ahead how far it is fast, negative for slow; zero while nothing says that it is off
/// @param heard when it was compared with the server's, by this clock; empty where what happened
///   already says so
record ClockLook(Duration ahead, Optional<Instant> heard) {
  private static final ClockLook RIGHT = new ClockLook(Duration.ZERO, Optional.empty());

  /// @param newest the newest moment that is known to have passed
  static ClockLook of(Instant now, Instant newest, ClockSkew skew) {
    Duration behind = Duration.between(now, newest);
    if (behind.compareTo(Door.SKEW) > 0) return new ClockLook(behind.negated(), Optional.empty());
    Optional<Duration> ahead = skew.ahead().filter(d -> d.abs().compareTo(Door.SKEW) > 0);
    // set back since: what was measured then no longer says anything
    boolean old = now.isBefore(skew.measuredAt());
    return ahead.isEmpty() || old
        ? RIGHT
        : new ClockLook(ahead.get(), Optional.of(skew.measuredAt()));
  }

  boolean isRight() {
    return ahead.isZero();
  }
}
