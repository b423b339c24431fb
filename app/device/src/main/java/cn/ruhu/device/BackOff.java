package cn.ruhu.device;

/// How long a device that is away is left alone: 1, 2, 4, 8, then 15 seconds. Not thread-safe.
public final class BackOff {
  /// The last of the waits, milliseconds.
  public static final long LONGEST_MS = 15_000;

  private static final long[] WAITS_MS = {1_000, 2_000, 4_000, 8_000, LONGEST_MS};

  private int failures;

  /// One more try failed.
  public void failed() {
    failures++;
  }

  /// It answered: the next failure begins with the shortest wait again.
  public void worked() {
    failures = 0;
  }

  /// Milliseconds until the next try.
  public long waitMs() {
    return WAITS_MS[Math.clamp(failures - 1, 0, WAITS_MS.length - 1)];
  }
}
