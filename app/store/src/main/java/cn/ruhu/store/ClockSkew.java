package cn.ruhu.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How this machine's clock stood against the server's when it last heard from it. What was done to
/// the clock since, nobody knows.
///
/// @param aheadMs milliseconds this clock was ahead, negative for a slow one; the way of the answer
///   is in it
/// @param at when that was, by this clock, milliseconds since 1970, 0 for never
public record ClockSkew(long aheadMs, long at) {
  /// The server was never heard.
  static final ClockSkew NEVER = new ClockSkew(0, 0);

  /// How far the clock was ahead, negative for a slow one; empty while the server was never heard.
  public Optional<Duration> ahead() {
    return at == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(aheadMs));
  }

  /// When it was measured, by this clock.
  public Instant measuredAt() {
    return Instant.ofEpochMilli(at);
  }
}
