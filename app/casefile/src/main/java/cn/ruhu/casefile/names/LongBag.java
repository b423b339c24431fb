package cn.ruhu.casefile.names;

import java.util.Arrays;

/// A growing list of long numbers.
final class LongBag {
  private long[] values = new long[64];
  private int size;

  void add(long value) {
    if (size == values.length) values = Arrays.copyOf(values, size + (size >> 1));
    values[size++] = value;
  }

  int size() {
    return size;
  }

  long[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
