package cn.ruhu.casefile.names;

import java.util.UUID;

/// Rows by their id: two longs a row and a table of row numbers, open addressing. Immutable once
/// built.
final class IdTable {
  private final long[] high;
  private final long[] low;
  private final int[] slots;

  IdTable(long[] high, long[] low) {
    this.high = high;
    this.low = low;
    this.slots = new int[Integer.highestOneBit(Math.max(8, high.length)) << 2];
    for (int row = 0; row < high.length; row++) {
      int slot = slot(high[row], low[row]);
      while (slots[slot] != 0) slot = slot + 1 & slots.length - 1;
      slots[slot] = row + 1;
    }
  }

  private int slot(long a, long b) {
    long mixed = (a * 0x9E3779B97F4A7C15L ^ b) * 0xC2B2AE3D27D4EB4FL;
    return (int) (mixed >>> 32) & slots.length - 1;
  }

  /// Row of an id, -1 for none.
  int row(UUID id) {
    long a = id.getMostSignificantBits();
    long b = id.getLeastSignificantBits();
    for (int slot = slot(a, b); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
      int row = slots[slot] - 1;
      if (high[row] == a && low[row] == b) return row;
    }
    return -1;
  }

  UUID id(int row) {
    return new UUID(high[row], low[row]);
  }

  int size() {
    return high.length;
  }
}
