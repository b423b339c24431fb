package cn.ruhu.store;

import cn.ruhu.wire.LateNews;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.Verdict;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One op of the journal with its fate. Immutable.
///
/// @param n order of saving on this machine, over all journal ids
/// @param journal journal id, 32 hex digits
/// @param op the act; its exact bytes are [Journal#bytes]
/// @param length bytes of the line
/// @param verdict the district's answer, null while [State#PENDING]
/// @param late what became of it when it came too late, null for every other and while nobody told
public record JournalEntry(
    long n,
    String journal,
    Op op,
    int length,
    State state,
    @Nullable Verdict verdict,
    @Nullable LateNews late) {

  /// Where an op is on its way.
  public enum State {
    /// waits to be sent
    PENDING,
    /// answered, not yet seen in a pull
    ACKNOWLEDGED,
    /// answered, and every held cursor is past the commit that took it
    REFLECTED
  }

  public UUID opId() {
    return op.opId();
  }

  JournalEntry with(State newState, @Nullable Verdict newVerdict) {
    LateNews news = newVerdict == null ? null : late;
    return new JournalEntry(n, journal, op, length, newState, newVerdict, news);
  }

  JournalEntry with(LateNews news) {
    return new JournalEntry(n, journal, op, length, state, verdict, news);
  }

  /// Whether the district holds it back until what it builds on has come.
  boolean isDeferred() {
    return verdict != null && verdict.verdict() == Verdict.Kind.DEFERRED;
  }

  /// Whether it came too late and its author still has to be told what became of it.
  boolean asksForNews() {
    boolean isLate = verdict != null && verdict.verdict() == Verdict.Kind.LATE;
    return isLate && (late == null || !late.done());
  }

  /// Whether the district took none of it: refused, late, or parked whole. Its text stays here.
  boolean untaken() {
    if (verdict == null) return false;
    return switch (verdict.verdict()) {
      case REJECTED, LATE -> true;
      case CONFLICT -> op.atomic();
      case APPLIED, MERGED, DEFERRED -> false;
    };
  }

  /// Whether its changes lie over a server copy of commit `copySeq` (0 for none).
  boolean overlays(long copySeq) {
    return switch (state) {
      case PENDING -> true;
      case REFLECTED -> false;
      case ACKNOWLEDGED -> !untaken() && (verdict == null || copySeq < verdict.seq());
    };
  }
}
