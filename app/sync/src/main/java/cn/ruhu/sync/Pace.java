package cn.ruhu.sync;

import java.time.Duration;
import java.util.Optional;

/// How fast what is sent goes over this line, from what was sent lately: old experience counts less
/// and less. Not thread-safe.
final class Pace {
  /// Experience of this length is halved: milliseconds
  private static final long MEMORY = 10_000;

  /// Below this nothing is said: milliseconds
  private static final long ENOUGH = 500;

  private long bytes;
  private long millis;

  /// So much was sent and answered in so long; a clock that was set back counts as no time.
  void sent(long sentBytes, long inMillis) {
    bytes += sentBytes;
    millis += Math.max(0, inMillis);
    if (millis > MEMORY) {
      bytes /= 2;
      millis /= 2;
    }
  }

  /// How long `waiting` bytes will take; empty while too little was sent to say.
  Optional<Duration> left(long waiting) {
    if (waiting <= 0 || bytes <= 0 || millis < ENOUGH) return Optional.empty();
    return Optional.of(Duration.ofMillis((long) ((double) waiting * millis / bytes)));
  }
}
