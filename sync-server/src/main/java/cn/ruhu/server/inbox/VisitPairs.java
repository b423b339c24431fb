package cn.ruhu.server.inbox;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.PairRules;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.spot.SpotVisits;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Who made a visit where somebody came in a partner's place (DOMAIN §0.2 C22): the pair swapped at
/// eight without a network, and only the district has the relatives' filings. The visit is never
/// refused; what stands against the two becomes a fact the street's people have to answer.
/// Stateless, thread-safe.
final class VisitPairs {
  private static final List<String> PAIR = List.of("investigatorA", "investigatorB");

  /// Facts for visits of the case that came with this push and were made by others than were sent.
  ///
  /// @param came what the push brought
  List<RecordChange> doubts(Workspace work, List<Held> came, UUID caseId, Instant now, Ids ids)
      throws StorageException {
    var found = new ArrayList<RecordChange>();
    for (Held held : came) {
      if (!held.type().equals(RecordType.VISIT.name()) || !caseId.equals(held.caseId())) continue;
      Optional<CaseRecord> visit = held.caseRecord();
      if (visit.isEmpty() || held.deleted() || SpotVisits.is(visit.get())) continue;
      found.addAll(doubts(work, visit.get(), now, ids));
    }
    return found;
  }

  private static List<RecordChange> doubts(Workspace work, CaseRecord visit, Instant now, Ids ids)
      throws StorageException {
    UUID caseId = visit.ref("application").orElse(visit.id());
    CaseFile file = SharedRules.caseFile(work, caseId);
    Optional<CaseRecord> sent = visit.ref("assignment").flatMap(file::record);
    Set<UUID> pair = people(visit);
    if (pair.isEmpty() || sent.filter(a -> people(a).equals(pair)).isPresent()) return List.of();
    String about = visit.id().toString();
    if (file.gateFacts(GateKind.PAIR_DOUBTED).stream()
        .anyMatch(f -> f.text("subject").equals(about))) return List.of();
    var staff = new ArrayList<CaseRecord>();
    for (Held held : work.published(RecordType.STAFF))
      if (pair.contains(held.id())) held.caseRecord().ifPresent(staff::add);
    String agency = sent.map(a -> a.text("agency")).orElse("");
    var facts = new ArrayList<RecordChange>();
    for (Hindrance h : PairRules.bars(file, pair, staff, agency))
      facts.add(RecordChange.create(fact(visit, caseId, h, now, ids)));
    return facts;
  }

  private static Set<UUID> people(CaseRecord record) {
    var pair = new HashSet<UUID>();
    for (String field : PAIR) record.ref(field).ifPresent(pair::add);
    return pair;
  }

  private static CaseRecord fact(
      CaseRecord visit, UUID caseId, Hindrance against, Instant now, Ids ids) {
    return CaseRecord.of(
            RecordType.GATE_FACT,
            ids.next(),
            visit.scope(),
            caseId,
            Map.of(
                "application", caseId.toString(),
                "kind", GateKind.PAIR_DOUBTED.name(),
                "subject", visit.id().toString(),
                "value", against.code(),
                "by", Actor.NOBODY.toString(),
                "at", now.toString()))
        .with("reason", against.args().isEmpty() ? "" : against.args().getFirst());
  }
}
