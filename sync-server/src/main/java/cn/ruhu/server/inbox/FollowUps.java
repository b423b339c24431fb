package cn.ruhu.server.inbox;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
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

/// What follows by itself from what a push brought: when the visit is sealed and the verification
/// is in, wherever each came from, the case goes on to the reviewer (DOMAIN §2.4). Only the server
/// sees both halves for certain: the pair is not shown the one, the office may be offline for the
/// other. Stateless and thread-safe.
final class FollowUps {
  private static final Set<String> HALVES =
      Set.of(RecordType.VISIT.name(), RecordType.GATE_FACT.name());

  /// stages where visit and verification run side by side
  private static final Set<String> BESIDE = Set.of(Stage.VISITING.name(), Stage.VERIFYING.name());

  private final Ids ids;

  FollowUps(Ids ids) {
    this.ids = ids;
  }

  void of(Workspace work, Instant now) throws StorageException {
    var cases = new LinkedHashSet<UUID>();
    for (Held changed : work.changed())
      if (changed.caseId() != null && HALVES.contains(changed.type())) cases.add(changed.caseId());
    for (UUID caseId : cases) bothDone(work, caseId, now);
  }

  private void bothDone(Workspace work, UUID caseId, Instant now) throws StorageException {
    Optional<Held> application = work.find(caseId);
    if (application.filter(a -> BESIDE.contains(a.text("stage"))).isEmpty()) return;
    var outcome =
        Process.perform(
            SharedRules.caseFile(work, caseId),
            Act.BOTH_DONE,
            Actor.system(),
            ActInput.NONE,
            now,
            ids);
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
