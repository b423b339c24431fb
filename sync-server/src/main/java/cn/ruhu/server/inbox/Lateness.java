package cn.ruhu.server.inbox;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Takeovers;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.db.GrantRows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.OpCodec;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Whether what somebody did came when it was no longer theirs to do, whoever they are now: from a
/// machine that was closed, by a person whose account was, or on a case a colleague took over. Such
/// work is never refused and never merged unseen (invariant I13). Stateless and thread-safe.
final class Lateness {
  /// The case went to another pair, or the grant ended.
  static final String GRANT_OVER = "GRANT_OVER";

  /// Why the op is late, a code of `lateCause`; empty when it is not for these reasons.
  Optional<String> of(Workspace work, Context context) throws StorageException {
    Caller caller = context.caller();
    if (!caller.active()) return Optional.of(closed(work, caller));
    if (caller.role() != Role.WINDOW_CLERK || context.isResolve()) return Optional.empty();
    Set<UUID> cases = new LinkedHashSet<>();
    for (Change change : context.op().changes()) {
      if (takesOver(change, caller.staff())) return Optional.empty();
      if (change.caseId() != null) cases.add(change.caseId());
    }
    for (UUID caseId : cases)
      if (Takeovers.from(facts(work, caseId), caller.staff()).isPresent())
        return Optional.of("TAKEN_OVER");
    return Optional.empty();
  }

  private static String closed(Workspace work, Caller caller) throws StorageException {
    Optional<String> machine = work.rows().grants().heldMachineClosed(caller.device());
    if (machine.isPresent()) return "MACHINE_" + machine.get();
    boolean open =
        work.rows().grants().person(caller.staff()).filter(GrantRows.Person::active).isPresent();
    return open ? "HANDED_IN" : "ACCOUNT_CLOSED";
  }

  private static boolean takesOver(Change change, UUID by) {
    return OpCodec.change(change)
        .flatMap(Takeovers::of)
        .filter(t -> t.holder().equals(by) && t.by().equals(by))
        .isPresent();
  }

  /// Facts of the case in the order they were taken in; those of this push last. Of a case that is
  /// only being made there are none.
  private static List<CaseRecord> facts(Workspace work, UUID caseId) throws StorageException {
    if (work.find(caseId).isEmpty()) return List.of();
    return work.ofCase(caseId).stream()
        .filter(h -> h.type().equals(RecordType.GATE_FACT.name()))
        .sorted(Comparator.comparingLong((Held h) -> h.seq() == 0 ? Long.MAX_VALUE : h.seq()))
        .flatMap(h -> h.caseRecord().stream())
        .toList();
  }
}
