package cn.ruhu.casefile.names;

import java.util.Arrays;

/// A growing list of numbers.
final class IntBag {
  private int[] values = new int[64];
  private int size;

  void add(int value) {
    if (size == values.length) values = Arrays.copyOf(values, size + (size >> 1));
    values[size++] = value;
  }

  int size() {
    return size;
  }

  int get(int i) {
    return values[i];
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  /// Each value once, in rising order.
  int[] sorted() {
    int[] all = toArray();
    Arrays.sort(all);
    int n = 0;
    for (int i = 0; i < all.length; i++) if (i == 0 || all[i] != all[i - 1]) all[n++] = all[i];
    return Arrays.copyOf(all, n);
  }
}
