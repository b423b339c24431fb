package cn.ruhu.casefile.process;

import cn.ruhu.casefile.means.RuleSet;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What a guard looks at: the case with what the act carries already in it, the act, who acts, the
/// day.
///
/// @param stage stage the act starts from, empty for a new case
record Situation(
    CaseFile file, Optional<Stage> stage, Act act, Actor actor, ActInput input, LocalDate today) {

  Optional<RuleSet> rules() {
    return RuleSets.of(file, today);
  }

  CaseRecord application() {
    return file.application().orElseThrow();
  }

  /// Facts of a kind whose subject is one of `subjects`; every fact when none is named.
  List<CaseRecord> facts(GateKind kind, String... subjects) {
    Set<String> wanted = Set.of(subjects);
    return file.gateFacts(kind).stream()
        .filter(f -> wanted.isEmpty() || wanted.contains(f.text("subject")))
        .toList();
  }

  boolean has(GateKind kind, String... subjects) {
    return !facts(kind, subjects).isEmpty();
  }

  /// Whether a fact of this kind was recorded since then.
  boolean hasSince(GateKind kind, Instant since, String... subjects) {
    return facts(kind, subjects).stream().anyMatch(f -> !at(f).isBefore(since));
  }

  static Instant at(CaseRecord record) {
    return CaseFile.instant(record, "at").orElse(Instant.MIN);
  }

  static LocalDate day(Instant at) {
    return at.equals(Instant.MIN) ? LocalDate.MIN : at.atZone(Process.ZONE).toLocalDate();
  }

  /// When the case last came into this stage; the beginning of time when it never did.
  Instant entered(Stage... stages) {
    var names = new HashSet<String>();
    for (Stage s : stages) names.add(s.name());
    return file.events().stream()
        .filter(e -> names.contains(e.text("to")) && !e.text("from").equals(e.text("to")))
        .map(Situation::at)
        .reduce(Instant.MIN, (_, later) -> later);
  }

  /// When an act was last done; the beginning of time when it never was.
  Instant done(Act... acts) {
    String[] names = Stream.of(acts).map(Act::name).toArray(String[]::new);
    return file.lastEvent(names).map(Situation::at).orElse(Instant.MIN);
  }

  /// Start of the present round: 0 for a first decision, else the start of the review.
  Instant roundStart() {
    return Round.start(file, stage);
  }

  /// The finished visit that counts now: the newest of this round.
  Optional<CaseRecord> visit() {
    return file.finishedVisit()
        .filter(v -> !CaseFile.instant(v, "finishedAt").orElse(Instant.MIN).isBefore(roundStart()));
  }

  /// Everybody who ever investigated this case for the street.
  Set<UUID> investigators() {
    return Draw.investigators(file);
  }

  /// Everybody who signed an opinion on this case.
  Set<UUID> reviewers() {
    var all = new HashSet<UUID>();
    file.all(RecordType.OPINION).forEach(o -> o.ref("by").ifPresent(all::add));
    return all;
  }

  /// Schemes to be judged: those applied for, and any other an opinion was given on (C2).
  List<String> schemes() {
    var all = new java.util.LinkedHashSet<>(file.schemes());
    file.opinions().forEach(o -> all.add(o.text("scheme")));
    return List.copyOf(all);
  }

  List<CaseRecord> standingOpinions() {
    return schemes().stream().flatMap(s -> file.opinion(s).stream()).toList();
  }

  List<CaseRecord> standingDecisions() {
    return schemes().stream().flatMap(s -> file.decision(s).stream()).toList();
  }

  boolean carries(CaseRecord record) {
    return input.carried().stream().map(RecordChange::id).anyMatch(record.id()::equals);
  }

  /// Whether a signed record belongs to the present step: carried by the act, or dated since the
  /// case came to where it stands.
  boolean fresh(CaseRecord record) {
    if (carries(record)) return true;
    Instant since = stage.map(s -> lastChangeInto(s)).orElse(Instant.MIN);
    return !at(record).isBefore(since);
  }

  private Instant lastChangeInto(Stage s) {
    return Transitions.PARALLEL.contains(s) ? entered(Stage.VISITING, Stage.VERIFYING) : entered(s);
  }

  /// Who decides on this case: as written at acceptance, else by rule set date (C1).
  RuleSets.ConfirmMode confirmMode() {
    return confirmMode(file, today);
  }

  static RuleSets.ConfirmMode confirmMode(CaseFile file, LocalDate today) {
    Optional<CaseRecord> app = file.application();
    String written = app.map(a -> a.text("confirmMode")).orElse("");
    for (RuleSets.ConfirmMode m : RuleSets.ConfirmMode.values())
      if (m.name().equals(written)) return m;
    LocalDate accepted = app.flatMap(a -> Texts.date(a.text("acceptDate"))).orElse(today);
    return RuleSets.confirmMode(file.schemes(), accepted);
  }

  /// Notices of the present stage at the board of another street.
  List<Posting> postings() {
    return Posting.standing(file, stage.orElse(Stage.DRAFT));
  }

  /// First day of the running notice: when it went up at the board, else when the act was done.
  LocalDate postedOn() {
    if (Posting.away(application()).isPresent()) {
      List<Posting> there = postings();
      boolean up = !there.isEmpty() && there.stream().allMatch(p -> p.postedOn().isPresent());
      // the days begin with the last of the boards; until then they would begin today
      return up
          ? there.stream()
              .flatMap(p -> p.postedOn().stream())
              .max(Comparator.naturalOrder())
              .orElse(today)
          : today;
    }
    Instant entered = entered(stage.orElseThrow());
    return facts(GateKind.NOTICE_POSTED).stream()
        .filter(f -> f.ref("subject").isEmpty()) // of the own board
        .map(Situation::at)
        .filter(at -> !day(at).isBefore(day(entered)))
        .map(Situation::day)
        .findFirst()
        .orElse(day(entered));
  }
}
