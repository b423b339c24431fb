package cn.ruhu.desktop.review;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.compare.Comparison;
import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.flags.Flags;
import cn.ruhu.casefile.flags.XRule;
import cn.ruhu.casefile.paper.PendingIdentity;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.CaseClock;
import cn.ruhu.casefile.process.Completeness;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Round;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.desktop.work.Desk;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A case as the queue shows it.
///
/// @param due last lawful day of the whole case, empty where no limit is known
/// @param daysLeft working days until then, negative when it has passed; 0 without a limit
/// @param mine this person's role has an act that carries the case on
/// @param must open H doubts, `should` open M doubts, `quality` Q doubts
/// @param returned the visit is being repeated after a return
/// @param returnedByMe this person returned it
/// @param papers how many of the papers it needs are there
/// @param missing document types of those that are not
/// @param pending people whose number is to follow (身份待补)
/// @param addresses of its files, for asking again which have arrived
/// @param visitors names of the pair
/// @param waitingDays calendar days at this stage
record QueueRow(
    UUID application,
    String number,
    String applicant,
    String address,
    int people,
    List<String> schemes,
    Stage stage,
    Optional<Due> due,
    int daysLeft,
    boolean mine,
    int must,
    int should,
    int quality,
    int differences,
    int filesIn,
    Set<String> addresses,
    Completeness papers,
    List<String> missing,
    int pending,
    boolean conflict,
    boolean returned,
    boolean returnedByMe,
    String visitors,
    int waitingDays) {
  QueueRow {
    schemes = List.copyOf(schemes);
    addresses = Set.copyOf(addresses);
    missing = List.copyOf(missing);
  }

  /// Stages at which a reviewer or approver looks at a case.
  static final Set<Stage> HERE =
      EnumSet.of(
          Stage.VERIFYING,
          Stage.VISITING,
          Stage.APPRAISAL,
          Stage.INVESTIGATED,
          Stage.PRELIM,
          Stage.PUBLICITY,
          Stage.OBJECTION,
          Stage.REPORTED,
          Stage.STREET_CONFIRM,
          Stage.DISTRICT_REVIEW,
          Stage.SPOT_CHECK,
          Stage.PUBLICITY2,
          Stage.APPROVED,
          Stage.REJECTED,
          Stage.REVIEWING);

  private static final Set<Act> CARRY_ON =
      EnumSet.of(
          Act.OPINION,
          Act.DECIDE,
          Act.TAKE,
          Act.SETTLE,
          Act.APPRAISED,
          Act.REFUSE_PATH,
          Act.CONFIRM);

  static Optional<QueueRow> of(Desk desk, CaseFile file) {
    Optional<Stage> stage = Process.stage(file).filter(HERE::contains);
    if (stage.isEmpty()) return Optional.empty();
    CaseRecord a = file.application().orElseThrow();
    LocalDate today = desk.today();
    Optional<Due> due = CaseClock.due(file, today);
    List<Flag> flags =
        Flags.of(file, today).stream().filter(f -> f.disposedBy().isEmpty()).toList();
    Set<String> files = files(file);
    Optional<CaseRecord> back = returnEvent(file);
    boolean again = stage.get() == Stage.VISITING && back.isPresent();
    return Optional.of(
        new QueueRow(
            a.id(),
            a.text("number"),
            file.applicant().map(p -> p.text("name")).orElse(""),
            a.text("residenceAddress"),
            file.members().size(),
            file.schemes(),
            stage.get(),
            due,
            due.map(d -> WorkingDays.remaining(d, today)).orElse(0),
            mine(desk, file),
            count(flags, XRule.Level.H),
            count(flags, XRule.Level.M),
            count(flags, XRule.Level.Q),
            Comparison.of(file).differences().size(),
            arrived(desk, files),
            files,
            Completeness.of(file),
            Completeness.missing(file),
            PendingIdentity.of(file).size(),
            file.conflicts().stream().anyMatch(c -> !c.text("state").equals("RESOLVED")),
            again,
            again
                && back.flatMap(e -> e.ref("by")).filter(desk.actor().staff()::equals).isPresent(),
            visitors(desk, file),
            waited(a, today)));
  }

  private static int arrived(Desk desk, Set<String> files) {
    return (int) files.stream().filter(desk::inDistrict).count();
  }

  int filesAll() {
    return addresses.size();
  }

  /// The same row with the files that have arrived by now: a receipt changes no record.
  QueueRow looked(Desk desk) {
    int now = filesIn == filesAll() ? filesIn : arrived(desk, addresses);
    return now == filesIn
        ? this
        : new QueueRow(
            application,
            number,
            applicant,
            address,
            people,
            schemes,
            stage,
            due,
            daysLeft,
            mine,
            must,
            should,
            quality,
            differences,
            now,
            addresses,
            papers,
            missing,
            pending,
            conflict,
            returned,
            returnedByMe,
            visitors,
            waitingDays);
  }

  private static Optional<CaseRecord> returnEvent(CaseFile file) {
    return file.lastEvent(Act.RETURN.name(), Act.RETURN_TO_STREET.name());
  }

  private static boolean mine(Desk desk, CaseFile file) {
    return Process.offered(file, desk.actor().role()).stream()
        .filter(act -> act != Act.CONFIRM || confirms(file, desk.actor().role()))
        .anyMatch(act -> CARRY_ON.contains(act) && Rights.mayPerform(desk.actor().role(), act));
  }

  /// A review is confirmed twice: first the reviewer's opinion, then whoever decides.
  private static boolean confirms(CaseFile file, Role role) {
    boolean judged =
        file.opinions().stream()
            .anyMatch(
                o -> !CaseFile.instant(o, "at").orElse(Instant.MIN).isBefore(Round.start(file)));
    return judged == (role != Role.STREET_REVIEWER);
  }

  private static int count(List<Flag> flags, XRule.Level level) {
    return (int) flags.stream().filter(f -> f.level() == level).count();
  }

  /// Addresses of every file the case names.
  static Set<String> files(CaseFile file) {
    var all = new TreeSet<String>();
    for (CaseRecord r : file.records())
      for (var f : r.type().fields())
        if (f.kind() == FieldKind.FILE) r.get(f.name()).ifPresent(all::add);
    return all;
  }

  private static String visitors(Desk desk, CaseFile file) {
    Optional<CaseRecord> who =
        file.finishedVisit().or(() -> file.assignments().stream().reduce((_, later) -> later));
    return who.stream()
        .flatMap(r -> Stream.of("investigatorA", "investigatorB").flatMap(f -> r.ref(f).stream()))
        .map(desk::staffName)
        .filter(n -> !n.isEmpty())
        .collect(Collectors.joining("\u3001"));
  }

  private static int waited(CaseRecord application, LocalDate today) {
    return CaseFile.instant(application, "stageSince")
        .map(t -> t.atZone(Process.ZONE).toLocalDate())
        .map(d -> (int) Math.max(0, ChronoUnit.DAYS.between(d, today)))
        .orElse(0);
  }
}
