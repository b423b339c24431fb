package cn.ruhu.sync;

import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files of one round: by need, then the smallest first. Up to two are on their way at a time,
/// each in a [Lane] of its own; a slow one holds the other lane up in nothing. A file that was
/// never sent begins at once; where one stands that may have arrived in part is asked first. A file
/// that cannot be sent is left for the next round and never delays another.
final class FileQueue {
  /// Answers without progress on one file before it is left.
  private static final int STALLS_MAX = 4;

  private static final Comparator<SyncStore.PendingFile> BY_NEED =
      Comparator.comparingInt(SyncStore.PendingFile::need)
          .thenComparingLong(SyncStore.PendingFile::length)
          .thenComparing(SyncStore.PendingFile::address)
          .thenComparing(SyncStore.PendingFile::caseId);

  private final SyncStore store;
  private final int partMax;
  private final Set<String> left = new HashSet<>(); // sent, or given up, in this round
  private final Set<String> unsure = new HashSet<>(); // some of it may have arrived
  private final Set<String> taken = new HashSet<>(); // on a lane
  private List<SyncStore.PendingFile> waiting = new ArrayList<>(); // the next one last
  private boolean sentSome;
  private @Nullable Trouble trouble;

  /// @param partMax bytes sent at a time
  FileQueue(SyncStore store, int partMax) {
    this.store = store;
    this.partMax = partMax;
  }

  /// A file on its way. Belongs to its queue.
  static final class Lane {
    private SyncStore.@Nullable PendingFile current;
    private long offset = -1;
    private boolean closing;
    private int stalls;
  }

  void begin(Lane... lanes) {
    left.clear();
    taken.clear();
    waiting.clear();
    for (Lane lane : lanes) lane.current = null;
    sentSome = false;
    trouble = null;
  }

  /// Next part, or a question, or empty when every file had its turn or is on another lane. A file
  /// that is damaged on this machine is told and left like one the server does not want.
  Optional<Step.Send> next(Lane lane) throws StoreException {
    while (true) {
      if (lane.current == null) {
        Optional<SyncStore.PendingFile> file = take();
        if (file.isEmpty()) return Optional.empty();
        lane.current = file.get();
        lane.stalls = 0;
        boolean fresh = file.get().sent() == 0 && !unsure.contains(key(file.get()));
        lane.offset = fresh ? 0 : -1;
      }
      SyncStore.PendingFile file = lane.current;
      if (lane.offset < 0) return Optional.of(new Step.FileHead(file));
      int max = (int) Math.min(partMax, file.length() - lane.offset);
      lane.closing = max == 0;
      try {
        byte[] part = max == 0 ? new byte[0] : store.part(file, lane.offset, max);
        return Optional.of(new Step.FilePatch(file, lane.offset, part));
      } catch (StoreException e) {
        if (e.code() != StoreException.Code.CORRUPT && e.code() != StoreException.Code.NO_FILE)
          throw e;
        refused(lane, e.code().name());
      }
    }
  }

  /// Whether the lane has a file, or there is one for it.
  boolean hasNext(Lane lane) throws StoreException {
    if (lane.current != null) return true;
    Optional<SyncStore.PendingFile> next = take();
    if (next.isEmpty()) return false;
    taken.remove(key(next.get()));
    waiting.add(next.get());
    return true;
  }

  /// The store is asked once for many files, and again when they had their turn: what was saved
  /// meanwhile comes behind them.
  private Optional<SyncStore.PendingFile> take() throws StoreException {
    Optional<SyncStore.PendingFile> next = poll();
    if (next.isPresent()) return next;
    waiting = new ArrayList<>(store.pendingFiles());
    waiting.sort(BY_NEED.reversed());
    return poll();
  }

  private Optional<SyncStore.PendingFile> poll() {
    while (!waiting.isEmpty()) {
      SyncStore.PendingFile next = waiting.removeLast();
      if (left.contains(key(next)) || !taken.add(key(next))) continue;
      return Optional.of(next);
    }
    return Optional.empty();
  }

  /// The server holds `now` bytes of the lane's file. When it holds them all and there is no
  /// receipt, an empty last part makes it check and close the file: it may have been killed between
  /// the last byte and that.
  void at(Lane lane, long now) throws StoreException {
    SyncStore.PendingFile file = lane.current;
    if (file == null) return;
    if (now < 0 || now > file.length()) {
      refused(lane, "OFFSET");
      return;
    }
    unsure.remove(key(file));
    boolean sent = lane.offset >= 0;
    boolean whole = now == file.length();
    if (sent && !whole && now <= lane.offset && ++lane.stalls > STALLS_MAX) {
      refused(lane, "STALLED");
      return;
    }
    boolean closed = sent && whole && lane.closing;
    lane.offset = now;
    store.fileAt(file, now);
    if (closed) {
      sentSome = true;
      leave(lane);
    }
  }

  /// The server holds the file and signed for it.
  void verified(Lane lane) throws StoreException {
    if (lane.current == null) return;
    store.fileVerified(lane.current);
    unsure.remove(key(lane.current));
    sentSome = true;
    leave(lane);
  }

  /// The connection broke: some of a part may have arrived, so ask before going on.
  void unsure(Lane lane) {
    if (lane.current != null) unsure.add(key(lane.current));
    lane.offset = -1;
  }

  /// Takes the lane's file off it; whoever asks next goes on with it.
  void giveBack(Lane lane) {
    if (lane.current == null) return;
    unsure(lane);
    taken.remove(key(lane.current));
    waiting.add(lane.current);
    lane.current = null;
  }

  /// The server does not want the lane's file.
  void refused(Lane lane, String code) {
    report(new Trouble(Trouble.Kind.FILE, code));
    leave(lane);
  }

  void report(Trouble what) {
    if (trouble == null) trouble = what;
  }

  private void leave(Lane lane) {
    if (lane.current != null) {
      left.add(key(lane.current));
      taken.remove(key(lane.current));
    }
    lane.current = null;
    lane.offset = -1;
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
