package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.access.ViewTable;
import cn.ruhu.casefile.process.Assignments;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.SpotChecks;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.spot.SpotVisits;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.Drafts;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.SurveyException;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import cn.ruhu.wire.WireRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a pair was sent out with. A visit that has begun keeps its own copy of the case beside its
/// answers: the assignment may be withdrawn, given to others or the case closed while the pair is
/// on the road, and the district then takes the case from this machine; the work goes on and is
/// handed in as late. Touches the disk.
///
/// @param gone the case is no longer on this machine but for this copy
record Sent(CaseRecord assignment, CaseFile file, boolean gone) {
  private static final String CASE = "/case";

  /// The records of a case as a visit began with them.
  record Copy(List<WireRecord> records) {
    Copy {
      records = List.copyOf(records);
    }
  }

  /// From the case on this machine, else from the copy of a visit begun earlier.
  ///
  /// @param key of the visit's draft, whose copy is asked where the case is gone
  /// @throws SurveyException when there is neither
  static Sent of(Desk desk, UUID assignment, String key) throws StoreException, SurveyException {
    Optional<CaseRecord> held = desk.store().record(assignment);
    Optional<UUID> application = held.flatMap(a -> a.ref("application"));
    if (application.isPresent()) {
      CaseFile file = desk.caseFile(application.get());
      if (file.application().isPresent()) return of(held.get(), file, false);
    }
    List<CaseRecord> kept = copy(desk.store().drafts(), key);
    CaseRecord own =
        kept.stream()
            .filter(r -> r.id().equals(assignment))
            .findFirst()
            .orElseThrow(() -> new SurveyException("survey.case-gone", "case not here"));
    var all = new ArrayList<>(kept);
    all.addAll(desk.store().all(RecordType.STANDARD));
    return of(own, CaseFile.of(all), true);
  }

  /// A check is sent by the fact that names its inspectors, and knows nothing of the first visit:
  /// what a machine may hold of it by mistake is left out here too.
  private static Sent of(CaseRecord held, CaseFile file, boolean gone) throws SurveyException {
    if (held.type() == RecordType.ASSIGNMENT) return new Sent(held, file, gone);
    CaseRecord task =
        SpotChecks.task(file, held)
            .orElseThrow(() -> new SurveyException("survey.case-gone", "no pair was named"));
    var blind =
        file.records().stream()
            .flatMap(r -> ViewTable.project(r, Role.DISTRICT_INSPECTOR).stream())
            .toList();
    return new Sent(task, CaseFile.of(blind), gone);
  }

  private static List<CaseRecord> copy(Drafts drafts, String key)
      throws StoreException, SurveyException {
    Optional<byte[]> bytes = drafts.get(key + CASE);
    if (bytes.isEmpty()) return List.of();
    try {
      return Messages.read(bytes.get(), Copy.class).records().stream()
          .flatMap(r -> known(r).stream())
          .toList();
    } catch (WireException _) {
      throw new SurveyException("survey.damaged", "copy of the case");
    }
  }

  private static Optional<CaseRecord> known(WireRecord r) {
    for (RecordType t : RecordType.values())
      if (t.name().equals(r.type()))
        return Optional.of(CaseRecord.of(t, r.id(), r.scope(), r.caseId(), r.fields()));
    return Optional.empty();
  }

  /// Keeps the case beside a visit's answers; goes when the visit is sealed.
  static void keep(Drafts drafts, String key, CaseFile file) throws StoreException {
    List<WireRecord> records =
        file.records().stream()
            .filter(r -> r.type() != RecordType.STANDARD)
            .map(r ->
                new WireRecord(
                    r.type().name(), r.id(), r.scope(), r.caseId(), 0, false, r.fields()))
            .toList();
    drafts.put(key + CASE, Messages.write(new Copy(records)));
  }

  /// Why the visit is no longer this pair's to make, as the case stands on this machine.
  enum Lost {
    /// the street took the assignment back
    WITHDRAWN,
    /// other people were sent
    OTHERS,
    /// the case ended or was withdrawn
    CLOSED,
    /// the assignment was done by the partner's machine
    DONE,
    /// the district took the case from this machine
    GONE
  }

  private static final List<String> OVER =
      List.of("WITHDRAWN", "ABORTED", "REJECTED", "TERMINATED", "TRANSFERRED");

  /// Empty while the pair may go on as if nothing had happened.
  Optional<Lost> lost(UUID me) {
    if (gone) return Optional.of(Lost.GONE);
    String state = assignment.text("state");
    String stage = file.application().map(a -> a.text("stage")).orElse("");
    boolean check = SpotVisits.is(assignment); // a refusal is checked afterwards as well
    if (OVER.contains(stage) && !(check && Assignments.inForce(state)))
      return Optional.of(Lost.CLOSED);
    if (state.equals("WITHDRAWN")) return Optional.of(Lost.WITHDRAWN);
    boolean mine =
        assignment.ref("investigatorA").filter(me::equals).isPresent()
            || assignment.ref("investigatorB").filter(me::equals).isPresent();
    if (!mine) return Optional.of(Lost.OTHERS);
    return Assignments.inForce(state) ? Optional.empty() : Optional.of(Lost.DONE);
  }
}
