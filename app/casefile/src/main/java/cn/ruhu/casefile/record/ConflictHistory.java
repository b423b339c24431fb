package cn.ruhu.casefile.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What was done with a conflict, one entry an act: settled, taken back, settled again. Entries are
/// fields of the CONFLICT record, `history.N.act`, `.by`, `.at`, `.reason` and, where neither of
/// the two sides stands whole by it, `.value.FIELD`. They are added and never changed.
///
/// Stateless and thread-safe.
public final class ConflictHistory {
  /// Before the number in the name of a field.
  public static final String PREFIX = "history.";

  /// Name of the act that takes a settlement back; the others are choices of `conflictChoice`.
  public static final String UNDO = "UNDO";

  /// Name of the settlement of late work that takes some of its values and leaves the others; each
  /// field in dispute is told with the value that stands.
  public static final String PART = "PART";

  private static final Pattern FIELD =
      Pattern.compile("history\\.([1-9][0-9]{0,3})\\.(act|by|at|reason|value\\.(.+))");

  private ConflictHistory() {}

  /// @param number from 1
  /// @param act `KEEP`, `TAKE`, `OTHER`, [#PART] or [#UNDO]
  /// @param reason in the person's words, `""` for none
  /// @param values what stands by it when that is neither of the two, by field of the disputed
  ///   record
  public record Entry(
      int number,
      String act,
      Optional<UUID> by,
      Optional<Instant> at,
      String reason,
      SortedMap<String, String> values) {}

  /// Every entry, oldest first.
  public static List<Entry> of(CaseRecord conflict) {
    var numbers = new TreeMap<Integer, SortedMap<String, String>>();
    for (String name : conflict.fields().keySet()) {
      Matcher m = FIELD.matcher(name);
      if (!m.matches()) continue;
      var values = numbers.computeIfAbsent(Integer.valueOf(m.group(1)), _ -> new TreeMap<>());
      if (m.group(3) != null) values.put(m.group(3), conflict.text(name));
    }
    var all = new ArrayList<Entry>();
    numbers.forEach((n, values) -> {
      String at = PREFIX + n + '.';
      all.add(
          new Entry(
              n,
              conflict.text(at + "act"),
              conflict.ref(at + "by"),
              Texts.instant(conflict.text(at + "at")),
              conflict.text(at + "reason"),
              values));
    });
    return all;
  }

  /// The newest entry.
  public static Optional<Entry> last(CaseRecord conflict) {
    List<Entry> all = of(conflict);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// What a settlement left standing in these fields by its own words, `""` where it left one
  /// empty; empty when it is one of the two values, or was written by an older program.
  ///
  /// @param fields in dispute
  public static Optional<Map<String, String>> left(CaseRecord conflict, Collection<String> fields) {
    return last(conflict)
        .filter(e -> e.act().equals("OTHER") || e.act().equals(PART) || !e.values().isEmpty())
        .map(e -> {
          Map<String, String> values = new TreeMap<>();
          for (String f : fields) values.put(f, e.values().getOrDefault(f, ""));
          return values;
        });
  }

  /// The conflict with one more entry.
  ///
  /// @param values what stands by it in every field in dispute, when that is neither of the two
  public static CaseRecord with(
      CaseRecord conflict,
      String act,
      UUID by,
      Instant at,
      String reason,
      Map<String, String> values) {
    String next = PREFIX + (last(conflict).map(Entry::number).orElse(0) + 1) + '.';
    CaseRecord now =
        conflict
            .with(next + "act", act)
            .with(next + "by", by.toString())
            .with(next + "at", at.toString())
            .with(next + "reason", reason);
    for (var v : values.entrySet()) now = now.with(next + "value." + v.getKey(), v.getValue());
    return now;
  }

  /// Whether a change only adds, in this person's name, and one entry at most. That its number is
  /// still free is the merge's question: it writes nothing over what the author did not see.
  public static boolean addsOwn(RecordChange change, UUID by) {
    var numbers = new TreeSet<String>();
    for (var e : change.fields().entrySet()) {
      if (!e.getKey().startsWith(PREFIX)) continue;
      Matcher m = FIELD.matcher(e.getKey());
      if (!m.matches() || e.getValue().before() != null || e.getValue().after() == null)
        return false;
      numbers.add(m.group(1));
    }
    if (numbers.isEmpty()) return true;
    if (numbers.size() > 1) return false;
    FieldChange name = change.fields().get(PREFIX + numbers.first() + ".by");
    return name != null && by.toString().equals(name.after());
  }
}
