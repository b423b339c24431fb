package cn.ruhu.casefile.names;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/// A text a row in one long text, looked through as a whole. Immutable.
final class Packed {
  private static final char END = '\n';

  private final String all;
  private final int[] at;

  /// characters that stand anywhere: most of what is typed holds one that does not
  private final BitSet characters = new BitSet();

  Packed(StringBuilder all, IntBag at) {
    this.all = all.toString();
    this.at = at.toArray();
    this.all.chars().forEach(characters::set);
  }

  /// Adds a row's text while a table is being made.
  static void add(StringBuilder all, IntBag at, String text) {
    at.add(all.length());
    all.append(text.replace(END, ' ')).append(END);
  }

  String text(int row) {
    return all.substring(at[row], all.indexOf(END, at[row]));
  }

  /// Rows whose text holds the piece, in their order, until the taker has enough.
  void holding(String piece, IntPredicate taker) {
    if (!piece.chars().allMatch(characters::get)) return;
    int from = 0;
    while (true) {
      int found = all.indexOf(piece, from);
      if (found < 0) return;
      int row = Arrays.binarySearch(at, found);
      if (row < 0) row = -row - 2;
      if (!taker.test(row)) return;
      if (row + 1 == at.length) return;
      from = at[row + 1];
    }
  }
}
