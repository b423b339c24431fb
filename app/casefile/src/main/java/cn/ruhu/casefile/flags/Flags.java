package cn.ruhu.casefile.flags;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// All doubts (疑点) of a case, computed from its records alone. A doubt says that a person has to
/// look; it decides nothing.
///
/// The district's own figures count when the case file holds its STANDARD records; X06 says nothing
/// before the district entered what a household usually pays for electricity.
///
/// Stateless and thread-safe.
public final class Flags {
  private Flags() {}

  /// Doubts in order of their rule, open and disposed. A doubt is disposed by a gate fact
  /// FLAG_DISPOSED that names its key and gives a reason; one that comes from the visit is open
  /// again when a newer visit was finished.
  ///
  /// @param today day against which cards and pensions are judged
  public static List<Flag> of(CaseFile file, LocalDate today) {
    Subject s = Subject.of(file, today);
    var found = new ArrayList<Flag>();
    found.addAll(PersonRules.of(s));
    found.addAll(MeansRules.of(s));
    found.addAll(VisitRules.of(s));
    found.addAll(SizeRule.of(s));
    return found.stream()
        .map(f -> new Flag(f.rule(), f.subject(), f.args(), disposal(file, f)))
        .sorted(Comparator.comparing(Flag::rule).thenComparing(Flag::key))
        .toList();
  }

  private static Optional<UUID> disposal(CaseFile file, Flag flag) {
    Instant since =
        flag.rule().fromVisit()
            ? file.finishedVisit()
                .flatMap(v -> CaseFile.instant(v, "finishedAt"))
                .orElse(Instant.MIN)
            : Instant.MIN;
    return file.gateFacts(GateKind.FLAG_DISPOSED).stream()
        .filter(f -> f.text("subject").equals(flag.key()) && !f.text("reason").isBlank())
        .filter(f -> !CaseFile.instant(f, "at").orElse(Instant.MIN).isBefore(since))
        .map(CaseRecord::id)
        .reduce((_, later) -> later);
  }

  static Flag flag(XRule rule, Object... args) {
    return new Flag(rule, Optional.empty(), texts(args), Optional.empty());
  }

  static Flag about(XRule rule, UUID subject, Object... args) {
    return new Flag(rule, Optional.of(subject), texts(args), Optional.empty());
  }

  private static List<String> texts(Object... args) {
    return java.util.Arrays.stream(args).map(Object::toString).toList();
  }
}
