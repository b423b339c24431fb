package cn.ruhu.sync;

import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Protocol;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files of one round, one after the other: by need, then the smallest first. Asks how much the
/// server holds, goes on from there. A file that cannot be sent is left for the next round and
/// never delays another.
final class FileQueue {
  /// Answers without progress on one file before it is left.
  private static final int STALLS_MAX = 4;

  private static final Comparator<SyncStore.PendingFile> BY_NEED =
      Comparator.comparingInt(SyncStore.PendingFile::need)
          .thenComparingLong(SyncStore.PendingFile::length)
          .thenComparing(SyncStore.PendingFile::address)
          .thenComparing(SyncStore.PendingFile::caseId);

  private final SyncStore store;
  private final Set<String> left = new HashSet<>();
  private SyncStore.@Nullable PendingFile current;
  private long offset = -1;
  private int stalls;
  private boolean sentSome;
  private @Nullable Trouble trouble;

  FileQueue(SyncStore store) {
    this.store = store;
  }

  void begin() {
    left.clear();
    current = null;
    offset = -1;
    sentSome = false;
    trouble = null;
  }

  /// Next part, or a question, or empty when every file had its turn. A file that is damaged on
  /// this machine is told and left like one the server does not want.
  Optional<Step.Send> next() throws StoreException {
    while (true) {
      if (current == null) {
        Optional<SyncStore.PendingFile> file =
            store.pendingFiles().stream().filter(f -> !left.contains(key(f))).min(BY_NEED);
        if (file.isEmpty()) return Optional.empty();
        current = file.get();
        offset = -1;
        stalls = 0;
      }
      if (offset < 0) return Optional.of(new Step.FileHead(current));
      int max = (int) Math.min(Protocol.FILE_PART_MAX, current.length() - offset);
      try {
        byte[] part = max == 0 ? new byte[0] : store.part(current, offset, max);
        return Optional.of(new Step.FilePatch(current, offset, part));
      } catch (StoreException e) {
        if (e.code() != StoreException.Code.CORRUPT && e.code() != StoreException.Code.NO_FILE)
          throw e;
        refused(e.code().name());
      }
    }
  }

  /// The server holds `now` bytes of the file in turn. When a question shows that it holds them all
  /// and there is no receipt yet, an empty last part makes it check and close the file: it may have
  /// been killed between the last byte and that.
  void at(long now) throws StoreException {
    if (current == null) return;
    if (now < 0 || now > current.length()) {
      refused("OFFSET");
      return;
    }
    boolean sent = offset >= 0;
    boolean whole = now == current.length();
    if (sent && !whole && now <= offset && ++stalls > STALLS_MAX) {
      refused("STALLED");
      return;
    }
    offset = now;
    store.fileAt(current, now);
    if (sent && whole) {
      sentSome = true;
      leave();
    }
  }

  /// The server holds the file and signed for it.
  void verified() throws StoreException {
    if (current == null) return;
    store.fileVerified(current);
    sentSome = true;
    leave();
  }

  /// The connection broke: some of a part may have arrived, so ask before going on.
  void unsure() {
    offset = -1;
  }

  /// The server does not want the file in turn.
  void refused(String code) {
    report(new Trouble(Trouble.Kind.FILE, code));
    leave();
  }

  void report(Trouble what) {
    if (trouble == null) trouble = what;
  }

  private void leave() {
    if (current != null) left.add(key(current));
    current = null;
    offset = -1;
  }

  boolean sentSome() {
    return sentSome;
  }

  Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  private static String key(SyncStore.PendingFile file) {
    return file.caseId() + " " + file.address();
  }
}
