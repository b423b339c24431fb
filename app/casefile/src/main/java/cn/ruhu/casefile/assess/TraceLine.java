package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.tables.Tsv;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One step of the computation: by which clause, from what, by which formula, to what.
///
/// Immutable, thread-safe.
///
/// @param code what was done, a row of `steps.tsv`
/// @param subject id of the member, item or supporter it is about; empty for the household
/// @param inputs figures by name, in order; money is exact yuan
/// @param result what came out; money is exact yuan
public record TraceLine(String code, String subject, Map<String, String> inputs, String result) {
  /// a column of the table: for whom a step is shown
  private record Row(String clause, String formula, String zh, String en, String audience) {}

  private static final Map<String, Row> ROWS = read();

  public TraceLine {
    if (!ROWS.containsKey(code)) throw new IllegalArgumentException("no step " + code);
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  private static Map<String, Row> read() {
    var map = new LinkedHashMap<String, Row>();
    for (List<String> r : Tsv.rows(TraceLine.class, "steps.tsv"))
      map.put(r.get(0), new Row(r.get(1), r.get(2), r.get(4), r.get(5), r.get(3)));
    return map;
  }

  private Row row() {
    Row row = ROWS.get(code);
    if (row == null) throw new IllegalStateException(code);
    return row;
  }

  /// The rule it follows, e.g. `57号13`; empty for plain arithmetic.
  public String clause() {
    return row().clause();
  }

  /// The formula in the names of the inputs.
  public String formula() {
    return row().formula();
  }

  /// What the step is called.
  ///
  /// @param chinese in Chinese, else in English
  public String words(boolean chinese) {
    return chinese ? row().zh() : row().en();
  }

  /// Whether the step is shown to these readers.
  public boolean shownTo(Profile profile) {
    return AUDIENCE.getOrDefault(profile, "").contains(row().audience());
  }

  /// Readers by letter: A everybody, B not other offices, C the office alone.
  private static final Map<Profile, String> AUDIENCE =
      new EnumMap<>(
          Map.of(Profile.INTERNAL, "ABC", Profile.APPLICANT, "AB", Profile.TRANSFER, "A"));

  /// The lines these readers see, in order.
  public static List<TraceLine> of(List<TraceLine> all, Profile profile) {
    return all.stream().filter(l -> l.shownTo(profile)).toList();
  }
}
