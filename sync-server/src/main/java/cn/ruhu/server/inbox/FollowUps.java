package cn.ruhu.server.inbox;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Round;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.SigningKey;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What follows by itself from what a push brought, wherever its facts came from
/// ([Process#onward]): the visit is sealed and the verification is in, or the letters of a decision
/// were delivered (DOMAIN §2.4). Only the server sees all of them for certain: the pair is not
/// shown the verification, and two windows may each deliver a letter offline; and what stands
/// against two who made a visit in place of those who were sent ([VisitPairs]), and what is noted
/// of a sealed visit that arrives ([Arrivals]); notices go to another street's board and their
/// proofs come back before it ([PostingCourier]). Stateless and thread-safe.
final class FollowUps {
  private static final Logger LOG = LoggerFactory.getLogger(FollowUps.class);
  private static final Set<String> FACTS =
      Set.of(RecordType.VISIT.name(), RecordType.GATE_FACT.name(), RecordType.ASSIGNMENT.name());

  /// Stages in which a visit is sent out.
  private static final Set<String> TO_BEGIN =
      Set.of(Stage.ACCEPTED.name(), Stage.REVIEW_DUE.name());

  private static final Set<String> NOTICES =
      Set.of(Stage.PUBLICITY.name(), Stage.PUBLICITY2.name());

  private final VisitPairs pairs = new VisitPairs();
  private final CheckResults checks = new CheckResults();
  private final PostingCourier courier = new PostingCourier();
  private final InquiryCourier inquiries = new InquiryCourier();
  private final Arrivals arrivals;
  private final Ids ids;

  FollowUps(Ids ids, Optional<SigningKey> district) {
    this.ids = ids;
    this.arrivals = new Arrivals(district, ids);
  }

  void of(Workspace work, Arrivals.Origin origin, Instant now) throws StorageException {
    courier.of(work, now);
    inquiries.of(work, now);
    List<Held> came = List.copyOf(work.changed());
    for (UUID caseId : cases(came)) onward(work, came, caseId, origin, now);
  }

  /// As [#of], each case by itself: one that breaks, or whose records cannot be kept, stays where
  /// it is and holds up no push. It is looked at again with its next fact.
  ///
  /// @param seq number of the commit
  void carefully(Workspace work, Arrivals.Origin origin, Instant now, long seq)
      throws StorageException {
    courier.carefully(work, now, seq);
    inquiries.carefully(work, now, seq);
    List<Held> came = List.copyOf(work.changed()); // a child's own is empty
    for (UUID caseId : cases(came)) {
      try {
        work.rows()
            .attempt(() -> {
              Workspace own = work.child();
              onward(own, came, caseId, origin, now);
              Judge.onTrial(work.rows(), () -> work.rows().records().put(own.changed(), seq));
              own.keep();
              return true;
            });
      } catch (StorageException e) {
        if (e.kind() != StorageException.Kind.DATA) throw e;
        LOG.error("what follows in case {} cannot be kept", caseId, e);
      } catch (RuntimeException e) {
        LOG.error("what follows in case {} could not be done", caseId, e);
      }
    }
  }

  private static Set<UUID> cases(List<Held> came) {
    var cases = new LinkedHashSet<UUID>();
    for (Held changed : came)
      if (changed.caseId() != null && concerns(changed)) cases.add(changed.caseId());
    return cases;
  }

  /// Facts, and an application whose notice hangs: its residence decides which board proves that.
  private static boolean concerns(Held changed) {
    return FACTS.contains(changed.type())
        || (changed.type().equals(RecordType.APPLICATION.name())
            && NOTICES.contains(changed.text("stage")));
  }

  /// @param came what the push brought
  private void onward(
      Workspace work, List<Held> came, UUID caseId, Arrivals.Origin origin, Instant now)
      throws StorageException {
    for (RecordChange noted : arrivals.facts(work, came, caseId, origin, now))
      work.put(applied(work, noted));
    for (RecordChange doubt : pairs.doubts(work, came, caseId, now, ids))
      work.put(applied(work, doubt));
    for (RecordChange kept : checks.compared(work, came, caseId, now, ids))
      work.put(applied(work, kept));
    Optional<CaseRecord> application = work.find(caseId).flatMap(Held::caseRecord);
    if (application.filter(a -> TO_BEGIN.contains(a.text("stage"))).isPresent()) {
      if (!mayBegin(came, caseId) || !sentThisRound(SharedRules.caseFile(work, caseId))) return;
      perform(work, caseId, Act.START, now);
      application = work.find(caseId).flatMap(Held::caseRecord);
    }
    if (Process.onward(CaseFile.of(application.stream().toList())).isEmpty()) return; // most cases
    Optional<Act> next = Process.onward(SharedRules.caseFile(work, caseId));
    if (next.isPresent()) perform(work, caseId, next.get(), now);
  }

  /// Whether this push named who goes, or asked for the verification the visit waits for: a team
  /// leader's machine does not see that, and a street's may have been away.
  private static boolean mayBegin(List<Held> came, UUID caseId) {
    return came.stream()
        .filter(h -> caseId.equals(h.caseId()))
        .anyMatch(h ->
            (h.type().equals(RecordType.ASSIGNMENT.name()) && !h.text("investigatorA").isEmpty())
                || (h.type().equals(RecordType.GATE_FACT.name())
                    && h.text("kind").equals(GateKind.VERIFICATION_REQUESTED.name())));
  }

  /// Whether the pair was sent for what is judged now: one that still stands from before a review
  /// begins none.
  private static boolean sentThisRound(CaseFile file) {
    Instant round = Round.start(file);
    return file.assignments().stream()
        .anyMatch(a -> !CaseFile.instant(a, "assignedAt").orElse(Instant.MIN).isBefore(round));
  }

  private void perform(Workspace work, UUID caseId, Act act, Instant now) throws StorageException {
    CaseFile file = SharedRules.caseFile(work, caseId);
    var outcome = Process.perform(file, act, Actor.system(), ActInput.NONE, now, ids);
    if (!(outcome instanceof Performed done)) return;
    for (RecordChange change : done.changes()) work.put(applied(work, change));
  }

  static Held applied(Workspace work, RecordChange change) throws StorageException {
    Optional<Held> held = work.find(change.id());
    CaseRecord after = change.applyTo(held.flatMap(Held::caseRecord).orElse(null));
    var fields = new TreeMap<>(after.fields());
    return held.map(h -> h.withFields(fields, false, ""))
        .orElseGet(() ->
            new Held(
                after.type().name(),
                after.id(),
                after.scope(),
                after.caseId(),
                0,
                Actor.NOBODY,
                "",
                false,
                fields));
  }
}
