package cn.ruhu.sync;

import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.KeptFile;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.store.SyncLedger;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Witness;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The person's [LocalStore] as the protocol sees it. The ledger compares witness, cursors and its
/// own number; the number of the newest request is kept here, because an answer never outlives the
/// process that asked. Thread-safe.
public final class StoreAdapter implements SyncStore {
  private static final Logger LOG = LoggerFactory.getLogger(StoreAdapter.class);

  private final LocalStore store;
  private long request;
  private SyncLedger.@Nullable Ticket ticket;

  private final @Nullable Executor besides;
  private @Nullable Ahead ahead;

  /// one that may be on its way to the district: sent again in other portions it would go twice
  private @Nullable Ahead given;

  /// The batch behind one that was handed out, while it is read and packed.
  private record Ahead(
      String journal, long fromSeq, int maxOps, int maxBytes, Future<Optional<Batch>> batch) {}

  /// Reads what is to be sent when it is asked for.
  public StoreAdapter(LocalStore store) {
    this(store, null);
  }

  /// Reads and packs the next batch while one is under way.
  ///
  /// @param besides runs that; its thread reads the store
  public StoreAdapter(LocalStore store, @Nullable Executor besides) {
    this.store = store;
    this.besides = besides;
  }

  @Override
  public synchronized Place ask() {
    SyncLedger.Ticket t = store.sync().ticket();
    ticket = t;
    return new Place(
        t.witness(),
        t.cursors(),
        ++request,
        t.snapshots(),
        t.compare(),
        t.doubts().stream().sorted().toList());
  }

  /// The ticket of this request, once; null when the answer is late or doubled.
  private synchronized SyncLedger.@Nullable Ticket take(Place asked) {
    if (asked.request() != request) return null;
    SyncLedger.Ticket t = ticket;
    ticket = null;
    return t;
  }

  @Override
  public synchronized Optional<Batch> pending(int maxOps, int maxBytes) throws StoreException {
    Ahead made = ahead;
    ahead = null;
    Optional<Batch> batch = made == null ? Optional.empty() : made(made, maxOps, maxBytes);
    if (batch.isEmpty()) batch = store.journal().pending(maxOps, maxBytes).map(StoreAdapter::batch);
    if (batch.isPresent() && batch.get().lines().size() > 1) begin(batch.get(), maxOps, maxBytes);
    return batch;
  }

  private static Batch batch(cn.ruhu.store.Batch b) {
    return new Batch(b.journal(), b.fromSeq(), b.prevHash(), b.lines(), b.opIds());
  }

  /// What was made ahead, if it is what waits now: a journal may have begun anew, or an answer got
  /// lost.
  private Optional<Batch> made(Ahead made, int maxOps, int maxBytes) throws StoreException {
    boolean fits =
        (isGiven(made) || (made.maxOps() <= maxOps && made.maxBytes() <= maxBytes))
            && store.journal().waitsAt(made.journal(), made.fromSeq());
    if (!fits) {
      made.batch().cancel(false);
      return Optional.empty();
    }
    try {
      return made.batch().get();
    } catch (ExecutionException e) {
      LOG.debug("what was read ahead is read again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  @Override
  public Optional<Batch> behind(Batch now) {
    Ahead made;
    synchronized (this) {
      made = ahead;
    }
    boolean follows =
        made != null
            && made.journal().equals(now.journal())
            && made.fromSeq() == now.fromSeq() + now.lines().size();
    if (made == null || !follows) return Optional.empty();
    synchronized (this) {
      given = made;
    }
    try {
      return made.batch().get();
    } catch (ExecutionException | CancellationException e) {
      LOG.debug("what was read ahead is not sent ahead", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  @SuppressWarnings("ReferenceEquality") // the same one, handed out
  private boolean isGiven(Ahead made) {
    return given == made;
  }

  private void begin(Batch now, int maxOps, int maxBytes) {
    if (besides == null) return;
    String journal = now.journal();
    long from = now.fromSeq() + now.lines().size();
    var task =
        new FutureTask<>(() -> {
          Optional<Batch> next =
              store.journal().pendingFrom(journal, from, maxOps, maxBytes).map(StoreAdapter::batch);
          next.ifPresent(b -> b.ready().pack());
          return next;
        });
    try {
      besides.execute(task);
      ahead = new Ahead(journal, from, maxOps, maxBytes, task);
    } catch (RejectedExecutionException e) {
      LOG.info("nothing is read ahead: the program ends");
    }
  }

  @Override
  public List<UUID> deferred() {
    var asked = new ArrayList<>(store.journal().deferred());
    asked.addAll(store.journal().late());
    return asked;
  }

  @Override
  public boolean acknowledge(Place asked, Batch batch, PushReply reply) throws StoreException {
    SyncLedger.Ticket t = take(asked);
    return t != null && store.sync().pushed(t, reply) == SyncLedger.Outcome.APPLIED;
  }

  @Override
  public boolean apply(Place asked, PullReply page) throws StoreException {
    SyncLedger.Ticket t = take(asked);
    return t != null && store.sync().pulled(t, page) == SyncLedger.Outcome.APPLIED;
  }

  @Override
  public boolean resetLineage(Place asked, Witness now) throws StoreException {
    SyncLedger.Ticket t = take(asked);
    return t != null && store.sync().reset(t, now) == SyncLedger.Outcome.APPLIED;
  }

  @Override
  public boolean fork(Place asked) throws StoreException {
    SyncLedger.Ticket t = take(asked);
    if (t == null || !t.equals(store.sync().ticket())) return false;
    store.journal().restart();
    return true;
  }

  @Override
  public List<PendingFile> pendingFiles() throws StoreException {
    return store.files().pendingUploads().stream().map(StoreAdapter::pending).toList();
  }

  private static PendingFile pending(KeptFile f) {
    return new PendingFile(f.address(), f.caseId(), f.length(), f.hint(), f.sent());
  }

  @Override
  public byte[] part(PendingFile file, long offset, int max) throws StoreException {
    return store.files().part(file.address(), offset, max);
  }

  @Override
  public void fileAt(PendingFile file, long offset) throws StoreException {
    store.files().sent(file.address(), file.caseId(), offset);
  }

  @Override
  public List<WantedFile> wanted() {
    var seen = new HashSet<String>();
    return store.all(RecordType.FORM).reversed().stream()
        .filter(r -> r.text("state").equals("PUBLISHED"))
        .filter(r -> FileAddress.parse(r.text("file")).isPresent())
        .filter(r -> store.files().file(r.text("file")).isEmpty())
        .filter(r -> seen.add(r.text("file")))
        .map(r -> new WantedFile(r.text("file"), r.id(), r.scope(), "application/octet-stream"))
        .toList();
  }

  @Override
  public Taken fetched(WantedFile file, InputStream content) throws StoreException {
    if (!store.sync().scopes().contains(file.scope())) return Taken.NO_SCOPE;
    try {
      store.files().fetched(content, file.address(), file.caseId(), file.scope(), file.mime());
      return Taken.KEPT;
    } catch (StoreException e) {
      if (e.code() == StoreException.Code.CORRUPT) return Taken.OTHER_BYTES;
      throw e;
    }
  }

  @Override
  public void filesVerified(List<PendingFile> files) throws StoreException {
    store
        .files()
        .verified(files.stream().map(f -> new KeptFile.Name(f.address(), f.caseId())).toList());
  }

  @Override
  public Waiting waiting() throws StoreException {
    cn.ruhu.store.Waiting w = store.waiting();
    return new Waiting(w.ops(), w.files(), w.opBytes() + w.fileBytes());
  }
}
