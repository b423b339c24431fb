package cn.ruhu.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has not reached the district. Counted when something moved since it was last asked: a
/// window asks after every answer, also when a thousand files wait.
///
/// Thread-safe.
final class WaitingWork {
  private final Journal journal;
  private final StoredFiles files;
  private volatile @Nullable Counted counted;

  /// What waited when journal and files had moved so often.
  private record Counted(long moves, Waiting waiting) {}

  WaitingWork(Journal journal, StoredFiles files) {
    this.journal = journal;
    this.files = files;
  }

  Waiting waiting() throws StoreException {
    long moves = journal.moves() + files.moves.get();
    Counted last = counted;
    if (last != null && last.moves() == moves) return last.waiting();
    Waiting now = count();
    counted = new Counted(moves, now);
    return now;
  }

  private Waiting count() throws StoreException {
    List<JournalEntry> ops = journal.waiting();
    List<KeptFile> left = files.waiting();
    return new Waiting(
        ops.size(),
        ops.stream().mapToLong(JournalEntry::length).sum(),
        left.size(),
        left.stream().mapToLong(f -> f.length() - f.sent()).sum(),
        ops.stream().mapToLong(e -> e.op().wall()).min().orElse(0));
  }
}
