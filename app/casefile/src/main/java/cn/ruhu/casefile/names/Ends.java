package cn.ruhu.casefile.names;

import java.util.function.IntToLongFunction;

/// Rows by the last places of a number of theirs. Immutable.
final class Ends {
  private final int[] start;
  private final int[] rows;
  private final int modulus;

  /// @param rowCount rows in all
  /// @param number of a row, negative for none
  /// @param modulus what its last places are the rest of
  Ends(int rowCount, IntToLongFunction number, int modulus) {
    this.modulus = modulus;
    start = new int[modulus + 1];
    int n = 0;
    for (int row = 0; row < rowCount; row++) {
      long value = number.applyAsLong(row);
      if (value < 0) continue;
      start[(int) (value % modulus) + 1]++;
      n++;
    }
    for (int i = 1; i < start.length; i++) start[i] += start[i - 1];
    rows = new int[n];
    int[] next = start.clone();
    for (int row = 0; row < rowCount; row++) {
      long value = number.applyAsLong(row);
      if (value >= 0) rows[next[(int) (value % modulus)]++] = row;
    }
  }

  /// First and behind the last place in the list of rows with these last places.
  int from(long end) {
    return start[(int) (end % modulus)];
  }

  int to(long end) {
    return start[(int) (end % modulus) + 1];
  }

  int row(int place) {
    return rows[place];
  }
}
