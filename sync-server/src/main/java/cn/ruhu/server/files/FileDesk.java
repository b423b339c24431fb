package cn.ruhu.server.files;

import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.accounts.Scopes;
import cn.ruhu.server.db.FeedRows;
import cn.ruhu.server.db.FileRows;
import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.feed.Pulls;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Parcel;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Takes files in, part by part, and hands them out: resumable uploads with the semantics of
/// `draft-ietf-httpbis-resumable-upload` on content addresses (SYNC §4.7). Who may read a file is
/// who may see a record that names it; who may send one is also who works on its case. Nobody else
/// learns that it exists; the same bytes in two cases are sent twice.
///
/// Thread-safe.
public final class FileDesk {
  private static final int STRIPES = 64;
  private static final int SAFEKEEPERS = 64;

  private final Ledger ledger;
  private final Feed feed;
  private final Pulls pulls;
  private final InstantSource clock;
  private final Executor safekeeping;
  private final FileStock stock;
  private final Uploads uploads;
  private final Rules rules;
  private final List<ReentrantLock> locks =
      IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toList();

  /// @param fileBytesMax bytes of one file
  /// @param partBytesMax bytes of one part
  /// @param waitMs how long a part waits for an older request on the same file
  public record Rules(long fileBytesMax, long partBytesMax, long waitMs) {}

  /// What the file desk works with.
  ///
  /// @param safekeeping makes files safe beside whoever receives them; its threads wait for the
  ///   disk
  public record Parts(
      Ledger ledger, Feed feed, Pulls pulls, InstantSource clock, Executor safekeeping) {}

