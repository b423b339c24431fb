package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.spot.SpotVisits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The district's check of a household as a visit of its own (Policy §13, DOMAIN §6.2): whoever was
/// drawn is sent, two people other than the first pair, who know the declaration and nothing of the
/// first visit; they fill the same questionnaire, sign and seal it. The check stands beside the
/// first visit and never in its place.
///
/// The task is the fact that names the inspectors (`INSPECTORS_DRAWN`): a newer one ends the task
/// of the one before.
///
/// Stateless and thread-safe.
public final class SpotChecks {
  private static final int PAIR = 2;

  private SpotChecks() {}

  /// The fact of who checks a case as a task that a visit is made for: an ASSIGNMENT of two people
  /// with its purpose, under the fact's id. Empty while fewer than two are named.
  ///
  /// @param file of the case: a task that is done, or others were named for, says so in its state
  /// @param fact an `INSPECTORS_DRAWN`
  public static Optional<CaseRecord> task(CaseFile file, CaseRecord fact) {
    boolean names =
        fact.type() == RecordType.GATE_FACT
            && fact.text("kind").equals(GateKind.INSPECTORS_DRAWN.name());
    List<String> people =
        List.of(fact.text("value").split(",", -1)).stream().filter(p -> !p.isBlank()).toList();
    if (!names || people.size() < PAIR) return Optional.empty();
    return Optional.of(
        CaseRecord.of(RecordType.ASSIGNMENT, fact.id(), fact.scope(), fact.caseId(), Map.of())
            .with("application", fact.text("application"))
            .with("purpose", SpotVisits.PURPOSE)
            .with("investigatorA", people.get(0))
            .with("investigatorB", people.get(1))
            .with("assignedBy", fact.text("by"))
            .with("assignedAt", fact.text("at"))
            .with("state", state(file, fact)));
  }

  private static String state(CaseFile file, CaseRecord fact) {
    boolean newest =
        file.gateFacts(GateKind.INSPECTORS_DRAWN).stream()
            .reduce((_, later) -> later)
            .map(CaseRecord::id)
            .filter(fact.id()::equals)
            .isPresent();
    if (!newest && !file.gateFacts(GateKind.INSPECTORS_DRAWN).isEmpty()) return "WITHDRAWN";
    return due(file) ? "ASSIGNED" : "DONE";
  }

  /// Whether the district owes the check of a case now: it waits for it, or was decided and is
  /// checked afterwards.
  public static boolean due(CaseFile file) {
    boolean waits = Process.stage(file).filter(s -> s == Stage.SPOT_CHECK).isPresent();
    return waits || Draw.checkOwed(file);
  }

  /// The task of a person in a case that is to be checked now.
  public static Optional<CaseRecord> open(CaseFile file, UUID staff) {
    return file.gateFacts(GateKind.INSPECTORS_DRAWN).stream()
        .reduce((_, later) -> later)
        .flatMap(f -> task(file, f))
        .filter(t -> t.text("state").equals("ASSIGNED"))
        .filter(t ->
            t.ref("investigatorA").filter(staff::equals).isPresent()
                || t.ref("investigatorB").filter(staff::equals).isPresent());
  }

  /// What keeps a person from making the check of a case now: others were drawn or it is their own
  /// visit, or fewer than two are named so far.
  public static List<Hindrance> sent(CaseFile file, UUID staff) {
    List<Hindrance> against = Draw.mayCheck(file, staff);
    return against.isEmpty() && open(file, staff).isEmpty()
        ? List.of(Hindrance.of("PAIR_INCOMPLETE", "§6.2"))
        : against;
  }

  /// A check of the present step that a person made and sealed and that no fact `SPOT_CHECK_DONE`
  /// names yet: the seal holds whatever became of what follows it. One that cannot count, because
  /// others were sent before it was sealed, is none.
  public static Optional<CaseRecord> unnamed(CaseFile file, UUID staff) {
    Instant since = file.lastEvent(Act.TAKE.name()).map(Situation::at).orElse(Instant.MIN);
    List<String> named =
        file.gateFacts(GateKind.SPOT_CHECK_DONE).stream().map(f -> f.text("subject")).toList();
    return SpotVisits.ended(file).stream()
        .filter(_ -> due(file))
        .filter(v -> !named.contains(v.id().toString()))
        .filter(v -> CaseFile.instant(v, "finishedAt").filter(since::isBefore).isPresent())
        .filter(v ->
            v.ref("investigatorA").filter(staff::equals).isPresent()
                || v.ref("investigatorB").filter(staff::equals).isPresent())
        .filter(v -> againstVisit(file, v).isEmpty())
        .reduce((_, later) -> later);
  }

  /// The fact that a check was made.
  ///
  /// @param id of the new record
  /// @param visit the VISIT that ended it
  /// @param by who records it, one of the two
  /// @param at now
  public static CaseRecord done(UUID id, CaseRecord visit, UUID by, Instant at) {
    return CaseRecord.of(
        RecordType.GATE_FACT,
        id,
        visit.scope(),
        visit.caseId(),
        Map.of(
            "application", visit.text("application"),
            "kind", GateKind.SPOT_CHECK_DONE.name(),
            "subject", visit.id().toString(),
            "value", visit.text("disposition"),
            "by", by.toString(),
            "at", at.toString()));
  }

  /// What keeps a fact `SPOT_CHECK_DONE` from counting: it names no visit of this kind, or one that
  /// was not made, signed and sealed by two who may check.
  ///
  /// @param file the case; where its first visit is not seen, as on an inspector's machine, only
  ///   what is seen is judged, and the server judges again
  /// @return empty when it counts
  public static List<Hindrance> against(CaseFile file, CaseRecord fact) {
    Optional<CaseRecord> visit = fact.ref("subject").flatMap(file::record).filter(SpotVisits::ends);
    return visit
        .map(v -> againstVisit(file, v))
        .orElseGet(() -> List.of(Hindrance.of("SPOT_CHECK_MISSING", "§6.2")));
  }

  private static List<Hindrance> againstVisit(CaseFile file, CaseRecord v) {
    var found = new ArrayList<Hindrance>();
    Optional<UUID> a = v.ref("investigatorA");
    Optional<UUID> b = v.ref("investigatorB");
    if (a.isEmpty() || b.isEmpty() || a.equals(b))
      found.add(Hindrance.of("VISIT_NOT_BY_TWO", "§6.2", v.id()));
    else if (v.text("signatureA").isEmpty() || v.text("signatureB").isEmpty())
      found.add(Hindrance.of("VISIT_UNSIGNED", "§6.2", v.id()));
    if (v.text("sealHash").isEmpty()) found.add(Hindrance.of("VISIT_UNSEALED", "§6.2", v.id()));
    var both = new HashSet<UUID>();
    a.ifPresent(both::add);
    b.ifPresent(both::add);
    for (UUID person : both)
      for (Hindrance h : Draw.mayCheck(file, person)) if (!found.contains(h)) found.add(h);
    return List.copyOf(found);
  }
}
