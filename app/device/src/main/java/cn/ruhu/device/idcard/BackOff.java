package cn.ruhu.device.idcard;

/// How long a reader that is away is left alone: 1, 2, 4, 8, then 15 seconds. Not thread-safe.
final class BackOff {
  /// The last of the waits, milliseconds.
  static final long LONGEST_MS = 15_000;

  private static final long[] WAITS_MS = {1_000, 2_000, 4_000, 8_000, LONGEST_MS};

  private int failures;

  void failed() {
    failures++;
  }

  void worked() {
    failures = 0;
  }

  long waitMs() {
    return WAITS_MS[Math.clamp(failures - 1, 0, WAITS_MS.length - 1)];
  }
}
