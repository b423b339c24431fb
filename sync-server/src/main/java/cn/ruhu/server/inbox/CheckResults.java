package cn.ruhu.server.inbox;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.spot.SpotComparison;
import cn.ruhu.casefile.spot.SpotVisits;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What a check found beside the visit it checked (DOMAIN §6.2), kept when the check comes in: the
/// machine of an inspector knows nothing of the first visit, so the two meet here for the first
/// time, before anybody could look at one and write the other. Stateless, thread-safe.
final class CheckResults {
  /// A fact for each check of the case that came with this push.
  ///
  /// @param came what the push brought
  List<RecordChange> compared(Workspace work, List<Held> came, UUID caseId, Instant now, Ids ids)
      throws StorageException {
    var found = new ArrayList<RecordChange>();
    for (Held held : came) {
      if (!held.type().equals(RecordType.VISIT.name()) || !caseId.equals(held.caseId())) continue;
      Optional<CaseRecord> visit = held.caseRecord().filter(SpotVisits::ends);
      if (visit.isEmpty() || held.deleted()) continue;
      CaseFile file = SharedRules.caseFile(work, caseId);
      String about = visit.get().id().toString();
      boolean kept =
          file.gateFacts(GateKind.SPOT_COMPARED).stream()
              .anyMatch(f -> f.text("subject").equals(about));
      if (kept) continue;
      SpotComparison.of(file, visit.get())
          .map(c -> RecordChange.create(fact(visit.get(), caseId, c, now, ids)))
          .ifPresent(found::add);
    }
    return found;
  }

  private static CaseRecord fact(
      CaseRecord visit, UUID caseId, SpotComparison compared, Instant now, Ids ids) {
    return CaseRecord.of(
            RecordType.GATE_FACT,
            ids.next(),
            visit.scope(),
            caseId,
            Map.of(
                "application", caseId.toString(),
                "kind", GateKind.SPOT_COMPARED.name(),
                "subject", visit.id().toString(),
                "value", compared.text(),
                "by", Actor.NOBODY.toString(),
                "at", now.toString()))
        .with("reason", compared.first().toString());
  }
}
