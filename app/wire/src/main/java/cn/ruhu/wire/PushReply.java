package cn.ruhu.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param verdicts one for every op line of the push, in order (also for ops seen before)
/// @param journalLast last jseq the server holds of this journal
/// @param witness the server's newest point
/// @param safeSeq ops acknowledged up to this commit are in every backup that may still be restored
/// @param serverTime milliseconds since 1970
/// @param retryAfterMs back-pressure, null for none
public record PushReply(
    List<Verdict> verdicts,
    long journalLast,
    Witness witness,
    long safeSeq,
    long serverTime,
    @Nullable Long retryAfterMs) {
  public PushReply {
    Shape.present(witness);
    verdicts = List.copyOf(verdicts);
  }
}
