package cn.ruhu.casefile.tables;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A closed list of codes with their labels, in the order of the standard or the paper.
///
/// Immutable, thread-safe.
public final class CodeTable {
  private final String name;
  private final String title;
  private final String unknown;
  private final Map<String, CodeEntry> entries;

  CodeTable(String name, String title, String unknown, List<CodeEntry> rows) {
    this.name = name;
    this.title = title;
    this.unknown = unknown;
    var map = new LinkedHashMap<String, CodeEntry>();
    for (CodeEntry e : rows) {
      if (map.put(e.code(), e) != null)
        throw new IllegalStateException(name + ": code twice: " + e.code());
    }
    this.entries = Collections.unmodifiableMap(map);
  }

  /// Name as `RecordType` spells it after `CODE:`.
  public String name() {
    return name;
  }

  /// What the table lists, in Chinese.
  public String title() {
    return title;
  }

  /// All choices in table order.
  public List<CodeEntry> entries() {
    return List.copyOf(entries.values());
  }

  /// Whether `code` is one of the table's codes.
  public boolean has(String code) {
    return entries.containsKey(code);
  }

  /// The entry of a code, or empty for a code this program does not know.
  public Optional<CodeEntry> entry(String code) {
    return Optional.ofNullable(entries.get(code));
  }

  /// Words for a code. A code that is not in the table (a newer server, a newer card) is shown as
  /// such with its number, never blank; only the empty code gives the empty text.
  public String label(String code) {
    if (code.isEmpty()) return "";
    CodeEntry e = entries.get(code);
    return e == null ? unknown.replace("{0}", code) : e.label();
  }

  /// Choices for what was typed so far, best first: the exact code or label, codes that start so,
  /// initials that start so, labels that hold it. The empty text gives every choice.
  public List<CodeEntry> matching(String typed) {
    String lower = typed.strip().toLowerCase(Locale.ROOT);
    if (lower.isEmpty()) return entries();
    List<List<CodeEntry>> ranks = new ArrayList<>();
    for (int i = 0; i < 5; i++) ranks.add(new ArrayList<>());
    for (CodeEntry e : entries.values()) {
      String code = e.code().toLowerCase(Locale.ROOT);
      if (code.equals(lower) || e.label().equals(lower)) ranks.get(0).add(e);
      else if (e.initials().equals(lower)) ranks.get(1).add(e);
      else if (e.initials().startsWith(lower)) ranks.get(2).add(e);
      else if (code.startsWith(lower)) ranks.get(3).add(e);
      else if (e.label().toLowerCase(Locale.ROOT).contains(lower)) ranks.get(4).add(e);
    }
    return ranks.stream().flatMap(List::stream).toList();
  }

  @Override
  public String toString() {
    return "CodeTable " + name + " (" + entries.size() + ")";
  }
}
