package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.CaseClock;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.process.Objections;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.process.StepClock;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.desktop.work.Desk;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// A case in hand, with what it offers this person. It holds whatever its screens show, so that a
/// row equal to the one before needs no new picture.
///
/// @param whole last lawful day of the whole case, empty where the rules set none
/// @param step limit of the step it stands at, empty where the rules set none
/// @param positive at least one opinion proposes assistance
/// @param letters letters its decision calls for
/// @param offers what this person may do
/// @param facts what was recorded on it from the verification on, newest first
/// @param prints rows of its register of papers: a new one brings its receipt along
/// @param postings notices at another street's board, oldest first
/// @param against what keeps a decided case from going on, its letters apart
/// @param untaken an objection was heard at another street's board, or the case left one behind
///   that nobody answered; nothing is decided yet, and this person is one of those who take
///   objections up
record HandlingRow(
    UUID application,
    String number,
    String applicant,
    List<String> schemes,
    Stage stage,
    Optional<Due> whole,
    Optional<StepClock.Limit> step,
    LocalDate today,
    boolean positive,
    List<Letter> letters,
    List<Offer> offers,
    List<CaseRecord> facts,
    int prints,
    List<Posting> postings,
    List<Hindrance> against,
    boolean untaken) {
  private static final Set<Stage> LISTED = EnumSet.range(Stage.ACCEPTED, Stage.TERMINATED);
  private static final int NEVER = Integer.MAX_VALUE;

  HandlingRow {
    schemes = List.copyOf(schemes);
    letters = List.copyOf(letters);
    offers = List.copyOf(offers);
    facts = List.copyOf(facts);
    postings = List.copyOf(postings);
    against = List.copyOf(against);
  }

  /// Whether the stage says that it may be this desk's business.
  static boolean isListed(CaseRecord application) {
    return LISTED.stream().anyMatch(s -> s.name().equals(application.text("stage")));
  }

  /// The row of a case, empty when nothing of it is this desk's business.
  ///
  /// @param asked somebody stands at the counter about it: it is shown for what can always be done
  static Optional<HandlingRow> of(Desk desk, CaseFile file, CaseRecord a, boolean asked) {
    if (!isListed(a) && !asked) return Optional.empty();
    Stage stage = Process.stage(file).orElse(Stage.DRAFT);
    LocalDate today = desk.today();
    List<Offer> offers = Deeds.offered(file, desk.actor(), today);
    List<Letter> letters = Deeds.letters(file, stage);
    boolean owed = letters.stream().anyMatch(l -> !l.isDelivered());
    boolean later = Deeds.LATER.contains(stage);
    boolean running =
        (stage == Stage.REJECTED || later) ? owed : stage.compareTo(Stage.PRELIM) >= 0;
    boolean idle = !running && offers.stream().allMatch(o -> o.deed().always());
    if (idle && !(asked && !offers.isEmpty())) return Optional.empty();
    return Optional.of(
        new HandlingRow(
            a.id(),
            a.text("number"),
            file.applicant().map(p -> p.text("name")).orElse(""),
            file.judgedSchemes(),
            stage,
            stage.compareTo(Stage.APPROVED) < 0 ? CaseClock.due(file, today) : Optional.empty(),
            StepClock.of(file, today),
            today,
            file.opinions().stream().anyMatch(o -> o.is("positive")),
            letters,
            offers,
            facts(file),
            file.documents().size(),
            Posting.all(file),
            Deeds.decided(stage) || Posting.away(file).isPresent()
                ? Deeds.against(file, today)
                : List.of(),
            stage.compareTo(Stage.APPROVED) < 0
                && Rights.mayPerform(desk.actor().role(), Act.OBJECT)
                && !(Posting.untaken(file).isEmpty() && Objections.left(file).isEmpty())));
  }

  /// Those this person can do something about first, then the nearest limit before.
  static List<HandlingRow> ordered(Stream<HandlingRow> rows) {
    record Keyed(HandlingRow row, boolean later, int left) {}
    var left = new HashMap<Due, Integer>();
    return rows.map(r ->
            new Keyed(
                r,
                !r.mine(),
                r.nearest().map(d -> left.computeIfAbsent(d, r::daysLeft)).orElse(NEVER)))
        .sorted(
            Comparator.comparing(Keyed::later)
                .thenComparingInt(Keyed::left)
                .thenComparing(k -> k.row().number()))
        .map(Keyed::row)
        .toList();
  }

  private static List<CaseRecord> facts(CaseFile file) {
    return Arrays.stream(GateKind.values())
        .filter(k -> k.compareTo(GateKind.VERIFICATION_REQUESTED) >= 0)
        .flatMap(k -> file.gateFacts(k).stream())
        .sorted(Comparator.comparing((CaseRecord f) -> f.text("at")).reversed())
        .toList();
  }

  /// Key of the words for whom it waits.
  String waits() {
    String key = "handling.waits." + stage.name();
    boolean sent =
        postings.stream()
            .anyMatch(p -> p.state(0) == Posting.State.SENT && !Posting.superseded(postings, p));
    if (sent && (stage == Stage.PUBLICITY || stage == Stage.PUBLICITY2))
      return "handling.waits.AWAY";
    return stage == Stage.PRELIM && !positive ? key + ".NO" : key;
  }

  /// Something can be done by this person now.
  boolean mine() {
    return offers.stream().anyMatch(o -> !o.deed().anyTime() && o.blocked().isEmpty()) || heard();
  }

  /// An objection was heard at another street's board, or nobody answered it, and this person takes
  /// it up.
  private boolean heard() {
    return untaken
        || (against.stream().anyMatch(h -> h.code().equals("OBJECTION_HEARD_ELSEWHERE"))
            && offers.stream().anyMatch(o -> o.deed().objects()));
  }

  /// Decided, and a letter has not reached the applicant (C11).
  boolean undelivered() {
    return letters.stream().anyMatch(l -> !l.isDelivered());
  }

  /// The notice that hangs: nothing is due before it is over.
  Optional<LocalDate> noticeUntil() {
    return step.filter(l -> l.kind() == StepClock.Kind.NOTICE).map(l -> l.due().date());
  }

  /// The nearest limit that can be missed.
  Optional<Due> nearest() {
    return Stream.concat(
            whole.stream(),
            step.filter(l -> l.kind() != StepClock.Kind.NOTICE).map(StepClock.Limit::due).stream())
        .reduce((a, b) -> b.date().isBefore(a.date()) ? b : a);
  }

  /// Working days until the nearest limit, negative when it has passed; far away without one.
  int daysLeft() {
    return nearest().map(this::daysLeft).orElse(NEVER);
  }

  int daysLeft(Due due) {
    return WorkingDays.remaining(due, today);
  }
}
