package cn.ruhu.desktop.dispatch;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.Assignments;
import cn.ruhu.casefile.process.Inquiry;
import cn.ruhu.casefile.process.PairRules;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Round;
import cn.ruhu.casefile.process.SecondSignings;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A case as the dispatcher's table shows it.
///
/// @param begun day from which the days to start the visit are counted, empty for today
/// @param due last lawful day to start the visit
/// @param daysLeft working days until then, negative when it has passed
/// @param provisional the holiday calendar of that year is missing (待确认)
/// @param asked 核对 was requested
/// @param answered report or "no record" is on file
/// @param agency name, empty when none is assigned
/// @param agencyId the agency, empty when none is assigned
/// @param pair names of the two, empty when none is assigned: with an agency, its team leader sends
///   them
/// @param sent the two, the first of them before
/// @param pairIds ids of the two
/// @param review the visit is one of a review, not the first
/// @param doubted the visit before is in doubt: others have to go
/// @param visited the pair has been there: the case waits for the verification, not for a pair
/// @param shownAfter end of the day a review's visit waits for its second signature: before that
///   there is nothing to dispatch; empty for now
/// @param apart the last attempt found that the household lives elsewhere and no street was asked
/// @param inquiry the newest request to another street
/// @param lease until when the pair's machine has taken it, empty while none has
record WaitingCase(
    UUID application,
    String number,
    String applicant,
    String address,
    String schemes,
    Stage stage,
    Optional<LocalDate> begun,
    LocalDate due,
    int daysLeft,
    boolean provisional,
    boolean asked,
    boolean answered,
    String agency,
    Optional<UUID> agencyId,
    String pair,
    List<UUID> sent,
    Set<String> pairIds,
    boolean review,
    boolean doubted,
    boolean visited,
    Optional<Instant> shownAfter,
    boolean apart,
    Optional<Inquiry> inquiry,
    Optional<Instant> lease) {

  WaitingCase {
    sent = List.copyOf(sent);
    pairIds = Set.copyOf(pairIds);
  }

  /// 57号 art 12: the visit starts within 3 working days of acceptance.
  static final int START_WITHIN_DAYS = 3;

  private static final int NUMBER_END = 8;

  static final Set<Stage> HERE =
      java.util.EnumSet.of(
          Stage.ACCEPTED, Stage.VERIFYING, Stage.VISITING, Stage.REVIEW_DUE, Stage.REVIEWING);

  /// Whether the stage says that it may be the dispatcher's business.
  static boolean isHere(CaseRecord application) {
    return HERE.contains(stage(application));
  }

  /// The row of a case, or empty when it is not the dispatcher's business now.
  static Optional<WaitingCase> of(
      CaseFile file, LocalDate today, java.util.function.Function<UUID, String> names) {
    Optional<CaseRecord> application = file.application();
    if (application.isEmpty()) return Optional.empty();
    CaseRecord a = application.get();
    Stage stage = stage(a);
    if (!HERE.contains(stage)) return Optional.empty();
    Instant since = Round.start(file);
    boolean visited =
        file.finishedVisit()
            .flatMap(v -> CaseFile.instant(v, "finishedAt"))
            .filter(at -> !at.isBefore(since))
            .isPresent();
    boolean review = stage == Stage.REVIEWING && visited;
    Optional<Instant> unsigned = review ? unsigned(file) : Optional.empty();
    if (review && unsigned.isEmpty()) return Optional.empty();
    Optional<LocalDate> begun =
        since.equals(Instant.MIN)
            ? a.get("acceptDate").map(LocalDate::parse)
            : Optional.of(since.atZone(Process.ZONE).toLocalDate());
    Due due = due(begun.orElse(today));
    Optional<CaseRecord> assignment = active(file);
    Inquiries.Standing elsewhere = Inquiries.of(file);
    return Optional.of(
        new WaitingCase(
            a.id(),
            a.text("number"),
            file.applicant().map(p -> p.text("name")).orElseGet(() -> end(a.text("number"))),
            a.text("residenceAddress"),
            a.text("schemes"),
            stage,
            begun,
            due.date(),
            WorkingDays.remaining(due, today),
            due.provisional(),
            since(file, GateKind.VERIFICATION_REQUESTED, since),
            since(file, GateKind.VERIFICATION_REPORT, since)
                || since(file, GateKind.VERIFICATION_NO_RECORD, since),
            assignment.flatMap(r -> r.ref("agency")).map(names).orElse(""),
            assignment.flatMap(r -> r.ref("agency")),
            assignment.map(r -> pair(sent(r), names)).orElse(""),
            assignment.map(WaitingCase::sent).orElse(List.of()),
            assignment.map(WaitingCase::ids).orElse(Set.of()),
            isReview(stage),
            PairRules.doubted(file),
            visited && assignment.isEmpty() && !PairRules.doubted(file),
            unsigned,
            elsewhere.wanted().isPresent(),
            elsewhere.asked(),
            assignment.flatMap(Assignments::lease)));
  }

  /// Whoever is shown no name calls a household by the end of its number.
  private static String end(String number) {
    return number.substring(Math.max(0, number.length() - NUMBER_END));
  }

  /// Until when the visit waits for its second signature; empty once that is there in time, and for
  /// a visit that lacks none.
  private static Optional<Instant> unsigned(CaseFile file) {
    return file.finishedVisit()
        .flatMap(v -> SecondSignings.of(file, v, Instant.EPOCH)) // whatever the time is
        .filter(s -> s.standing() != SecondSignings.Standing.SIGNED)
        .map(SecondSignings.State::until);
  }

  /// Whether it is the dispatcher's business at this moment; what is made of a case outlives it.
  boolean isShown(Instant now) {
    return shownAfter.isEmpty() || now.isAfter(shownAfter.get());
  }

  /// The last lawful day to start a visit.
  static Due due(LocalDate begun) {
    return WorkingDays.due(begun, START_WITHIN_DAYS);
  }

  /// Whether a visit at this stage is one of a review.
  static boolean isReview(Stage stage) {
    return stage == Stage.REVIEW_DUE || stage == Stage.REVIEWING;
  }

  private static List<UUID> sent(CaseRecord assignment) {
    return java.util.stream.Stream.of("investigatorA", "investigatorB")
        .flatMap(f -> assignment.ref(f).stream())
        .toList();
  }

  /// Names of a pair, those that are known.
  static String pair(List<UUID> sent, java.util.function.Function<UUID, String> names) {
    return sent.stream()
        .map(names)
        .filter(n -> !n.isEmpty())
        .collect(java.util.stream.Collectors.joining("、"));
  }

  private static Set<String> ids(CaseRecord assignment) {
    return java.util.stream.Stream.of("investigatorA", "investigatorB")
        .map(assignment::text)
        .filter(id -> !id.isEmpty())
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  private static boolean since(CaseFile file, GateKind kind, Instant start) {
    return file.gateFacts(kind).stream()
        .anyMatch(f -> !CaseFile.instant(f, "at").orElse(Instant.MIN).isBefore(start));
  }

  /// Its stage; what this program does not know is a draft's.
  static Stage stage(CaseRecord application) {
    for (Stage s : Stage.values()) if (s.name().equals(application.text("stage"))) return s;
    return Stage.DRAFT;
  }

  /// The assignment that stands: neither withdrawn nor done.
  static Optional<CaseRecord> active(CaseFile file) {
    return file.assignments().stream()
        .filter(r -> !r.text("state").equals("WITHDRAWN") && !r.text("state").equals("DONE"))
        .reduce((_, later) -> later);
  }

  boolean assigned() {
    return !pair.isEmpty();
  }

  /// Given to an agency, whose team leader says who goes.
  boolean atAgency() {
    return !assigned() && !agency.isEmpty();
  }

  /// Nobody is sent and nobody has been there.
  boolean waits() {
    return !assigned() && !visited;
  }
}