  /// Threads that wait for the disk: platform threads, since that is a wait in the kernel, and no
  /// more than a disk profits from; when all are waiting, whoever received a file waits itself.
  ///
  /// @param makes the threads; whoever hands it in ends them
  public static ExecutorService safekeeping(ThreadFactory makes) {
    var threads =
        new ThreadPoolExecutor(
            SAFEKEEPERS,
            SAFEKEEPERS,
            60,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            makes,
            (work, _) -> work.run());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  public FileDesk(Parts parts, FileStore store, Rules rules) {
    this.ledger = parts.ledger();
    this.feed = parts.feed();
    this.pulls = parts.pulls();
    this.clock = parts.clock();
    this.safekeeping = parts.safekeeping();
    this.stock = store.stock();
    this.uploads = store.uploads();
    this.rules = rules;
  }

  /// @param offset bytes the server has, and will not ask for again
  public record Standing(long offset, boolean complete) {}

  /// One part of a file as it arrives.
  ///
  /// @param caseId case it belongs to
  /// @param offset where it starts
  /// @param length of the whole file
  /// @param last the file is complete with this part
  public record Part(UUID caseId, long offset, long length, boolean last) {}

  /// Checks, once the body is read, that the request was signed by whom it claims.
  @FunctionalInterface
  public interface Proof {
    /// @return false to take the bytes away again
    boolean holds(String bodyHash) throws StorageException;
  }

  /// Where an upload stands.
  ///
  /// @param caseId case the caller sends it for, null to ask as a reader
  public Answer<Standing> standing(Caller caller, FileAddress address, @Nullable UUID caseId)
      throws StorageException, IOException {
    if (caseId == null)
      return readable(caller, address)
          ? Answer.given(new Standing(length(address), true))
          : Answer.refused("FILE", "");
    if (!mine(caller, caseId)) return Answer.refused("FILE", "");
    if (belongs(address, caseId)) return Answer.given(new Standing(length(address), true));
    return Answer.given(new Standing(uploads.offset(address, caseId), false));
  }

  /// Takes a part in. Bytes that arrived before the sender broke off count.
  ///
  /// @return where it stands now; `OFFSET` when the part does not continue what is here,
  ///   `FILE_HASH` when the whole file is not what its name says (it starts again at 0),
  ///   `TOO_LARGE`, `BUSY`, `SIGNATURE`, `CUT`
  public Answer<Standing> append(
      Caller caller, FileAddress address, Part part, InputStream body, Proof proof)
      throws StorageException, IOException {
    if (!mine(caller, part.caseId())) return Answer.refused("FILE", "");
    if (part.length() < 0 || part.length() > rules.fileBytesMax() || part.offset() < 0)
      return Answer.refused("TOO_LARGE", "");
    String upload = address.text() + part.caseId();
    ReentrantLock lock = locks.get(Math.floorMod(upload.hashCode(), STRIPES));
    if (!taken(lock)) return busy();
    try {
      Optional<Uploads.Upload> claim = uploads.claim(address, part.caseId());
      if (claim.isEmpty()) return busy();
      try (Uploads.Upload claimed = claim.get()) {
        if (belongs(address, part.caseId()))
          return Answer.given(new Standing(length(address), true));
        return append(claimed, address, part, body, proof);
      }
    } catch (Uploads.Overtaken e) {
      return busy();
    } finally {
      lock.unlock();
    }
  }

  /// Takes the files of a parcel in, in their order. Each is made safe while the next one comes,
  /// and all are noted in one commit. What came before the sender broke off counts.
  ///
  /// @param caller proved to have signed the parcel's line
  /// @param body the bytes behind it
  /// @return where each stands; refused one by one with `FILE` (not the caller's business),
  ///   `OFFSET` (some of it is here: it goes on by itself), `FILE_HASH`, `BUSY` (the disk's fault
  ///   too); `CUT` for all
  /// @throws IOException when the disk failed in the midst of a file; those before it are noted
  public Answer<Parcel.Taken> append(Caller caller, Parcel parcel, InputStream body)
      throws StorageException, IOException {
    try (var incoming = new Incoming(uploads, safekeeping, parcel.files(), known(caller, parcel))) {
      boolean cut = !incoming.take(body);
      List<Came> whole = incoming.whole();
      if (!whole.isEmpty()) finished(whole);
      incoming.noted();
      incoming.rethrow();
      return cut ? Answer.refused("CUT", "") : Answer.given(new Parcel.Taken(incoming.stands()));
    }
  }

  /// Files of a parcel that are not to be taken in, by their place in it.
  private Map<Integer, Parcel.Stands> known(Caller caller, Parcel parcel) throws StorageException {
    return ledger.read(rows -> {
      var mine = new HashMap<UUID, Boolean>();
      var known = new HashMap<Integer, Parcel.Stands>();
      for (int i = 0; i < parcel.files().size(); i++) {
        Parcel.Item file = parcel.files().get(i);
        Boolean his = mine.get(file.caseId());
        if (his == null) {
          his = mine(rows, caller, file.caseId());
          mine.put(file.caseId(), his);
        }
        if (!his) known.put(i, new Parcel.Stands(0, false, "FILE"));
        else if (rows.files().belongs(file.address(), file.caseId()))
          known.put(i, new Parcel.Stands(rows.files().length(file.address()), true, null));
      }
      return known;
    });
  }

  private static Answer<Standing> busy() {
    return Answer.refused("BUSY", "another request writes this file");
  }

  private boolean taken(ReentrantLock lock) {
    try {
      return lock.tryLock(rules.waitMs(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Answer<Standing> append(
      Uploads.Upload upload, FileAddress address, Part part, InputStream body, Proof proof)
      throws StorageException, IOException {
    long here = upload.offset();
    if (here != part.offset()) return Answer.refused("OFFSET", Long.toString(here));
    long room = Math.min(rules.partBytesMax(), part.length() - here);
    Uploads.Taken taken = upload.take(body, room);
    long now = here + taken.length();
    if (taken.cut()) {
      upload.keep();
      return Answer.refused("CUT", Long.toString(now));
    }
    if (body.read() >= 0) {
      upload.drop();
      return Answer.refused("TOO_LARGE", "");
    }
    if (!proof.holds(taken.hash())) {
      upload.drop();
      return Answer.refused("SIGNATURE", "does not verify");
    }
    if (!part.last() || now != part.length()) {
      upload.keep();
      return part.last()
          ? Answer.refused("OFFSET", Long.toString(now))
          : Answer.given(new Standing(now, false));
    }
    Optional<Long> length = upload.finish();
    if (length.isEmpty()) return Answer.refused("FILE_HASH", "0");
    finished(List.of(new Came(address, part.caseId(), length.get())));
    upload.noted();
    return Answer.given(new Standing(length.get(), true));
  }

  /// A file that is safe in its place.
  ///
  /// @param caseId it was sent for; null for the server's own
  record Came(FileAddress address, @Nullable UUID caseId, long length) {}

  /// Records that name the files are handed out again, with their receipts, as one commit. Who
  /// names them is asked under the feed's counter: a push that names one meanwhile is either seen
  /// here, or sees that the file is whole.
  private void finished(List<Came> files) throws StorageException {
    ledger.write(rows -> {
      lockCases(rows, files);
      FeedRows.Head head = feed.lock(rows);
      for (Came file : files)
        rows.files().finished(file.address().text(), file.caseId(), file.length(), clock.millis());
      Collection<Held> named = naming(rows, files);
      if (!named.isEmpty()) feed.commit(rows, head, Feed.Effects.of(named));
      return true;
    });
  }

  /// In the order of their ids.
  private static Collection<Held> naming(Rows rows, List<Came> files) throws StorageException {
    var ids = new HashSet<UUID>();
    for (Came file : files) ids.addAll(rows.files().namedBy(file.address().text()));
    return new TreeMap<>(rows.records().find(ids)).values();
  }

  /// Those of the records known so far; one that comes to name a file meanwhile is not lost, its
  /// push is at worst done again.
  private static void lockCases(Rows rows, List<Came> files) throws StorageException {
    var cases = new HashSet<UUID>();
    for (Held record : naming(rows, files)) if (record.caseId() != null) cases.add(record.caseId());
    rows.records().locked(cases);
  }

  /// A file made by the server itself (a published form).
  public FileAddress add(byte[] content) throws StorageException, IOException {
    FileAddress address = stock.add(content);
    finished(List.of(new Came(address, null, content.length)));
    return address;
  }

  /// The whole content, as far as it is asked for.
  ///
  /// @param length of the file
  public record Content(long length, Source source) {
    /// Gives the bytes, in their order.
    @FunctionalInterface
    public interface Source {
      void to(OutputStream out) throws IOException;
    }
  }

  /// A whole file; empty for who must not know of it.
  public Optional<Content> open(Caller caller, FileAddress address)
      throws StorageException, IOException {
    if (!readable(caller, address)) return Optional.empty();
    return stock
        .read(address, 0, FileStock.BLOCK)
        .map(first -> new Content(first.length(), out -> send(address, first, out)));
  }

  private void send(FileAddress address, FileStock.Piece first, OutputStream out)
      throws IOException {
    FileStock.Piece piece = first;
    while (true) {
      out.write(piece.bytes());
      if (piece.last()) return;
      long next = piece.from() + piece.bytes().length;
      piece =
          stock
              .read(address, next, FileStock.BLOCK)
              .filter(more -> more.bytes().length > 0 && more.length() == first.length())
              .orElseThrow(() -> new EOFException("a file changed while it was read"));
    }
  }

  /// Bytes of a file from `from` on, at most `max`. The right to them is looked at anew for every
  /// piece: who loses the case in between gets no more.
  ///
  /// @return `FILE` for who must not know of it, `OFFSET` with its length when it is shorter
  public Answer<FileStock.Piece> piece(Caller caller, FileAddress address, long from, int max)
      throws StorageException, IOException {
    if (!readable(caller, address)) return Answer.refused("FILE", "");
    Optional<FileStock.Piece> piece = stock.read(address, from, max);
    if (piece.isEmpty()) return Answer.refused("FILE", "");
    long length = piece.get().length();
    return from > length
        ? Answer.refused("OFFSET", Long.toString(length))
        : Answer.given(piece.get());
  }

  private boolean readable(Caller caller, FileAddress address) throws StorageException {
    if (!caller.active()) return false;
    return ledger.read(rows -> {
      for (FileRows.Use use : rows.files().uses(address.text())) {
        Optional<Held> record = rows.records().find(use.record());
        if (record.isPresent()
            && names(record.get(), use.field(), address)
            && pulls.belongs(rows, record.get(), address.text())
            && shows(rows, caller, record.get(), use.field())) return true;
      }
      return false;
    });
  }

  /// Whether the record names the file now; a file it named once is read by who sees it elsewhere.
  private static boolean names(Held record, String field, FileAddress address) {
    return address.text().equals(record.fields().get(field));
  }

  private boolean shows(Rows rows, Caller caller, Held record, String field)
      throws StorageException {
    if (record.deleted()) return false;
    if (Scopes.reach(rows, caller, record.scope(), record.caseId()) != Scopes.Reach.NOW)
      return false;
    Optional<Map<String, String>> fields = pulls.visible(record, caller.role());
    return fields.map(f -> f.containsKey(field)).orElse(false);
  }

  /// Whether the caller works on the case, worked on it once, or received it for another street.
  private boolean mine(Caller caller, UUID caseId) throws StorageException {
    return ledger.read(rows -> mine(rows, caller, caseId));
  }

  private static boolean mine(Rows rows, Caller caller, UUID caseId) throws StorageException {
    Optional<Held> application = rows.records().find(caseId);
    if (application.isEmpty()) return false;
    Held a = application.get();
    return caller.staff().equals(a.madeBy())
        || Scopes.reach(rows, caller, a.scope(), caseId) != Scopes.Reach.NEVER;
  }

  private boolean belongs(FileAddress address, UUID caseId) throws StorageException {
    return ledger.read(rows -> rows.files().belongs(address.text(), caseId));
  }

  private long length(FileAddress address) throws StorageException {
    return ledger.read(rows -> rows.files().length(address.text()));
  }
}
