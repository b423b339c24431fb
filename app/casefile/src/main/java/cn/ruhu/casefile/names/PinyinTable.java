package cn.ruhu.casefile.names;

import cn.ruhu.casefile.tables.Tsv;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// The readings as shipped: one everyday reading for each of about 44,000 characters, the surnames
/// that are read otherwise, and further readings under which search finds a character.
///
/// Immutable, thread-safe; about 1 MB, read when first used.
final class PinyinTable {
  private static final PinyinTable SHIPPED = read();

  /// One syllable.
  ///
  /// @param toned with tone mark
  /// @param plain without: `lv`, not `lü`
  /// @param alone a list of `plain`
  record Syllable(String toned, String plain, List<String> alone) {
    static Syllable of(String toned) {
      String plain = PinyinTable.plain(toned);
      return new Syllable(toned, plain, List.of(plain));
    }
  }

  private final int[] codePoints;
  private final short[] reading;
  private final List<Syllable> syllables;
  private final Map<String, List<Syllable>> surnames;
  private final Map<Integer, List<String>> severalReadings;
  private final int surnameLengthMax;

  private PinyinTable(
      int[] codePoints,
      short[] reading,
      List<Syllable> syllables,
      Map<String, List<Syllable>> surnames,
      Map<Integer, List<String>> further) {
    this.codePoints = codePoints;
    this.reading = reading;
    this.syllables = syllables;
    this.surnames = surnames;
    this.severalReadings = several(this, further);
    this.surnameLengthMax =
        surnames.keySet().stream().mapToInt(s -> s.codePointCount(0, s.length())).max().orElse(0);
  }

  static PinyinTable shipped() {
    return SHIPPED;
  }

  /// Characters with a reading.
  int size() {
    return codePoints.length;
  }

  /// Every toneless syllable a character is found under, in alphabetical order.
  String[] plains() {
    var all = new TreeSet<String>();
    syllables.forEach(s -> all.add(s.plain()));
    severalReadings.values().forEach(all::addAll);
    all.removeIf(s -> !s.matches("[a-z]+"));
    return all.toArray(String[]::new);
  }

  /// Everyday reading of a character, empty for none.
  Optional<Syllable> everyday(int codePoint) {
    int i = Arrays.binarySearch(codePoints, codePoint);
    return i < 0 ? Optional.empty() : Optional.of(syllables.get(reading[i]));
  }

  /// Readings of the surname a name begins with, one a character: the longest surname of the list
  /// that fits; empty when the name begins with a surname read as every day.
  List<Syllable> surname(int[] name) {
    int longest = Math.min(surnameLengthMax, name.length);
    for (int n = longest; n >= 1; n--) {
      List<Syllable> found = surnames.get(new String(name, 0, n));
      if (found != null) return found;
    }
    return List.of();
  }

  /// Every toneless reading under which the character is to be found, the everyday one first. The
  /// lists are shared, so that a million names cost no more of them.
  List<String> searchable(int codePoint) {
    List<String> several = severalReadings.get(codePoint);
    if (several != null) return several;
    return everyday(codePoint).map(Syllable::alone).orElse(List.of());
  }

  private static Map<Integer, List<String>> several(
      PinyinTable table, Map<Integer, List<String>> further) {
    Map<Integer, Set<String>> all = new HashMap<>();
    table.surnames.forEach((s, read) -> {
      if (s.codePointCount(0, s.length()) == 1)
        all.computeIfAbsent(s.codePointAt(0), table::everydayOnly).add(read.getFirst().plain());
    });
    further.forEach((c, read) -> all.computeIfAbsent(c, table::everydayOnly).addAll(read));
    Map<Integer, List<String>> lists = new HashMap<>();
    all.forEach((c, read) -> lists.put(c, List.copyOf(read)));
    return Collections.unmodifiableMap(lists);
  }

  private Set<String> everydayOnly(int codePoint) {
    Set<String> set = new LinkedHashSet<>();
    everyday(codePoint).ifPresent(s -> set.add(s.plain()));
    return set;
  }

  /// Toneless form of a syllable.
  static String plain(String toned) {
    return Normalizer.normalize(toned, Normalizer.Form.NFD)
        .replace("u\u0308", "v")
        .replaceAll("\\p{M}", "");
  }

  private static PinyinTable read() {
    List<Syllable> syllables = new ArrayList<>();
    var packed = LongStream.builder();
    for (List<String> row : Tsv.rows(PinyinTable.class, "pinyin.tsv")) {
      long index = syllables.size();
      syllables.add(Syllable.of(row.get(0)));
      row.get(1).codePoints().forEach(c -> packed.add(((long) c << 16) | index));
    }
    long[] sorted = packed.build().sorted().toArray();
    int[] codePoints = new int[sorted.length];
    short[] reading = new short[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      codePoints[i] = (int) (sorted[i] >>> 16);
      reading[i] = (short) sorted[i];
    }
    Map<String, List<Syllable>> surnames = new HashMap<>();
    for (List<String> row : Tsv.rows(PinyinTable.class, "surnames.tsv"))
      surnames.put(row.get(0), Arrays.stream(row.get(1).split(" ", -1)).map(Syllable::of).toList());
    Map<Integer, List<String>> further = new HashMap<>();
    for (List<String> row : Tsv.rows(PinyinTable.class, "polyphones.tsv"))
      further.put(row.get(0).codePointAt(0), List.of(row.get(1).split(",", -1)));
    return new PinyinTable(
        codePoints,
        reading,
        List.copyOf(syllables),
        Collections.unmodifiableMap(surnames),
        Collections.unmodifiableMap(further));
  }
}
