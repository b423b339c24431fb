package cn.ruhu.sync;

import java.util.random.RandomGenerator;

/// Full-jitter back-off (SYNC §4.8): the n-th pause is drawn from 0 to `1 s · 2^n`, at most five
/// minutes, so that five hundred machines that lost the server together do not come back together.
final class BackOff {
  static final long FIRST_MS = 1_000;
  static final long LONGEST_MS = 300_000;

  private final RandomGenerator random;
  private int attempt;

  BackOff(RandomGenerator random) {
    this.random = random;
  }

  /// The next pause in milliseconds, never shorter than the server asked for.
  long next(long askedMs) {
    long ceiling = Math.min(LONGEST_MS, FIRST_MS << Math.min(attempt, 9));
    attempt++;
    return Math.max(1 + random.nextLong(ceiling), Math.min(askedMs, 24 * 3_600_000L));
  }

  void succeeded() {
    attempt = 0;
  }

  int attempts() {
    return attempt;
  }
}
