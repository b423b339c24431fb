package cn.ruhu.server.inbox;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// What follows by itself from what a push brought, wherever its facts came from
/// ([Process#onward]): the visit is sealed and the verification is in, or the letters of a decision
/// were delivered (DOMAIN §2.4). Only the server sees all of them for certain: the pair is not
/// shown the verification, and two windows may each deliver a letter offline. Stateless and
/// thread-safe.
final class FollowUps {
  private static final Set<String> FACTS =
      Set.of(RecordType.VISIT.name(), RecordType.GATE_FACT.name());

  private final Ids ids;

  FollowUps(Ids ids) {
    this.ids = ids;
  }

  void of(Workspace work, Instant now) throws StorageException {
    var cases = new LinkedHashSet<UUID>();
    for (Held changed : work.changed())
      if (changed.caseId() != null && FACTS.contains(changed.type())) cases.add(changed.caseId());
    for (UUID caseId : cases) onward(work, caseId, now);
  }

  private void onward(Workspace work, UUID caseId, Instant now) throws StorageException {
    Optional<CaseRecord> application = work.find(caseId).flatMap(Held::caseRecord);
    if (Process.onward(CaseFile.of(application.stream().toList())).isEmpty()) return; // most cases
    CaseFile file = SharedRules.caseFile(work, caseId);
    Optional<Act> next = Process.onward(file);
    if (next.isEmpty()) return;
    var outcome = Process.perform(file, next.get(), Actor.system(), ActInput.NONE, now, ids);
    if (!(outcome instanceof Performed done)) return;
    for (RecordChange change : done.changes()) work.put(applied(work, change));
  }

  private static Held applied(Workspace work, RecordChange change) throws StorageException {
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
