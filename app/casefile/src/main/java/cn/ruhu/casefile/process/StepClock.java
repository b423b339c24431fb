package cn.ruhu.casefile.process;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.means.RuleSet;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// The limit of the step a case stands at (DOMAIN §2.2), beside the limit of the whole case
/// ([CaseClock]). Where the rules name none, there is none.
///
/// Stateless and thread-safe.
public final class StepClock {
  /// 民主评议 after the visit (220 art 20)
  private static final int APPRAISAL = 5;

  /// an objection looked into: 220 art 29, and 43 art 15 for 特困
  private static final int OBJECTION_2012 = 20;

  private static final int OBJECTION_TK = 15;

  /// the district's review, by rule set (DOMAIN §2.2 row 14)
  private static final int REVIEW_2012 = 5;

  private static final int REVIEW_2021 = 10;

  /// a batch is drawn after its first case (C5)
  private static final int DRAW = 2;

  /// the decision after the second notice (row 16)
  private static final int DECISION = 3;

  private StepClock() {}

  /// What is due, or what is waited for.
  public enum Kind {
    APPRAISAL,
    /// a notice hangs through this day; nothing can be done before it is over
    NOTICE,
    OBJECTION,
    REVIEW,
    DECISION,
    /// a refusal is written and delivered
    REFUSAL
  }

  /// @param days length of the limit: working days, calendar days of a [Kind#NOTICE]
  public record Limit(Kind kind, Due due, int days) {}

  /// The limit that runs now.
  ///
  /// @param today day by which a notice without its own date is judged
  public static Optional<Limit> of(CaseFile file, LocalDate today) {
    Optional<Stage> stage = Process.stage(file);
    if (stage.isEmpty() || file.application().isEmpty()) return Optional.empty();
    var s = new Situation(file, stage, Act.DECIDE, Actor.system(), ActInput.NONE, today);
    boolean old = RuleSets.forCase(file).equals(RuleSets.CN_2012);
    return switch (stage.get()) {
      case APPRAISAL, INVESTIGATED -> appraisal(s, old);
      case PUBLICITY, PUBLICITY2 -> notice(s);
      case OBJECTION -> objection(s, old);
      case REPORTED, SPOT_CHECK -> Optional.of(review(s, old));
      case DISTRICT_REVIEW -> {
        Instant over = s.done(Act.PUBLICITY2_END);
        boolean current = !over.isBefore(s.entered(Stage.REPORTED)) && !over.equals(Instant.MIN);
        yield Optional.of(
            current ? limit(Kind.DECISION, Situation.day(over), DECISION) : review(s, old));
      }
      case APPROVED, REJECTED -> refusal(s);
      default -> Optional.empty();
    };
  }

  /// First day whose picture of the removal proves that the running notice hung to its end; empty
  /// when none hangs.
  ///
  /// @param today day by which a notice without its own date is judged
  public static Optional<LocalDate> noticeOver(CaseFile file, LocalDate today) {
    return Process.stage(file)
        .filter(stage -> stage == Stage.PUBLICITY || stage == Stage.PUBLICITY2)
        .map(stage ->
            NoticeGuards.overOn(
                new Situation(
                    file, Optional.of(stage), Act.DECIDE, Actor.system(), ActInput.NONE, today)));
  }

  /// Day by which a batch of reported cases is drawn.
  ///
  /// @param first day its first case was reported
  public static Due draw(LocalDate first) {
    return WorkingDays.due(first, DRAW);
  }

  /// Nothing to tell before the notice hangs at another street's board.
  private static Optional<Limit> notice(Situation s) {
    return NoticeGuards.begun(s)
        ? Optional.of(
            new Limit(
                Kind.NOTICE,
                new Due(NoticeGuards.lastDay(s), false),
                s.rules().map(RuleSet::publicityDays).orElse(7)))
        : Optional.empty();
  }

  private static Limit limit(Kind kind, LocalDate event, int days) {
    return new Limit(kind, WorkingDays.due(event, days), days);
  }

  private static Optional<Limit> appraisal(Situation s, boolean old) {
    if (!old || s.has(GateKind.APPRAISAL_RECORD)) return Optional.empty();
    return s.visit()
        .flatMap(v -> CaseFile.instant(v, "finishedAt"))
        .map(at -> limit(Kind.APPRAISAL, Situation.day(at), APPRAISAL));
  }

  private static Optional<Limit> objection(Situation s, boolean old) {
    Instant raised = s.done(Act.OBJECT);
    if (raised.equals(Instant.MIN)) return Optional.empty();
    if (old) return Optional.of(limit(Kind.OBJECTION, Situation.day(raised), OBJECTION_2012));
    return s.schemes().contains("TK")
        ? Optional.of(limit(Kind.OBJECTION, Situation.day(raised), OBJECTION_TK))
        : Optional.empty();
  }

  private static Limit review(Situation s, boolean old) {
    Instant reported = s.entered(Stage.REPORTED);
    LocalDate since = reported.equals(Instant.MIN) ? s.today() : Situation.day(reported);
    return limit(Kind.REVIEW, since, old ? REVIEW_2012 : REVIEW_2021);
  }

  /// Only a refusal has a limit of its own (DOMAIN §2.2 row 17).
  private static Optional<Limit> refusal(Situation s) {
    Optional<CaseRecord> open =
        Letter.of(s.file()).stream()
            .filter(l -> l.paper().equals("N06") && !l.isDelivered())
            .map(Letter::decision)
            .findFirst();
    int days = s.rules().map(RuleSet::refusalNoticeWorkingDays).orElse(3);
    return open.map(d -> limit(Kind.REFUSAL, Situation.day(Situation.at(d)), days));
  }
}
