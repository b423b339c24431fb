package cn.ruhu.sync;

import cn.ruhu.wire.Chain;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireException;
import org.jspecify.annotations.Nullable;

/// An op in the journal of a [MemoryStore]: its place in the chain and its verdict.
final class JournalEntry {
  String journal;
  long jseq;
  String prev;
  String hash;
  Op op;
  byte[] line;
  @Nullable Verdict verdict;

  JournalEntry(String journal, long jseq, String prev, Op op) {
    place(journal, jseq, prev, op);
  }

  void place(String newJournal, long newJseq, String newPrev, Op old) {
    journal = newJournal;
    jseq = newJseq;
    prev = newPrev;
    op = renumbered(old, newJseq);
    try {
      line = OpCodec.write(op);
    } catch (WireException e) {
      throw new AssertionError(e);
    }
    hash = Chain.next(prev, line);
  }

  private static Op renumbered(Op o, long jseq) {
    return new Op(
        o.opId(),
        jseq,
        o.user(),
        o.device(),
        o.app(),
        o.schema(),
        o.kind(),
        o.reason(),
        o.wall(),
        o.mono(),
        o.lastServerTime(),
        o.atomic(),
        o.changes(),
        o.files());
  }
}
