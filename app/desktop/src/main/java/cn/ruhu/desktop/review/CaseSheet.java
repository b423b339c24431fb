package cn.ruhu.desktop.review;

import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.Replay;
import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.compare.Comparison;
import cn.ruhu.casefile.evidence.HonestySignal;
import cn.ruhu.casefile.evidence.HonestySignals;
import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.flags.Flags;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.Income;
import cn.ruhu.casefile.means.Membership;
import cn.ruhu.casefile.means.RuleSet;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.process.CaseClock;
import cn.ruhu.casefile.process.GateBoard;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything the case screen shows, read at once off the window's thread. Immutable.
///
/// @param signals signs of how each visit was made, by the visit
/// @param files addresses of files the case names; `filesIn` of them are in the district
/// @param assessment the whole means test in the adopted column
/// @param past opinions and decisions computed again as of their day, newest first
/// @param standard 低保 standard of the day the case is judged by
record CaseSheet(
    CaseFile file,
    CaseRecord application,
    Stage stage,
    Comparison comparison,
    List<Flag> flags,
    Map<UUID, List<HonestySignal>> signals,
    List<GateBoard.Lamp> gates,
    Membership membership,
    Income declared,
    Income adopted,
    Assessment assessment,
    List<Past> past,
    Figure standard,
    Figure lowIncome,
    Optional<Due> due,
    int daysLeft,
    Set<String> files,
    int filesIn) {

  static Optional<CaseSheet> read(Desk desk, SeenCases around, UUID id) {
    CaseFile file = desk.caseFile(id);
    Optional<CaseRecord> application = file.application();
    Optional<Stage> stage = Process.stage(file);
    if (application.isEmpty() || stage.isEmpty()) return Optional.empty();
    LocalDate today = desk.today();
    Set<String> files = QueueRow.files(file);
    Set<String> there = files.stream().filter(desk::inDistrict).collect(Collectors.toSet());
    LocalDate judged = RuleSets.judgedOn(file, today);
    RuleSet rules = RuleSets.forCase(file);
    Standards.Day figures = Standards.builtIn().with(file.all(RecordType.STANDARD)).at(judged);
    Optional<Due> due = CaseClock.due(file, today);
    return Optional.of(
        new CaseSheet(
            file,
            application.get(),
            stage.get(),
            Comparison.of(file, today),
            Flags.of(file, today),
            signals(around, id, file),
            GateBoard.of(file, desk.actor(), there, today),
            Membership.count(file, rules, Column.ADOPTED, judged),
            Income.of(file, Column.DECLARED, rules, Optional.empty(), judged),
            Income.of(file, Column.ADOPTED, rules, Optional.empty(), judged),
            MeansTest.of(file, Column.ADOPTED, today),
            past(file, today),
            figures.dibao(),
            figures.lowIncome(),
            due,
            due.map(d -> WorkingDays.remaining(d, today)).orElse(0),
            files,
            there.size()));
  }

  /// A judgement and what it was computed from.
  record Past(CaseRecord record, Replay replay) {}

  private static List<Past> past(CaseFile file, LocalDate today) {
    return Stream.concat(
            file.all(RecordType.DECISION).stream(), file.all(RecordType.OPINION).stream())
        .flatMap(r -> Replay.of(file, r, today).map(p -> new Past(r, p)).stream())
        .sorted(Comparator.comparing((Past p) -> p.record().text("at")).reversed())
        .toList();
  }

  /// Signs of how each visit was made, held against everything at hand (DOMAIN X21).
  private static Map<UUID, List<HonestySignal>> signals(SeenCases around, UUID id, CaseFile file) {
    List<CaseRecord> visits = file.visits();
    if (visits.isEmpty()) return Map.of();
    Map<RecordType, List<CaseRecord>> known =
        around.around(id).stream().collect(Collectors.groupingBy(CaseRecord::type));
    var others =
        HonestySignals.Others.of(
            known.getOrDefault(RecordType.VISIT, List.of()),
            known.getOrDefault(RecordType.PAGE, List.of()),
            known.getOrDefault(RecordType.VISIT_ANSWERS, List.of()));
    return visits.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                CaseRecord::id,
                v ->
                    Stream.concat(
                            HonestySignals.of(v, file.answers(v.id()), pages(file, v), others)
                                .stream(),
                            HonestySignals.clock(v, file.all(RecordType.GATE_FACT)).stream())
                        .toList()));
  }

  private static List<CaseRecord> pages(CaseFile file, CaseRecord visit) {
    return file.pages().stream()
        .filter(p -> p.ref("visit").filter(visit.id()::equals).isPresent())
        .toList();
  }

  UUID id() {
    return application.id();
  }

  /// What is judged now: another text when the verdicts begin anew.
  String round() {
    return id() + stage.name() + file.opinions().size() + file.judgedSchemes();
  }

  /// Name of a member, or of whoever a record speaks of; empty when unknown here.
  String nameOf(UUID subject) {
    Optional<CaseRecord> r = file.record(subject);
    return r.filter(m -> m.type() == RecordType.MEMBER)
        .flatMap(file::personOf)
        .or(() -> r)
        .map(p -> p.text("name"))
        .orElse("");
  }

  int openFlags() {
    return (int) flags.stream().filter(f -> f.disposedBy().isEmpty()).count();
  }
}
