package cn.ruhu.server.inbox;

import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Takeovers;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.accounts.Scopes;
import cn.ruhu.server.db.GrantRows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.OpCodec;
import java.time.Duration;
import java.time.Instant;
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

  /// The clock that says when it was signed cannot be right.
  private static final String CLOCK = "CLOCK";

  /// How far a clock may be off before a signature it timed is looked at.
  private static final Duration ASTRAY = Duration.ofMinutes(5);

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

  /// Why a change is late that its author reaches, or reached; empty when it is not.
  ///
  /// @param reach not `NEVER`
  Optional<String> of(Workspace work, Context context, Change change, Scopes.Reach reach)
      throws StorageException {
    Optional<SecondSignature> second = second(change);
    if (second.isPresent()) return astray(context, second.get().proof().at());
    // what a pair hands over is beside everything and written over nothing: it is never late
    if (change.type().equals(RecordType.VISIT_DRAFT.name())) return Optional.empty();
    boolean over = reach == Scopes.Reach.BEFORE || seesOnly(work, context.caller(), change);
    return over ? Optional.of(GRANT_OVER) : BadgeRules.late(work, context, change);
  }

  /// A second signature is in one's own name, proven, and beside everything as well: who gives it
  /// on two machines gives it twice.
  private static Optional<SecondSignature> second(Change change) {
    return OpCodec.change(change)
        .filter(c -> c.create() && c.type() == RecordType.GATE_FACT)
        .flatMap(c -> SecondSignature.of(c.applyTo(null)));
  }

  /// A day is given for it, and it counts by the clock it was made on: where that is before the
  /// server the machine had seen, or ahead of this one, the street judges it.
  private static Optional<String> astray(Context context, Instant at) {
    Instant seen = Instant.ofEpochMilli(context.op().lastServerTime());
    boolean slow = at.isBefore(seen.minus(ASTRAY));
    boolean fast = at.isAfter(context.now().plus(ASTRAY));
    return slow || fast ? Optional.of(CLOCK) : Optional.empty();
  }

  /// An investigator who sees the case for a signature only has no work there.
  private static boolean seesOnly(Workspace work, Caller caller, Change change)
      throws StorageException {
    UUID caseId = change.caseId();
    return caller.role() == Role.INVESTIGATOR
        && caseId != null
        && !work.rows().grants().worksOn(caller.staff().toString(), caseId);
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
