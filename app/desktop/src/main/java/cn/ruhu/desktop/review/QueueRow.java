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
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A case as the queue shows it. Kept as a line of the store between sign-ins ([QueueLine]), so it
/// holds what a day changes as what it is counted from.
///
/// @param due last lawful day of the whole case, empty where no limit is known
/// @param daysLeft working days until then, negative when it has passed; 0 without a limit
/// @param mine this person's role has an act that carries the case on
/// @param returnedByMe this person returned it, and it is out
/// @param pair who visited or will
/// @param visitors their names
/// @param since day at which the case came to this stage
/// @param waitingDays calendar days since
/// @param print another one when anything changed that a reviewer reads ([Looked])
/// @param made day it was judged at: doubts and deadlines depend on it
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
    Doubts doubts,
    int differences,
    Files files,
    Papers papers,
    boolean conflict,
    boolean officials,
    Talk talk,
    boolean returnedByMe,
    List<UUID> pair,
    String visitors,
    LocalDate since,
    int waitingDays,
    long print,
    LocalDate made) {
  QueueRow {
    schemes = List.copyOf(schemes);
    pair = List.copyOf(pair);
  }

  /// Doubts nobody disposed of.
  ///
  /// @param must level H, `should` level M, `quality` level Q
  /// @param invalid one of them says that data contradict themselves
  record Doubts(int must, int should, int quality, boolean invalid) {}

  /// Files the case names.
  ///
  /// @param away addresses of those the district does not hold, as far as this machine knows
  record Files(int all, Set<String> away) {
    Files {
      away = Set.copyOf(away);
    }
  }

  /// Papers the case needs.
  ///
  /// @param missing document types of those that are not there
  /// @param pending people whose number is to follow (身份待补)
  record Papers(Completeness count, List<String> missing, int pending) {
    Papers {
      missing = List.copyOf(missing);
    }
  }

  /// What was asked and sent back.
  ///
  /// @param questions not settled yet
  /// @param unanswered of these without an answer, or whose answer did not convince
  /// @param rounds how often the case was returned
  /// @param returned the visit is being repeated after a return
  /// @param reviewer who returned or judged it last: it comes to the same person again
  /// @param another it came back and that person is somebody else
  record Talk(
      int questions,
      int unanswered,
      int rounds,
      boolean returned,
      Optional<UUID> reviewer,
      boolean another) {}

  int must() {
    return doubts.must();
  }

  int should() {
    return doubts.should();
  }

  int quality() {
    return doubts.quality();
  }

  List<String> missing() {
    return papers.missing();
  }

  int pending() {
    return papers.pending();
  }

  boolean returned() {
    return talk.returned();
  }

  int filesAll() {
    return files.all();
  }

  /// How many of its files are in the district.
  int filesIn() {
    return files.all() - files.away().size();
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

  /// Rules by which data contradict themselves.
  private static final Set<XRule> INVALID =
      EnumSet.of(XRule.X02, XRule.X18, XRule.X19, XRule.X23, XRule.X25);

  /// Judges a case; empty when it is no reviewer's business now.
  static Optional<QueueRow> of(Desk desk, CaseFile file) {
    Optional<Stage> stage = Process.stage(file).filter(HERE::contains);
    if (stage.isEmpty()) return Optional.empty();
    CaseRecord a = file.application().orElseThrow();
    LocalDate today = desk.today();
    Optional<Due> due = CaseClock.due(file, today);
    List<Flag> flags =
        Flags.of(file, today).stream().filter(f -> f.disposedBy().isEmpty()).toList();
    Comparison comparison = Comparison.of(file, today);
    Set<String> files = files(file);
    Talk talk = talk(file, stage.get(), desk.actor().staff());
    LocalDate since = since(a, today);
    List<UUID> pair = pair(file);
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
            new Doubts(
                count(flags, XRule.Level.H),
                count(flags, XRule.Level.M),
                count(flags, XRule.Level.Q),
                flags.stream().anyMatch(f -> INVALID.contains(f.rule()))),
            comparison.differences().size(),
            new Files(files.size(), away(desk, files)),
            new Papers(
                Completeness.of(file), Completeness.missing(file), PendingIdentity.of(file).size()),
            file.conflicts().stream().anyMatch(c -> !c.text("state").equals("RESOLVED")),
            !file.all(RecordType.RELATIVE).isEmpty()
                || flags.stream().anyMatch(f -> f.rule() == XRule.X20),
            talk,
            byMe(talk, desk.actor().staff()),
            pair,
            names(pair, desk::staffName),
            since,
            waited(since, today),
            Looked.of(file, comparison).print(),
            today));
  }

  private static boolean byMe(Talk talk, UUID me) {
    return talk.returned() && talk.reviewer().filter(me::equals).isPresent();
  }

  /// @return `files` itself when none of them is there
  private static Set<String> away(Desk desk, Set<String> files) {
    boolean none = true;
    for (String f : files) none &= !desk.inDistrict(f);
    if (none) return files;
    return files.stream().filter(f -> !desk.inDistrict(f)).collect(Collectors.toUnmodifiableSet());
  }

  /// What was asked and sent back so far.
  ///
  /// @param me the person who looks
  static Talk talk(CaseFile file, Stage stage, UUID me) {
    var back = returns(file);
    List<CaseRecord> open =
        file.questions().stream().filter(q -> !q.text("state").equals("SETTLED")).toList();
    int unanswered =
        (int)
            open.stream()
                .filter(q -> q.text("answer").isEmpty() || q.text("state").equals("REBUTTED"))
                .count();
    Optional<UUID> last =
        Stream.concat(back.stream(), file.opinions().stream())
            .max(
                Comparator.comparing(
                    (CaseRecord r) -> CaseFile.instant(r, "at").orElse(Instant.MIN)))
            .flatMap(r -> r.ref("by"));
    boolean out = stage == Stage.VISITING && !back.isEmpty();
    boolean another = !back.isEmpty() && !out && last.filter(me::equals).isEmpty();
    return new Talk(open.size(), unanswered, back.size(), out, last, another);
  }

  /// The row of another day: what is left and how long it waited. Doubts stay as they were judged.
  ///
  /// @param left working days from `today` to a due day
  QueueRow on(LocalDate today, Function<Due, Integer> left, Function<UUID, String> name) {
    return new QueueRow(
        application,
        number,
        applicant,
        address,
        people,
        schemes,
        stage,
        due,
        due.map(left).orElse(0),
        mine,
        doubts,
        differences,
        files,
        papers,
        conflict,
        officials,
        talk,
        returnedByMe,
        pair,
        names(pair, name),
        since,
        waited(since, today),
        print,
        made);
  }

  /// The same row with the files that have arrived by now: a receipt changes no record.
  QueueRow looked(Desk desk) {
    if (files.away().isEmpty()) return this;
    Set<String> now = away(desk, files.away());
    return now.size() == files.away().size() ? this : with(new Files(files.all(), now));
  }

  private QueueRow with(Files now) {
    return new QueueRow(
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
        doubts,
        differences,
        now,
        papers,
        conflict,
        officials,
        talk,
        returnedByMe,
        pair,
        visitors,
        since,
        waitingDays,
        print,
        made);
  }

  private static List<CaseRecord> returns(CaseFile file) {
    return file.events().stream()
        .filter(e ->
            e.text("act").equals(Act.RETURN.name())
                || e.text("act").equals(Act.RETURN_TO_STREET.name()))
        .toList();
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

  private static List<UUID> pair(CaseFile file) {
    Optional<CaseRecord> who =
        file.finishedVisit().or(() -> file.assignments().stream().reduce((_, later) -> later));
    return who.stream()
        .flatMap(r -> Stream.of("investigatorA", "investigatorB").flatMap(f -> r.ref(f).stream()))
        .toList();
  }

  static String names(List<UUID> pair, Function<UUID, String> name) {
    return pair.stream().map(name).filter(n -> !n.isEmpty()).collect(Collectors.joining("\u3001"));
  }

  private static LocalDate since(CaseRecord application, LocalDate today) {
    return CaseFile.instant(application, "stageSince")
        .map(t -> t.atZone(Process.ZONE).toLocalDate())
        .orElse(today);
  }

  /// Calendar days.
  static int waited(LocalDate since, LocalDate today) {
    return (int) Math.max(0, ChronoUnit.DAYS.between(since, today));
  }
}
