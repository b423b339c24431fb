package cn.ruhu.casefile.names;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;

/// Every different name once, in the order of its reading, with what finds it: its characters and
/// its readings. Some 100 bytes a name. Immutable.
final class NameTable {
  /// readings of one name beyond which it is looked at by itself
  private static final int SPELLINGS_MAX = 32;

  /// names of one kind looked at before they are put in order
  private static final int MOST = 4096;

  private final char[] text;
  private final int[] at;
  private final SpelledKeys whole;
  private final SpelledKeys further;
  private final int[] points;
  private final int[] pointStart;
  private final int[] pointNames;

  /// names that are not syllables only: words in letters, long ones
  private final int[] odd;

  private final Spelling[] oddSpellings;

  /// @param sorted in their own order, in search form
  private NameTable(String[] sorted) {
    int length = Arrays.stream(sorted).mapToInt(String::length).sum();
    text = new char[length];
    at = new int[sorted.length + 1];
    var wholeKeys = new LongBag();
    var wholeNames = new IntBag();
    var furtherKeys = new LongBag();
    var furtherNames = new IntBag();
    var oddNames = new IntBag();
    var spellings = new ArrayList<Spelling>();
    for (int name = 0; name < sorted.length; name++) {
      String s = sorted[name];
      s.getChars(0, s.length(), text, at[name]);
      at[name + 1] = at[name] + s.length();
      Spelling spelling = Spelling.of(s);
      int[][] parts = syllables(spelling);
      if (parts.length == 0 && !spelling.parts().isEmpty()) {
        oddNames.add(name);
        spellings.add(spelling);
        continue;
      }
      for (int from = 0; from < parts.length; from++)
        keys(
            parts,
            from,
            from == 0 ? wholeKeys : furtherKeys,
            from == 0 ? wholeNames : furtherNames,
            name);
    }
    whole = new SpelledKeys(wholeKeys, wholeNames);
    further = new SpelledKeys(furtherKeys, furtherNames);
    odd = oddNames.toArray();
    oddSpellings = spellings.toArray(Spelling[]::new);
    Map<Integer, int[]> counts = new TreeMap<>();
    for (int name = 0; name < sorted.length; name++)
      eachPoint(sorted[name], name, (c, _) -> counts.computeIfAbsent(c, _ -> new int[1])[0]++);
    points = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
    pointStart = new int[points.length + 1];
    int point = 0;
    for (int[] count : counts.values()) {
      pointStart[point + 1] = pointStart[point] + count[0];
      point++;
    }
    pointNames = new int[pointStart[points.length]];
    int[] next = pointStart.clone();
    for (int name = 0; name < sorted.length; name++)
      eachPoint(
          sorted[name], name, (c, n) -> pointNames[next[Arrays.binarySearch(points, c)]++] = n);
  }

  /// @param names in search form, each once
  /// @param renumbered takes each name with its number
  static NameTable of(Iterable<String> names, ObjIntConsumer<String> renumbered) {
    record Read(String name, String full) {}
    var all = new ArrayList<Read>();
    names.forEach(n -> all.add(new Read(n, Pinyin.of(n).full())));
    all.sort(Comparator.comparing(Read::full).thenComparing(Read::name));
    String[] sorted = new String[all.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = all.get(i).name();
      renumbered.accept(sorted[i], i);
    }
    all.clear();
    return new NameTable(sorted);
  }

  /// Each different character of a name.
  private static void eachPoint(String name, int number, ObjIntConsumer<Integer> taker) {
    name.codePoints().distinct().forEach(c -> taker.accept(c, number));
  }

  /// Syllables of each part; empty when a key cannot hold them.
  private static int[][] syllables(Spelling spelling) {
    List<List<String>> parts = spelling.parts();
    int[][] none = new int[0][];
    if (parts.size() > SpelledKeys.PARTS_MAX) return none;
    int ways = 1;
    int[][] all = new int[parts.size()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = parts.get(i).stream().mapToInt(Syllables.all()::of).toArray();
      ways *= all[i].length;
      if (ways > SPELLINGS_MAX || Arrays.stream(all[i]).anyMatch(s -> s < 0)) return none;
    }
    return all;
  }

