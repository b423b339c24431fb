package cn.ruhu.casefile.names;

import java.util.List;

/// Readings of names as sorted keys: ten bits a syllable, the first one highest, so that names
/// whose readings begin alike are a range, and syllables that begin alike are one as well. What is
/// typed goes down syllable by syllable, only where there are names. Immutable.
final class SpelledKeys {
  /// Most syllables of a key.
  static final int PARTS_MAX = 6;

  private static final int BITS = 10;
  private static final int MASK = (1 << BITS) - 1;

  private final long[] keys;
  private final int[] names;

  SpelledKeys(LongBag keys, IntBag names) {
    this.keys = keys.toArray();
    this.names = names.toArray();
    Radix.sort(this.keys, this.names);
  }

  /// A key with one more syllable.
  static long with(long key, int part, int syllable) {
    return key | (long) (syllable + 1) << shift(part);
  }

  private static int shift(int part) {
    return BITS * (PARTS_MAX - 1 - part);
  }

  /// Takes names until it has enough.
  private final class Walk {
    private final String letters;
    private final int most;
    private final IntBag out;
    private final Syllables syllables = Syllables.all();

    Walk(String letters, int most, IntBag out) {
      this.letters = letters;
      this.most = most;
      this.out = out;
    }

    /// @param at letters used up
    /// @param part syllables gone down
    /// @param lo first key of the syllables gone down
    /// @param hi behind the last one
    void begins(int at, int part, int lo, int hi) {
      if (at == letters.length()) {
        for (int i = lo; i < hi && out.size() < most; i++) out.add(names[i]);
        return;
      }
      if (part == PARTS_MAX || lo >= hi || out.size() >= most) return;
      char letter = letters.charAt(at);
      int end = syllables.end(letter);
      int from = find(part, syllables.start(letter), lo, hi);
      if (at == letters.length() - 1) {
        begins(at + 1, part + 1, from, find(part, end, from, hi));
        return;
      }
      while (from < hi && out.size() < most) {
        int syllable = (int) (keys[from] >>> shift(part) & MASK) - 1;
        if (syllable >= end) return;
        int next = find(part, syllable + 1, from, hi);
        String reading = syllables.text(syllable);
        int same = 1;
        while (same < reading.length()
            && at + same < letters.length()
            && reading.charAt(same) == letters.charAt(at + same)) same++;
        for (int used = same; used >= 1; used--) begins(at + used, part + 1, from, next);
        from = next;
      }
    }

    void reads(int at, int part, int lo, int hi) {
      if (at == letters.length()) {
        int end = part == PARTS_MAX ? hi : find(part, 0, lo, hi);
        for (int i = lo; i < end && out.size() < most; i++) out.add(names[i]);
        return;
      }
      if (part == PARTS_MAX || lo >= hi || out.size() >= most) return;
      char letter = letters.charAt(at);
      for (int s = syllables.start(letter); s < syllables.end(letter); s++) {
        String reading = syllables.text(s);
        if (!letters.startsWith(reading, at)) continue;
        int from = find(part, s, lo, hi);
        reads(at + reading.length(), part + 1, from, find(part, s + 1, from, hi));
      }
    }
  }

  /// First key in a range whose syllable at `part` is this one or later.
  private int find(int part, int syllable, int lo, int hi) {
    int shift = shift(part);
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if ((int) (keys[mid] >>> shift & MASK) < syllable + 1) lo = mid + 1;
      else hi = mid;
    }
    return lo;
  }

  /// Names spelled so from the first part on: of each syllable at least its first letter.
  void begins(String letters, int most, IntBag out) {
    new Walk(letters, most, out).begins(0, 0, 0, keys.length);
  }

  /// Names whose reading is exactly this.
  void reads(String letters, int most, IntBag out) {
    new Walk(letters, most, out).reads(0, 0, 0, keys.length);
  }

  /// Names that begin with these sounds.
  void sounds(List<List<String>> sounds, int most, IntBag out) {
    sounds(sounds, 0, 0, keys.length, most, out);
  }

  private void sounds(List<List<String>> sounds, int part, int lo, int hi, int most, IntBag out) {
    if (part == sounds.size()) {
      for (int i = lo; i < hi && out.size() < most; i++) out.add(names[i]);
      return;
    }
    for (String sound : sounds.get(part)) {
      int s = Syllables.all().of(sound);
      if (s < 0) continue;
      int from = find(part, s, lo, hi);
      sounds(sounds, part + 1, from, find(part, s + 1, from, hi), most, out);
    }
  }
}
