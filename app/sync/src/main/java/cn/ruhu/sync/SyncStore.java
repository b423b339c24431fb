package cn.ruhu.sync;

import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushLines;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Witness;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the protocol needs of a place where work is kept (SYNC §4.2, §4.6). Every method is one
/// durable transaction. A method that takes a [Place] is a compare-and-set: it happens only when
/// request number, witness and cursors are still the ones that were sent, uses the request number
/// up, and otherwise answers false and changes nothing. So an answer that is late, doubled or from
/// before a restart can do no harm.
public interface SyncStore {

  /// Where this client stands.
  ///
  /// @param witness highest point of the server's history ever seen, null for never
  /// @param cursors how far each scope was pulled
  /// @param request number of the newest request; answers to older ones are void
  /// @param snapshots scopes that are being fetched from the beginning, with the commit the server
  ///   stood at when that began
  /// @param compare scopes whose digest is due
  /// @param doubts scopes that were not what the district holds
  record Place(
      @Nullable Witness witness,
      Map<String, Cursor> cursors,
      long request,
      Map<String, Long> snapshots,
      List<String> compare,
      List<String> doubts) {
    public Place {
      cursors = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(cursors));
      snapshots = Map.copyOf(snapshots);
      compare = List.copyOf(compare);
      doubts = List.copyOf(doubts);
    }

    /// Where nothing is fetched anew and nothing compared.
    public Place(@Nullable Witness witness, Map<String, Cursor> cursors, long request) {
      this(witness, cursors, request, Map.of(), List.of(), List.of());
    }
  }

  /// Ops of one journal that wait, in order and without a gap, as exact bytes.
  ///
  /// @param ready the lines as a push takes them
  record Batch(PushLines ready, List<byte[]> lines, List<UUID> opIds) {
    public Batch {
      lines = List.copyOf(lines);
      opIds = List.copyOf(opIds);
      if (lines.size() != opIds.size() || lines.isEmpty())
        throw new IllegalArgumentException("one id for each line");
    }

    /// @param fromSeq jseq of the first
    /// @param prevHash chain hash before the first
    public Batch(
        String journal, long fromSeq, String prevHash, List<byte[]> lines, List<UUID> opIds) {
      this(PushLines.of(journal, fromSeq, prevHash, lines, opIds), lines, opIds);
    }

    public String journal() {
      return ready.journal();
    }

    public long fromSeq() {
      return ready.fromSeq();
    }

    public String prevHash() {
      return ready.prevHash();
    }
  }

  /// A file that has no receipt yet.
  ///
  /// @param need lower goes first: signatures and identity papers before the rest
  /// @param sent bytes the server was last known to hold
  record PendingFile(String address, UUID caseId, long length, int need, long sent) {}

  /// A file of the district that this person's machine should have and has not: a published form,
  /// or a page made on another machine.
  ///
  /// @param address what the bytes must hash to
  /// @param caseId application it belongs to; for a form, the record that names it
  /// @param scope held scope whose key it lies under and with which it goes
  /// @param mime as the record says
  record WantedFile(String address, UUID caseId, String scope, String mime) {}

  /// What became of a fetched file.
  enum Taken {
    KEPT,
    /// the bytes are not that file; nothing of them is kept
    OTHER_BYTES,
    /// its scope is not held any more; nothing of it is kept
    NO_SCOPE
  }

  /// What has not reached the district.
  ///
  /// @param bytes ops before compression, and what is left of the files
  record Waiting(int ops, int files, long bytes) {}

  /// Begins a request: every earlier answer is void from now on.
  Place ask() throws StoreException;

  /// Ops the district holds back until what they build on has come, and behind them those that came
  /// too late and wait for a supervisor, each oldest first; a pull asks what became of them.
  List<UUID> deferred() throws StoreException;

  /// The oldest ops without a verdict, all of one journal.
  ///
  /// @param maxOps at least 1
  /// @param maxBytes sum of the lines; the first line is given even if it is longer alone
  Optional<Batch> pending(int maxOps, int maxBytes) throws StoreException;

  /// What goes behind this batch, where it is made ready meanwhile; waits for that. It is a guess:
  /// only [#pending] says what is to be sent.
  ///
  /// @param now what [#pending] gave last
  default Optional<Batch> behind(Batch now) {
    return Optional.empty();
  }

  /// Writes a verdict to each op, moves the witness, forgets ops that are reflected and not newer
  /// than `safeSeq`.
  ///
  /// @param reply one verdict for every line of `batch`, in order
  boolean acknowledge(Place asked, Batch batch, PushReply reply) throws StoreException;

  /// Takes a page in: records, exits, cursors, revoked scopes, receipts, files asked for again,
  /// witness, `safeSeq`.
  boolean apply(Place asked, PullReply page) throws StoreException;

  /// The server's history is another one: drops server copies, cursors, every verdict and every
  /// receipt. No op and no file is lost.
  ///
  /// @param now the server's own point
  boolean resetLineage(Place asked, Witness now) throws StoreException;

  /// The journal has a twin or a hole at the server: a new journal id for all ops without a
  /// verdict, with the same op ids, in the same order.
  boolean fork(Place asked) throws StoreException;

  /// Files whose op the server has taken in and that have no receipt.
  List<PendingFile> pendingFiles() throws StoreException;

  /// Bytes from `offset` on, at most `max`.
  byte[] part(PendingFile file, long offset, int max) throws StoreException;

  /// How much of a file the server holds.
  void fileAt(PendingFile file, long offset) throws StoreException;

  /// Published forms to fetch, the newest record first; none twice.
  List<WantedFile> wanted() throws StoreException;

  /// Keeps a fetched file.
  ///
  /// @param content read to its end
  Taken fetched(WantedFile file, InputStream content) throws StoreException;

  /// The server signed that it holds these files whole and that their hashes are right. This is the
  /// receipt for who is not shown the record any more, as a pair after its visit.
  void filesVerified(List<PendingFile> files) throws StoreException;

  Waiting waiting() throws StoreException;
}
