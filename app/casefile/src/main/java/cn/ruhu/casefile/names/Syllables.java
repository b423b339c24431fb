package cn.ruhu.casefile.names;

import java.util.Arrays;

/// All toneless syllables in alphabetical order, so that those beginning alike are a range.
/// Immutable.
final class Syllables {
  private static final Syllables ALL = new Syllables(PinyinTable.shipped().plains());

  private final String[] sorted;
  private final int[] letterStart = new int[27];

  private Syllables(String[] sorted) {
    this.sorted = sorted;
    for (int letter = 0, i = 0; letter <= 26; letter++) {
      while (i < sorted.length && sorted[i].charAt(0) < 'a' + letter) i++;
      letterStart[letter] = i;
    }
  }

  static Syllables all() {
    return ALL;
  }

  /// Number of a syllable, negative for none.
  int of(String plain) {
    return Arrays.binarySearch(sorted, plain);
  }

  String text(int syllable) {
    return sorted[syllable];
  }

  /// First syllable beginning with the letter; the last one stands before the next letter's.
  int start(char letter) {
    return letterStart[letter - 'a'];
  }

  int end(char letter) {
    return letterStart[letter - 'a' + 1];
  }
}
