package cn.ruhu.casefile.change;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a report goes: what the street may make of it at the case's stage, and from which month it
/// works. Stateless.
public final class ChangeCourse {
  private static final Set<Stage> UNDER_REVIEW = EnumSet.of(Stage.REVIEW_DUE, Stage.REVIEWING);

  /// stages from which a report calls for a review
  private static final Set<Stage> CALLED = EnumSet.of(Stage.IN_BENEFIT, Stage.SUSPENDED);

  private static final Set<Stage> DECLARING =
      EnumSet.of(Stage.DRAFT, Stage.SUBMITTED, Stage.SUPPLEMENT);
  private static final Set<Stage> PAID =
      EnumSet.of(
          Stage.IN_BENEFIT, Stage.REVIEW_DUE, Stage.REVIEWING, Stage.SUSPENDED, Stage.GRADUAL_EXIT);
  private static final Set<Stage> OVER =
      EnumSet.of(
          Stage.REJECTED, Stage.TERMINATED, Stage.WITHDRAWN, Stage.ABORTED, Stage.TRANSFERRED);

  private ChangeCourse() {}

  /// What happens next, to be said at the counter and printed on the receipt.
  public enum Next {
    /// written at once, nobody has to judge it
    WRITTEN,
    /// written at once into a declaration nobody has accepted yet
    DECLARED,
    /// the street judges it; an investigation under way takes it up
    INVESTIGATION,
    /// the street judges whether the case is reviewed
    REVIEW,
    /// a review is under way and takes it up
    UNDER_REVIEW,
    /// who decides stops the aid; nobody visits
    STOP,
    /// an application not yet decided is withdrawn at the window
    WITHDRAW,
    /// the street notes it
    NOTE
  }

  /// Whether a report may be taken in for a case at this stage: not for one that is over.
  public static boolean open(Optional<Stage> stage) {
    return stage.filter(s -> !OVER.contains(s)).isPresent();
  }

  /// Whether members are still the window's own declaration, which it corrects at once.
  public static boolean declaring(Optional<Stage> stage) {
    return stage.filter(DECLARING::contains).isPresent();
  }

  /// What a report leads to at a stage.
  public static Next next(ChangeKind kind, Optional<Stage> stage) {
    if (kind.contact()) return Next.WRITTEN;
    if (kind.effect() == Effect.STOP)
      return stage.filter(PAID::contains).isPresent() ? Next.STOP : Next.WITHDRAW;
    if (declaring(stage)) return kind.membership() ? Next.DECLARED : Next.NOTE;
    if (kind.effect() == Effect.NOTE) return Next.NOTE;
    if (stage.filter(UNDER_REVIEW::contains).isPresent()) return Next.UNDER_REVIEW;
    return stage.filter(PAID::contains).isPresent() ? Next.REVIEW : Next.INVESTIGATION;
  }

  /// What the street may make of a report, the likely one first.
  public static List<ChangeState> rulings(ChangeKind kind, Optional<Stage> stage) {
    var all = new ArrayList<ChangeState>();
    boolean review =
        kind.changeCode().isPresent()
            && stage.filter(s -> CALLED.contains(s) || UNDER_REVIEW.contains(s)).isPresent();
    if (review && kind.effect() == Effect.REVIEW) all.add(ChangeState.REVIEW);
    all.add(ChangeState.NOTED);
    if (review && kind.effect() != Effect.REVIEW) all.add(ChangeState.REVIEW);
    all.add(ChangeState.CLOSED);
    return all;
  }

  /// The stop code a judged report calls for without a review: the household gives the aid up, or
  /// who died was the last of it. Empty for a report that waits, was closed or taken back.
  public static Optional<String> stops(CaseFile file, CaseRecord report) {
    Optional<ChangeKind> kind = ChangeKind.of(report.text("kind"));
    boolean taken =
        ChangeState.of(report)
            .filter(s -> s == ChangeState.NOTED || s == ChangeState.REVIEW)
            .isPresent();
    if (!taken || kind.isEmpty()) return Optional.empty();
    boolean ends =
        kind.get().effect() == Effect.STOP
            || (kind.get() == ChangeKind.DEATH && ChangeRules.nobodyLeft(file, report));
    return ends ? kind.get().stopCode() : Optional.empty();
  }

  /// The newest judged report that calls for a stop which has not followed yet.
  public static Optional<CaseRecord> stopCalledBy(CaseFile file) {
    Instant last =
        file.lastEvent(Act.STOP.name()).flatMap(e -> CaseFile.instant(e, "at")).orElse(Instant.MIN);
    boolean paid = Process.stage(file).filter(PAID::contains).isPresent();
    return file.all(RecordType.CHANGE_REPORT).stream()
        .filter(_ -> paid)
        .filter(r -> stops(file, r).isPresent())
        .filter(r -> CaseFile.instant(r, "ruledAt").filter(last::isBefore).isPresent())
        .max(Comparator.comparing(r -> r.text("ruledAt")));
  }

  /// Whether ruling REVIEW moves the case (act CHANGE); a review under way takes the report up
  /// without one.
  public static boolean moves(Optional<Stage> stage) {
    return stage.filter(CALLED::contains).isPresent();
  }

  /// The month a report works from, `2026-12`.
  ///
  /// - somebody left or died: the month after it happened (X17: what was paid after is checked)
  /// - how the household is reached: the month it was said
  /// - another account, aid given up: the month after it was said, this month's list is out
  /// - what is reviewed: the month after the ruling (DOMAIN §5.5)
  ///
  /// @param ruledOn day of the ruling, or today while there is none
  public static YearMonth month(CaseRecord report, LocalDate saidOn, LocalDate ruledOn) {
    Optional<ChangeKind> kind = ChangeKind.of(report.text("kind"));
    if (kind.isEmpty()) return YearMonth.from(ruledOn);
    LocalDate happened = Texts.date(report.text("happenedOn")).orElse(saidOn);
    return switch (kind.get()) {
      case DEATH, MOVED_OUT -> YearMonth.from(happened).plusMonths(1);
      case PHONE, ADDRESS, HEAD, OTHER -> YearMonth.from(saidOn);
      case BANK, EXIT -> YearMonth.from(saidOn).plusMonths(1);
      case BIRTH, MARRIED_IN, INCOME, PROPERTY, HEALTH, STREET ->
          YearMonth.from(ruledOn).plusMonths(1);
    };
  }
}
