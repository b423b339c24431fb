package cn.ruhu.casefile.names;

/// Sorts many numbers together with what each stands for, without an object a number.
final class Radix {
  private static final int BITS = 16;
  private static final int MASK = (1 << BITS) - 1;

  private Radix() {}

  /// A stable order by key.
  ///
  /// @param keys not negative; sorted in place
  /// @param values moved along
  static void sort(long[] keys, int[] values) {
    int n = keys.length;
    long[] from = keys;
    int[] fromValues = values;
    long[] to = new long[n];
    int[] toValues = new int[n];
    for (int shift = 0; shift < Long.SIZE; shift += BITS) {
      int[] at = new int[MASK + 2];
      for (long key : from) at[(int) (key >>> shift & MASK) + 1]++;
      for (int i = 1; i < at.length; i++) at[i] += at[i - 1];
      for (int i = 0; i < n; i++) {
        int place = at[(int) (from[i] >>> shift & MASK)]++;
        to[place] = from[i];
        toValues[place] = fromValues[i];
      }
      long[] swap = from;
      from = to;
      to = swap;
      int[] swapValues = fromValues;
      fromValues = toValues;
      toValues = swapValues;
    }
    // an even number of passes: the order stands in the caller's arrays
  }
}
