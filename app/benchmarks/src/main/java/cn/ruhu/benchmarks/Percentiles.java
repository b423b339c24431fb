package cn.ruhu.benchmarks;

import java.util.Arrays;

/// Times of one kind of step, in nanoseconds.
final class Percentiles {
  private final long[] sorted;

  Percentiles(long[] nanos) {
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /// Nearest-rank percentile in milliseconds.
  double ms(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e6;
  }
}
