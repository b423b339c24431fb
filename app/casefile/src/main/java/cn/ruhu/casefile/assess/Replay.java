package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A past opinion or decision computed again with the rules, standards and data of its day (T18),
/// beside what comes out today.
///
/// Immutable, thread-safe.
///
/// @param then the computation of that day, done again
/// @param today the computation by what the case and the standards say now
/// @param holds done again it gives what was kept
/// @param differences what is different today, by name
public record Replay(
    Assessment then, Assessment today, boolean holds, List<Difference> differences) {
  /// what is compared, in the order it is told
  private static final List<String> NAMES =
      List.of(
          "ruleSet",
          "policy",
          "S",
          "L",
          "minWage",
          "C",
          "N",
          "net",
          "dibao",
          "lowIncome",
          "benefit");

  public Replay {
    differences = List.copyOf(differences);
  }

  /// One figure that changed.
  ///
  /// @param name of the outcome of a snapshot, e.g. `S`, `N`, `benefit`
  public record Difference(String name, String then, String today) {}

  /// Whether a record says that what it was computed from was too large to be kept.
  public static boolean tooLarge(CaseRecord computed) {
    return Snapshot.text(computed).equals(Snapshot.TOO_LARGE);
  }

  /// Replays what a record was computed from; empty when nothing was kept with it.
  ///
  /// @param computed an OPINION or DECISION
  /// @param today day by which the case is computed now when it has none of its own
  public static Optional<Replay> of(CaseFile file, CaseRecord computed, LocalDate today) {
    Optional<Snapshot> kept = Snapshot.read(Snapshot.text(computed));
    Instant at = CaseFile.instant(computed, "at").orElse(Instant.MAX);
    Optional<Assessment> again = kept.flatMap(k -> k.again(file, at));
    if (kept.isEmpty() || again.isEmpty()) return Optional.empty();
    Assessment now = MeansTest.of(file, Column.ADOPTED, today);
    Map<String, String> before = Snapshot.outcome(again.get());
    Map<String, String> after = Snapshot.outcome(now);
    var differences = new ArrayList<Difference>();
    for (String name : NAMES) {
      String old = before.getOrDefault(name, "");
      String fresh = after.getOrDefault(name, "");
      if (!old.equals(fresh)) differences.add(new Difference(name, old, fresh));
    }
    boolean holds =
        before.entrySet().stream()
            .allMatch(e -> e.getValue().equals(kept.get().values().get(e.getKey())));
    return Optional.of(new Replay(again.get(), now, holds, differences));
  }
}
