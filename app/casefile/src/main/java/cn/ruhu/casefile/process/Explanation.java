package cn.ruhu.casefile.process;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an applicant is told of the own case (说给申请人听), as codes; the window has the words. It is
/// made of stage, clocks, papers and the applicant's own decision alone: nothing of supporters'
/// means, neighbours, complaints, objections, doubts or draws can be in it (DOMAIN C17).
///
/// Immutable, thread-safe.
///
/// @param stage where the case stands, as the applicant is told it: a spot check is the district's
///   review, an objection the street's check of what the notice brought
/// @param waits what the case waits for
/// @param due last lawful day for the result; empty before acceptance, after the result, and where
///   the rules set none
/// @param notice last day of the notice that hangs now
/// @param pause why the clock stands still now
/// @param pausedDays days that pauses took before
/// @param missing types of papers that are still missing
/// @param missingWords the same in words, where a notice was written by hand
/// @param until day by which they were asked for
/// @param results what was decided, a line for each scheme
/// @param rights what the applicant may do now
public record Explanation(
    Stage stage,
    Wait waits,
    Optional<Due> due,
    Optional<LocalDate> notice,
    Optional<Pause> pause,
    long pausedDays,
    List<String> missing,
    String missingWords,
    Optional<LocalDate> until,
    List<Result> results,
    List<Right> rights) {

  /// stages after which papers asked for are of no use any more
  private static final Set<Stage> OVER =
      EnumSet.of(
          Stage.WITHDRAWN, Stage.ABORTED, Stage.TRANSFERRED, Stage.REJECTED, Stage.TERMINATED);

  /// What a case waits for, and from whom.
  public enum Wait {
    /// the household: form filled and signed
    FORM,
    /// the household: papers
    PAPERS,
    /// the window: acceptance
    ACCEPTANCE,
    /// the street: visit and verification are arranged
    START,
    /// the city's verification and the visit
    BOTH,
    VERIFICATION,
    VISIT,
    /// the residents' appraisal
    APPRAISAL,
    /// the street's opinion
    OPINION,
    /// the street hangs the notice out
    POSTING,
    /// the days of the notice
    NOTICE,
    /// the street looks into what the notice brought
    CHECK,
    /// the district
    DISTRICT,
    /// the street decides itself
    STREET_DECISION,
    /// the letter is written and delivered
    LETTER,
    /// the first payment
    PAYMENT,
    /// the review of a benefit that runs
    REVIEW,
    NOTHING
  }

  /// Why the clock stands still; names are codes of `pauseReason`.
  public enum Cause {
    SUPPLEMENT,
    PUBLICITY,
    OTHER_PLACE,
    /// a reason this program does not know
    OTHER
  }

  /// @param since first day
  public record Pause(Cause cause, LocalDate since) {}

  /// @param monthlyFen monthly amount, empty for none
  /// @param startMonth first month, `2026-12`, or `""`
  public record Result(
      String scheme, boolean approved, Optional<Long> monthlyFen, String startMonth) {}

  /// What an applicant may do.
  public enum Right {
    /// ask at any time how things stand
    ASK,
    /// all missing papers are told at once
    ONCE,
    /// withdraw before the decision
    WITHDRAW,
    /// bring evidence where the verification differs
    EVIDENCE,
    /// ask for aid before papers in an emergency
    URGENT,
    /// administrative review and court against a decision
    APPEAL,
    /// apply again
    AGAIN,
    /// tell changes of the household, a duty
    REPORT
  }

  public Explanation {
    missing = List.copyOf(missing);
    results = List.copyOf(results);
    rights = List.copyOf(rights);
  }

  /// The case told to its applicant; empty for a file without an application.
  public static Optional<Explanation> of(CaseFile file, LocalDate today) {
    Optional<CaseRecord> app = file.application().map(a -> CaseClock.answered(file, a));
    if (app.isEmpty()) return Optional.empty();
    Stage stage = Process.stage(file).orElse(Stage.DRAFT);
    boolean open = Transitions.UNDECIDED.contains(stage);
    var s =
        new Situation(file, Optional.of(stage), Act.SUBMIT, Actor.system(), ActInput.NONE, today);
    Optional<CaseRecord> asked = stage == Stage.SUPPLEMENT ? asked(file) : Optional.empty();
    List<String> missing = OVER.contains(stage) ? List.of() : missing(s, stage);
    return Optional.of(
        new Explanation(
            told(stage),
            waits(s, stage),
            open ? CaseClock.due(file, today) : Optional.empty(),
            notice(file, stage, today),
            pause(app.get(), stage),
            Texts.whole(app.get().text("pausedDays")).orElse(0L),
            missing,
            missing.isEmpty() ? asked.map(f -> f.text("reason")).orElse("") : "",
            asked.flatMap(f -> Texts.date(f.text("value"))),
            results(file),
            rights(stage, open)));
  }

  /// Nobody is told of a draw before the door, nor that somebody objected.
  private static Stage told(Stage stage) {
    return stage == Stage.SPOT_CHECK ? Stage.DISTRICT_REVIEW : stage;
  }

  private static Wait waits(Situation s, Stage stage) {
    return switch (stage) {
      case DRAFT -> PaperGuards.papersIn(s).isEmpty() ? Wait.FORM : Wait.PAPERS;
      case SUBMITTED -> Wait.ACCEPTANCE;
      case SUPPLEMENT -> Wait.PAPERS;
      case ACCEPTED -> Wait.START;
      case VERIFYING, VISITING -> halves(s);
      case APPRAISAL -> Wait.APPRAISAL;
      case INVESTIGATED -> Wait.OPINION;
      case PRELIM -> Wait.POSTING;
      case PUBLICITY, PUBLICITY2 -> Wait.NOTICE;
      case OBJECTION -> Wait.CHECK;
      case REPORTED, DISTRICT_REVIEW, SPOT_CHECK -> Wait.DISTRICT;
      case STREET_CONFIRM -> Wait.STREET_DECISION;
      case APPROVED -> delivered(s.file()) ? Wait.PAYMENT : Wait.LETTER;
      case REJECTED -> delivered(s.file()) ? Wait.NOTHING : Wait.LETTER;
      case REVIEW_DUE, REVIEWING, SUSPENDED -> Wait.REVIEW;
      case IN_BENEFIT, GRADUAL_EXIT, TERMINATED, WITHDRAWN, ABORTED, TRANSFERRED -> Wait.NOTHING;
    };
  }

  /// Verification and visit run side by side.
  private static Wait halves(Situation s) {
    boolean report = s.has(GateKind.VERIFICATION_REPORT) || s.has(GateKind.VERIFICATION_NO_RECORD);
    boolean visit = s.visit().isPresent();
    if (report) return visit ? Wait.OPINION : Wait.VISIT;
    return visit ? Wait.VERIFICATION : Wait.BOTH;
  }

  private static boolean delivered(CaseFile file) {
    return Letter.of(file).stream().allMatch(Letter::isDelivered);
  }

  private static Optional<LocalDate> notice(CaseFile file, Stage stage, LocalDate today) {
    return stage == Stage.PUBLICITY || stage == Stage.PUBLICITY2
        ? StepClock.of(file, today).map(l -> l.due().date())
        : Optional.empty();
  }

  private static Optional<Pause> pause(CaseRecord app, Stage stage) {
    Optional<LocalDate> since = Texts.date(app.text("pausedOn"));
    if (since.isEmpty() || !Transitions.UNDECIDED.contains(stage)) return Optional.empty();
    Cause cause = Cause.OTHER;
    for (Cause c : Cause.values()) if (c.name().equals(app.text("pauseReason"))) cause = c;
    return Optional.of(new Pause(cause, since.get()));
  }

  /// The newest notice of missing papers.
  private static Optional<CaseRecord> asked(CaseFile file) {
    return file.gateFacts(GateKind.N02_ISSUED).stream().reduce((_, later) -> later);
  }

  /// What blocks the submission, what the notice asked for, and what was promised for later, as far
  /// as no page of it came.
  private static List<String> missing(Situation s, Stage stage) {
    var slots = new LinkedHashSet<String>();
    if (stage == Stage.DRAFT || stage == Stage.SUBMITTED || stage == Stage.SUPPLEMENT)
      PaperGuards.papersIn(s).forEach(h -> slots.addAll(h.args()));
    if (stage == Stage.SUPPLEMENT)
      s.file().documents().stream()
          .filter(d -> d.text("paper").equals("N02") && d.get("copyOf").isEmpty())
          .reduce((_, later) -> later)
          .ifPresent(d -> slots.addAll(CaseFile.codes(d, "slots")));
    s.facts(GateKind.SHORTFALL_SHEET).forEach(f -> slots.add(f.text("subject")));
    slots.remove("");
    for (CaseRecord page : s.file().pages()) slots.remove(page.text("slot"));
    return List.copyOf(slots);
  }

  private static List<Result> results(CaseFile file) {
    var all = new ArrayList<Result>();
    for (String scheme : file.judgedSchemes())
      file.decision(scheme)
          .filter(d -> !StopGuards.ends(d)) // the stage says that, in its own words
          .ifPresent(d ->
              all.add(
                  new Result(
                      scheme,
                      d.text("outcome").equals("APPROVED"),
                      Texts.whole(d.text("monthlyFen")),
                      d.text("startMonth"))));
    return all;
  }

  private static List<Right> rights(Stage stage, boolean open) {
    var all = new ArrayList<Right>();
    switch (stage) {
      case DRAFT, SUBMITTED, SUPPLEMENT -> all.add(Right.ONCE);
      case VERIFYING, VISITING, INVESTIGATED, PRELIM -> all.add(Right.EVIDENCE);
      case APPROVED, IN_BENEFIT, REVIEW_DUE, REVIEWING, GRADUAL_EXIT -> {
        all.add(Right.REPORT);
        all.add(Right.APPEAL);
      }
      case REJECTED, TERMINATED, ABORTED, SUSPENDED -> {
        all.add(Right.APPEAL);
        all.add(Right.AGAIN);
      }
      case WITHDRAWN -> all.add(Right.AGAIN);
      default -> {}
    }
    if (open) {
      all.add(Right.URGENT);
      all.add(Right.WITHDRAW);
    }
    all.add(Right.ASK);
    return all;
  }
}
