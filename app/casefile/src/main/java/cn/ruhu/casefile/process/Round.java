package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseFile;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A case is judged in rounds: first for its decision, then at each review, with a visit, a
/// verification and opinions of its own. Stateless and thread-safe.
public final class Round {
  private static final Set<Stage> REVIEW = Set.of(Stage.REVIEW_DUE, Stage.REVIEWING);

  private Round() {}

  /// Start of the present round: the beginning of time for a first decision, else when the review
  /// fell due or was called for. What was found before does not count.
  public static Instant start(CaseFile file) {
    return start(file, Process.stage(file));
  }

  static Instant start(CaseFile file, Optional<Stage> stage) {
    if (stage.filter(REVIEW::contains).isEmpty()) return Instant.MIN;
    return file.lastEvent(Act.DUE.name(), Act.CHANGE.name()).map(Situation::at).orElse(Instant.MIN);
  }
}
