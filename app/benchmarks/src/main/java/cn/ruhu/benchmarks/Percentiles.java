package cn.ruhu.benchmarks;

import java.util.Arrays;

/// Times of one kind of step, in nanoseconds. Immutable.
final class Percentiles {
  private final long[] sorted;

  /// @param nanos at least one
  Percentiles(long[] nanos) {
    if (nanos.length == 0) throw new IllegalArgumentException("no times");
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /// Nearest-rank percentile in milliseconds; 50 is the median.
  double ms(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e6;
  }
}
