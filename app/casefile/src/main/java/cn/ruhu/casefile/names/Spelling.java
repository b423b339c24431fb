package cn.ruhu.casefile.names;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The ways a name can be typed in pinyin: for each character its readings, for each run of letters
/// the run itself. Immutable, thread-safe.
final class Spelling {
  /// longest typed text looked at, in letters
  private static final int TYPED_MAX = 60;

  private final List<List<String>> parts;

  private Spelling(List<List<String>> parts) {
    this.parts = parts;
  }

  /// @param folded name in its search form
  static Spelling of(String folded) {
    List<List<String>> parts = new ArrayList<>();
    var run = new StringBuilder();
    folded
        .codePoints()
        .forEach(c -> {
          if (c >= 'a' && c <= 'z') {
            run.append((char) c);
            return;
          }
          end(run, parts);
          List<String> readings = Pinyin.readings(c);
          if (!readings.isEmpty()) parts.add(readings);
        });
    end(run, parts);
    return new Spelling(List.copyOf(parts));
  }

  private static void end(StringBuilder run, List<List<String>> parts) {
    if (!run.isEmpty()) parts.add(List.of(run.toString()));
    run.setLength(0);
  }

  /// Whether the letters spell the parts from `from` on: of each part at least its first letter, in
  /// order, until the letters are used up. Takes all ways at once (bit n of `reached`: the first n
  /// letters are used up), so that no name and no query can make it slow.
  boolean begins(String letters, int from) {
    if (letters.length() > TYPED_MAX) return false;
    long reached = 1;
    long whole = 1L << letters.length();
    for (int part = from; part < parts.size() && reached != 0; part++) {
      long next = 0;
      for (String reading : parts.get(part)) next |= step(letters, reached, reading);
      if ((next & whole) != 0) return true;
      reached = next;
    }
    return false;
  }

  /// The readings of each part, in order.
  List<List<String>> parts() {
    return parts;
  }

  /// Whether the letters are the parts read whole, nothing left over on either side.
  boolean reads(String letters) {
    if (letters.isEmpty() || letters.length() > TYPED_MAX) return false;
    long reached = 1;
    for (List<String> readings : parts) {
      long next = 0;
      for (String reading : readings)
        for (long left = reached; left != 0; left &= left - 1) {
          int at = Long.numberOfTrailingZeros(left);
          if (letters.startsWith(reading, at)) next |= 1L << (at + reading.length());
        }
      reached = next;
    }
    return (reached & 1L << letters.length()) != 0;
  }

  /// Whether the first parts may sound as these characters do.
  boolean sounds(List<List<String>> characters) {
    if (characters.isEmpty() || characters.size() > parts.size()) return false;
    for (int i = 0; i < characters.size(); i++)
      if (Collections.disjoint(parts.get(i), characters.get(i))) return false;
    return true;
  }

  /// Whether the letters spell the name from its second or a later part on.
  boolean beginsFurtherIn(String letters) {
    for (int i = 1; i < parts.size(); i++) if (begins(letters, i)) return true;
    return false;
  }

  private static long step(String letters, long reached, String reading) {
    long next = 0;
    for (long left = reached; left != 0; left &= left - 1) {
      int at = Long.numberOfTrailingZeros(left);
      int same = common(letters, at, reading);
      if (same > 0) next |= ((2L << same) - 2) << at;
    }
    return next;
  }

  private static int common(String letters, int at, String reading) {
    int n = 0;
    while (n < reading.length()
        && at + n < letters.length()
        && letters.charAt(at + n) == reading.charAt(n)) n++;
    return n;
  }
}
