package cn.ruhu.sync;

import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Parcel;
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
///
/// Small files that were never sent go together: twice as many as before each time all of them were
/// through in a second, one by one again after a break or when the server is busy ([Together]).
final class FileQueue {
  /// Answers without progress on one file before it is left.
  private static final int STALLS_MAX = 4;

  /// Refusals of one file of a parcel that do not say it is unwanted.
  private static final Set<String> LATER = Set.of("BUSY", "OFFSET", "FILE_HASH", "CUT");

  private static final Comparator<SyncStore.PendingFile> BY_NEED =
      Comparator.comparingInt(SyncStore.PendingFile::need)
          .thenComparingLong(SyncStore.PendingFile::length)
          .thenComparing(SyncStore.PendingFile::address)
          .thenComparing(SyncStore.PendingFile::caseId);

  private final SyncStore store;
  private final int partMax;
  private final Together together;
  private final Set<String> left = new HashSet<>(); // sent, or given up, in this round
  private final Set<String> unsure = new HashSet<>(); // some of it may have arrived
  private final Set<String> taken = new HashSet<>(); // on a lane
  private List<SyncStore.PendingFile> waiting = new ArrayList<>(); // the next one last
  private boolean sentSome;
  private @Nullable Trouble trouble;

  /// @param partMax bytes sent at a time
  FileQueue(SyncStore store, int partMax, Together together) {
    this.store = store;
    this.partMax = partMax;
    this.together = together;
  }

  /// A file on its way, or several together. Belongs to its queue.
  static final class Lane {
    private SyncStore.@Nullable PendingFile current;
    private List<SyncStore.PendingFile> parcel = List.of();
    private long sinceMs;
    private long offset = -1;
    private boolean closing;
    private int stalls;
  }

  void begin(Lane... lanes) {
    left.clear();
    taken.clear();
    waiting.clear();
    for (Lane lane : lanes) {
      lane.current = null;
      lane.parcel = List.of();
    }
    sentSome = false;
    trouble = null;
  }

  /// Next part, or a question, or empty when every file had its turn or is on another lane. A file
  /// that is damaged on this machine is told and left like one the server does not want.
  ///
  /// @param nowMs milliseconds since 1970; only differences matter
  Optional<Step.Send> next(Lane lane, long nowMs) throws StoreException {
    if (!lane.parcel.isEmpty()) giveBack(lane); // was handed out and never answered
    lane.sinceMs = nowMs;
    while (true) {
      if (lane.current == null) {
        List<SyncStore.PendingFile> files = takeSome();
        if (files.isEmpty()) return Optional.empty();
        if (files.size() > 1) {
          lane.parcel = files;
          return Optional.of(
              new Step.FileParcel(files, f -> store.part(f, 0, Math.toIntExact(f.length()))));
        }
        SyncStore.PendingFile one = files.getFirst();
        lane.current = one;
        lane.stalls = 0;
        lane.offset = fresh(one) ? 0 : -1;
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
    if (lane.current != null || !lane.parcel.isEmpty()) return true;
    Optional<SyncStore.PendingFile> next = take();
    if (next.isEmpty()) return false;
    putBack(next.get());
    return true;
  }

  private void putBack(SyncStore.PendingFile file) {
    taken.remove(key(file));
    waiting.add(file);
  }

  private boolean fresh(SyncStore.PendingFile file) {
    return file.sent() == 0 && !unsure.contains(key(file));
  }

  /// The next file, with those behind it that may go with it.
  private List<SyncStore.PendingFile> takeSome() throws StoreException {
    Optional<SyncStore.PendingFile> first = take();
    if (first.isEmpty()) return List.of();
    var files = new ArrayList<>(List.of(first.get()));
    long bytes = first.get().length();
    while (together.mayGo(first.get()) && fresh(first.get()) && files.size() < together.count()) {
      Optional<SyncStore.PendingFile> next = poll();
      if (next.isEmpty()) break;
      bytes += next.get().length();
      boolean fits = fresh(next.get()) && together.mayGo(next.get()) && bytes <= together.room();
      if (!fits) {
        putBack(next.get());
        break;
      }
      files.add(next.get());
    }
    return List.copyOf(files);
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
  void verified(Lane lane, long nowMs) throws StoreException {
    if (lane.current == null) return;
    long sent = lane.offset < 0 ? 0 : lane.current.length() - lane.offset; // the last part alone
    store.filesVerified(List.of(lane.current));
    unsure.remove(key(lane.current));
    sentSome = true;
    together.took(1, sent, nowMs - lane.sinceMs);
    leave(lane);
  }

  /// What became of the lane's parcel. A file of it that was not taken goes on by itself, once it
  /// was asked where it stands.
  ///
  /// @param stands one for each file
  void arrived(Lane lane, List<Parcel.Stands> stands, long nowMs) throws StoreException {
    List<SyncStore.PendingFile> files = lane.parcel;
    lane.parcel = List.of();
    var whole = new ArrayList<SyncStore.PendingFile>();
    for (int i = 0; i < files.size(); i++) {
      SyncStore.PendingFile file = files.get(i);
      Parcel.Stands now = stands.get(i);
      String no = now.refused();
      if (now.verified()) {
        whole.add(file);
        left.add(key(file));
        taken.remove(key(file));
      } else if (no == null || LATER.contains(no)) {
        unsure.add(key(file));
        putBack(file);
      } else {
        report(new Trouble(Trouble.Kind.FILE, no));
        left.add(key(file));
        taken.remove(key(file));
      }
    }
    if (!whole.isEmpty()) store.filesVerified(whole);
    sentSome |= !whole.isEmpty();
    together.answered();
    long bytes = files.stream().mapToLong(SyncStore.PendingFile::length).sum();
    if (stands.stream().anyMatch(s -> "BUSY".equals(s.refused()))) together.broke();
    else together.took(files.size(), bytes, nowMs - lane.sinceMs);
  }

  /// How many files the lane sent together; 0 for a single one.
  int parcelSize(Lane lane) {
    return lane.parcel.size();
  }

  /// The server does not take files together, or not these: they go one by one.
  void notTogether(Lane lane) {
    together.refused();
    giveBack(lane);
  }

  /// The connection broke: some of a part may have arrived, so ask before going on.
  void unsure(Lane lane) {
    if (!lane.parcel.isEmpty()) giveBack(lane);
    else {
      if (lane.current != null) unsure.add(key(lane.current));
      lane.offset = -1;
      together.broke();
    }
  }

  /// Takes the lane's files off it; whoever asks next goes on with them.
  void giveBack(Lane lane) {
    for (SyncStore.PendingFile file : lane.parcel.reversed()) {
      unsure.add(key(file));
      putBack(file);
    }
    if (!lane.parcel.isEmpty()) together.parcelBroke();
    lane.parcel = List.of();
    if (lane.current == null) return;
    unsure(lane);
    putBack(lane.current);
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
