package cn.ruhu.journeys.simulation;

import cn.ruhu.server.db.MemoryTables.Lie;
import cn.ruhu.sync.MemoryStore.Flaw;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A wrong decision that somebody could make, planted in the one place where it would stand (SYNC
/// §6). Each must make a seeded world fail; one that lives would say that the simulator is blind.
enum Mutant {
  /// an op that comes again is done again
  NO_DEDUPE(Lie.FORGETS_OPS),
  /// neither epoch nor hashes are compared
  NO_EPOCH_HASH,
  /// only numbers are compared, not hashes
  SEQ_ONLY_CHECK,
  /// a client does not say the highest point it ever saw
  NO_WITNESS,
  /// a line that differs from the one held is taken for it
  NO_FORK_CHECK(Lie.BELIEVES_LINES),
  /// commits are chained over op ids, not over what the ops did
  HASH_OPIDS_ONLY(Lie.HASHES_IDS_ONLY),
  /// nobody is told that a case is no longer theirs
  NO_EXIT_MARKER(Lie.FORGETS_EXITS),
  /// clients may forget what only the newest backup holds
  SAFE_IS_LATEST_BACKUP,
  /// the last writer wins
  LWW,
  PRUNE_ON_ACK(Flaw.PRUNE_ON_ACK),
  KEEP_OLD_ACKS(Flaw.KEEP_OLD_ACKS),
  REFLECT_BY_OWN_SCOPE(Flaw.REFLECT_BY_OWN_SCOPE),
  REVOKE_DROPS_OUTBOX(Flaw.REVOKE_DROPS_OUTBOX),
  OVERLAY_DROP_ON_ACK(Flaw.OVERLAY_DROP_ON_ACK),
  JOURNAL_NOT_ATOMIC(Flaw.JOURNAL_NOT_ATOMIC),
  /// a client that was away for longer than tombstones are kept goes on where it was
  NO_RESYNC(Flaw.NO_RESYNC),
  /// an answer to an older request is believed
  ACCEPT_STALE_RESPONSE,
  /// an answer that was taken is taken once more when it comes again
  RESPONSE_TWICE,
  /// a bundle gets its receipt and is laid aside
  BUNDLE_UNAPPLIED,
  /// a receipt counts whenever it comes
  RECEIPT_OF_ANY_TIME;

  /// Found only where backups come back and answers come twice all the time: looked for in those
  /// worlds alone.
  private static final Set<Mutant> RARE =
      EnumSet.of(KEEP_OLD_ACKS, HASH_OPIDS_ONLY, RESPONSE_TWICE, RECEIPT_OF_ANY_TIME);

  boolean rare() {
    return RARE.contains(this);
  }

  final Optional<Lie> lie;
  final Optional<Flaw> flaw;

  Mutant() {
    this.lie = Optional.empty();
    this.flaw = Optional.empty();
  }

  Mutant(Lie lie) {
    this.lie = Optional.of(lie);
    this.flaw = Optional.empty();
  }

  Mutant(Flaw flaw) {
    this.lie = Optional.empty();
    this.flaw = Optional.of(flaw);
  }
}