  private static void keys(int[][] parts, int from, LongBag keys, IntBag names, int name) {
    long[] now = {0};
    for (int part = from; part < parts.length; part++) {
      long[] next = new long[now.length * parts[part].length];
      int n = 0;
      for (long key : now)
        for (int syllable : parts[part]) next[n++] = SpelledKeys.with(key, part - from, syllable);
      now = next;
    }
    for (long key : now) {
      keys.add(key);
      names.add(name);
    }
  }

  int size() {
    return at.length - 1;
  }

  String name(int number) {
    return new String(text, at[number], at[number + 1] - at[number]);
  }

  /// Takes what was found: a name, and how.
  interface Taker {
    /// @return false when it has enough
    boolean take(int name, Match match);
  }

  /// Names that answer a query, better ways first, each way in the order of the readings. A name
  /// may come in several ways.
  void search(Query query, IntPredicate wanted, int limit, Taker taker) {
    IntBag[] written = written(query.folded(), wanted, limit);
    String letters = query.letters();
    if (!give(written[0], Match.WHOLE, taker) || !give(written[1], Match.BEGINS, taker)) return;
    if (!letters.isEmpty()) {
      var reads = new IntBag();
      whole.reads(letters, MOST, reads);
      odd(reads, s -> s.reads(letters));
      if (!give(reads, Match.READING, taker)) return;
      var spelled = new IntBag();
      whole.begins(letters, MOST, spelled);
      odd(spelled, s -> s.begins(letters, 0));
      if (!give(spelled, Match.SPELLED, taker)) return;
    }
    if (!give(written[2], Match.HOLDS, taker)) return;
    if (!letters.isEmpty()) {
      var given = new IntBag();
      further.begins(letters, MOST, given);
      odd(given, s -> s.beginsFurtherIn(letters));
      if (!give(given, Match.GIVEN, taker)) return;
    }
    if (query.sounds().isEmpty()) return;
    var sounds = new IntBag();
    whole.sounds(query.sounds(), MOST, sounds);
    odd(sounds, s -> s.sounds(query.sounds()));
    give(sounds, Match.SOUNDS, taker);
  }

  private static boolean give(IntBag names, Match match, Taker taker) {
    for (int name : names.sorted()) if (!taker.take(name, match)) return false;
    return true;
  }

  private interface Way {
    boolean fits(Spelling spelling);
  }

  private void odd(IntBag out, Way way) {
    for (int i = 0; i < odd.length; i++) if (way.fits(oddSpellings[i])) out.add(odd[i]);
  }

  /// The very name, names that begin with the characters, names that hold them further in.
  private IntBag[] written(String folded, IntPredicate wanted, int limit) {
    IntBag[] out = {new IntBag(), new IntBag(), new IntBag()};
    int rarest = -1;
    for (int c : folded.codePoints().toArray()) {
      int i = Arrays.binarySearch(points, c);
      if (i < 0) return out;
      if (rarest < 0 || count(i) < count(rarest)) rarest = i;
    }
    char[] sought = folded.toCharArray();
    for (int i = pointStart[rarest]; i < pointStart[rarest + 1]; i++) {
      int name = pointNames[i];
      int place = place(name, sought);
      if (place < 0) continue;
      boolean all = at[name + 1] - at[name] == sought.length;
      IntBag bag = out[place > 0 ? 2 : all ? 0 : 1];
      if (bag.size() < limit && wanted.test(name)) bag.add(name);
    }
    return out;
  }

  private int count(int point) {
    return pointStart[point + 1] - pointStart[point];
  }

  /// Where the characters stand in a name, -1 for nowhere.
  private int place(int name, char[] sought) {
    int last = at[name + 1] - sought.length;
    for (int from = at[name]; from <= last; from++) {
      int i = 0;
      while (i < sought.length && text[from + i] == sought[i]) i++;
      if (i == sought.length) return from - at[name];
    }
    return -1;
  }
}
