package cn.ruhu.casefile.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The sealed file `paradata`: everything that was done to a visit's form, in order, as it was kept
/// on the disk while the visit went on, with the notes beside it. Immutable, thread-safe.
///
/// @param steps in the order they were made
/// @param notes by name, e.g. over which text somebody signed and when
public record Paradata(List<Step> steps, SortedMap<String, String> notes) {
  /// A gap longer than this is a pause, and counts as this.
  static final Duration PAUSE = Duration.ofMinutes(10);

  /// Two answers closer than this were not both read. [D]
  static final Duration FAST = Duration.ofSeconds(1);

  private static final Set<String> SAID = Set.of("ANSWER", "CONFIRM");
  private static final Set<String> MADE = Set.of("ANSWER", "CONFIRM", "CONFIRM_ALL", "NO_ANSWER");

  public Paradata {
    steps = List.copyOf(steps);
    notes = Collections.unmodifiableSortedMap(new TreeMap<>(notes));
  }

  /// Where in the two parts of a visit (DOMAIN C18) a question stands.
  public enum Part {
    /// asked at the table, read back to the household
    TABLE,
    /// a signature of the household
    HOUSEHOLD,
    /// neighbours, observations, conclusion
    DOOR,
    /// a signature of the pair
    PAIR,
    /// of the form itself, or of a question that is no longer there
    NONE
  }

  /// One thing that was done.
  ///
  /// @param by who was at the keyboard
  /// @param act as `survey` calls it: `ANSWER`, `CONFIRM`…
  /// @param path in the form
  /// @param section of the form, empty for none
  public record Step(
      Instant at, UUID by, String act, String path, String section, Part part, String value) {}

  /// What can be told of the way a visit was made, without judging it.
  ///
  /// @param sections seconds in each section of the form, pauses counted as ten minutes at most
  /// @param answered answers given or confirmed
  /// @param fast of them less than a second after the one before, to another question
  /// @param changedAfter questions of the table part whose answer was changed after the household
  ///   had first signed
  public record Told(SortedMap<String, Long> sections, int answered, int fast, int changedAfter) {}

  /// Reads what happened. Clocks that were set back count as no time at all.
  public Told told() {
    var millis = new TreeMap<String, Long>();
    Optional<Instant> signed = householdSigned();
    var changed = new java.util.TreeSet<String>();
    var values = new HashMap<String, String>();
    int answered = 0;
    int fast = 0;
    @Nullable Step before = null;
    for (Step s : steps) {
      Duration gap = before == null ? Duration.ZERO : Duration.between(before.at(), s.at());
      if (gap.isNegative()) gap = Duration.ZERO;
      if (!s.section().isEmpty())
        millis.merge(s.section(), Math.min(gap.toMillis(), PAUSE.toMillis()), Long::sum);
      if (MADE.contains(s.act())) answered++;
      if (before != null
          && SAID.contains(s.act())
          && SAID.contains(before.act())
          && !s.path().equals(before.path())
          && gap.compareTo(FAST) < 0) fast++;
      if (s.act().equals("ANSWER")) {
        String was = values.put(s.path(), s.value());
        boolean late = signed.filter(s.at()::isAfter).isPresent() && s.part() == Part.TABLE;
        if (late && !s.value().equals(was)) changed.add(s.path());
      }
      before = s;
    }
    millis.replaceAll((_, ms) -> ms / 1_000);
    return new Told(Collections.unmodifiableSortedMap(millis), answered, fast, changed.size());
  }

  /// When the household first signed: the interview ended then.
  public Optional<Instant> householdSigned() {
    return steps.stream()
        .filter(s -> s.part() == Part.HOUSEHOLD && s.act().equals("ANSWER"))
        .filter(s -> !s.value().isEmpty())
        .map(Step::at)
        .findFirst();
  }

  /// Seconds by section as a visit's record has them: `V:120 M:340`.
  public static String text(Map<String, Long> sections) {
    var out = new StringBuilder();
    new TreeMap<>(sections)
        .forEach((id, s) -> out.append(out.isEmpty() ? "" : " ").append(id).append(':').append(s));
    return out.toString();
  }

  /// Reads what [#text] wrote; what does not fit is left out.
  public static SortedMap<String, Long> sections(String text) {
    var out = new TreeMap<String, Long>();
    for (String one : text.split(" ", -1)) {
      int at = one.lastIndexOf(':');
      if (at > 0 && one.substring(at + 1).matches("\\d{1,9}"))
        out.put(one.substring(0, at), Long.parseLong(one.substring(at + 1)));
    }
    return out;
  }
}
