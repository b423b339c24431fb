package cn.ruhu.casefile.names;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds people by name in memory: by characters, by pinyin typed whole, in part or as initials
/// (`wangfang`, `wangf`, `wf`), by the surname's own reading, by a code point (`U+20164`).
///
/// Thread-safe: names may be put and removed while others search; a search sees each name either
/// before or after a change.
///
/// @param <K> what a name stands for, e.g. the id of a person
public final class NameIndex<K> {
  private static final Pattern CODE_POINT =
      Pattern.compile("(?:u\\+?|\\\\u|0x)([0-9a-f]{4,6})", Pattern.CASE_INSENSITIVE);

  /// How a name answers a query, best first.
  public enum Match {
    /// the very name
    WHOLE,
    /// the name begins with the characters
    BEGINS,
    /// the reading is exactly what was typed
    READING,
    /// the reading begins with what was typed: syllables or initials
    SPELLED,
    /// the characters stand further in
    HOLDS,
    /// the given name's reading begins with what was typed
    GIVEN
  }

  /// One name found.
  ///
  /// @param key what it stands for
  /// @param name as put
  /// @param match how it was found
  public record Hit<K>(K key, String name, Match match) {}

  /// A name with everything search needs, made once.
  private record Entry<K>(K key, String name, String folded, String full, Spelling spelling) {}

  private final Map<K, Entry<K>> entries = new ConcurrentHashMap<>();

  /// Adds a name or replaces the key's earlier one.
  public void put(K key, String name) {
    String folded = NameText.searchForm(name);
    entries.put(key, new Entry<>(key, name, folded, Pinyin.of(name).full(), Spelling.of(folded)));
  }

  /// Forgets a key.
  public void remove(K key) {
    entries.remove(key);
  }

  /// Names held.
  public int size() {
    return entries.size();
  }

  /// Names that answer the query: best match first, then by reading, then by name. The empty query
  /// finds nothing.
  ///
  /// @param query what was typed, any of the forms above
  /// @param limit most hits wanted
  public List<Hit<K>> search(String query, int limit) {
    String folded = NameText.searchForm(decoded(query.strip()));
    if (folded.isEmpty() || limit <= 0) return List.of();
    String letters = letters(query);
    List<Found<K>> found = new ArrayList<>();
    for (Entry<K> e : entries.values())
      match(e, folded, letters).ifPresent(m -> found.add(new Found<>(e, m)));
    return found.stream()
        .sorted(
            Comparator.comparing((Found<K> f) -> f.match())
                .thenComparing(f -> f.entry().full())
                .thenComparing(f -> f.entry().name()))
        .limit(limit)
        .map(f -> new Hit<>(f.entry().key(), f.entry().name(), f.match()))
        .toList();
  }

  private record Found<K>(Entry<K> entry, Match match) {}

  private static <K> Optional<Match> match(Entry<K> e, String folded, String letters) {
    if (e.folded().equals(folded)) return Optional.of(Match.WHOLE);
    if (e.folded().startsWith(folded)) return Optional.of(Match.BEGINS);
    if (!letters.isEmpty()) {
      if (e.full().equals(letters)) return Optional.of(Match.READING);
      if (e.spelling().begins(letters, 0)) return Optional.of(Match.SPELLED);
    }
    if (e.folded().contains(folded)) return Optional.of(Match.HOLDS);
    if (!letters.isEmpty() && e.spelling().beginsFurtherIn(letters))
      return Optional.of(Match.GIVEN);
    return Optional.empty();
  }

  /// A query with written code points turned into their characters.
  private static String decoded(String query) {
    Matcher m = CODE_POINT.matcher(query);
    var b = new StringBuilder();
    while (m.find()) {
      int c = Integer.parseInt(m.group(1), 16);
      boolean letter = Character.isValidCodePoint(c) && (c >= 0x3007);
      m.appendReplacement(b, Matcher.quoteReplacement(letter ? Character.toString(c) : m.group()));
    }
    return m.appendTail(b).toString();
  }

  /// Pinyin letters of a query, or `""` when it is not typed pinyin: tones and separators gone, `ü`
  /// as `v`.
  private static String letters(String query) {
    String plain =
        PinyinTable.plain(
                Normalizer.normalize(query, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
            .replaceAll("[\\s'’·-]", "");
    String v = plain.replace("lyu", "lv").replace("nyu", "nv");
    return v.matches("[a-z]+") ? v : "";
  }
}
