package cn.ruhu.desktop.review;

import cn.ruhu.casefile.compare.Comparison;
import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/// What a reviewer had before the eyes at the last look at a case, to tell what changed since. What
/// the reviewer rules on is left out: that is no news. Immutable.
///
/// @param facts declared, visited and registry value of each fact, by its key
/// @param pages on file
/// @param talk questions with their state and answer
record Looked(Map<String, String> facts, TreeSet<String> pages, List<String> talk) {
  static final String BETWEEN = " | ";
  private static final String FACT = "F";
  private static final String PAGE = "P";
  private static final String TALK = "T";
  private static final long PRIME = 0x100000001b3L;

  static Looked of(CaseFile file, Comparison comparison) {
    var facts = new LinkedHashMap<String, String>();
    for (var g : comparison.groups()) for (FactRow r : g.rows()) facts.put(r.key(), values(r));
    var pages = new TreeSet<String>();
    file.pages().forEach(p -> pages.add(p.id().toString()));
    var talk = new ArrayList<String>();
    for (CaseRecord q : file.questions())
      talk.add(q.id() + BETWEEN + q.text("state") + BETWEEN + q.text("answer"));
    return new Looked(facts, pages, talk);
  }

  private static String values(FactRow r) {
    return r.declared() + BETWEEN + r.visited() + BETWEEN + r.registry();
  }

  /// The same for two looks at the same things, almost surely another one otherwise.
  long print() {
    long h = 0xcbf29ce484222325L;
    for (List<String> row : rows()) for (String text : row) h = mixed(h, text);
    return h;
  }

  private static long mixed(long hash, String text) {
    long h = hash;
    for (int i = 0; i < text.length(); i++) h = (h ^ text.charAt(i)) * PRIME;
    return (h ^ text.length()) * PRIME;
  }

  /// The values of a fact at that look, when they were others than now; empty when it is as it was.
  Optional<String> before(FactRow now) {
    String was = facts.get(now.key());
    if (was == null) return Optional.of("");
    return was.equals(values(now)) ? Optional.empty() : Optional.of(was);
  }

  /// Whether a page came since.
  boolean isNew(UUID page) {
    return !pages.contains(page.toString());
  }

  private List<List<String>> rows() {
    var rows = new ArrayList<List<String>>();
    facts.forEach((key, values) -> rows.add(List.of(FACT, key, values)));
    pages.forEach(p -> rows.add(List.of(PAGE, p, "")));
    talk.forEach(t -> rows.add(List.of(TALK, t, "")));
    return rows;
  }

  byte[] write() {
    return DraftText.write(rows());
  }

  static Looked read(byte[] bytes) {
    var facts = new LinkedHashMap<String, String>();
    var pages = new TreeSet<String>();
    var talk = new ArrayList<String>();
    for (List<String> r : DraftText.read(bytes, 3)) {
      switch (r.getFirst()) {
        case FACT -> facts.put(r.get(1), r.get(2));
        case PAGE -> pages.add(r.get(1));
        case TALK -> talk.add(r.get(1));
        default -> {}
      }
    }
    return new Looked(facts, pages, talk);
  }
}
