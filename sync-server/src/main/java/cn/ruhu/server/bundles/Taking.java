package cn.ruhu.server.bundles;

import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.db.FeedRows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.wire.Aead;
import cn.ruhu.wire.AtRest;
import cn.ruhu.wire.BundleFrames;
import cn.ruhu.wire.BundleWriter;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.OpenBundle;
import cn.ruhu.wire.OpenBundle.Piece;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireException;
import cn.ruhu.wire.Witness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One bundle, or a piece of one, while it is taken in. Not thread-safe.
final class Taking {
  /// verdicts in one receipt
  private static final int VERDICTS_MAX = 2_000;

  private final BundleDesk.Parts parts;
  private final OpenBundle bundle;
  private final Bundles.Manifest manifest;
  private final Caller author;
  private final byte[] workKey;
  private final boolean piece;
  private final TakingFiles files;

  private final List<Verdict> verdicts = new ArrayList<>();
  private final Map<String, Integer> reasons = new TreeMap<>();
  private final Set<String> stopped = new HashSet<>();
  private int ops;
  private int opsKnown;
  private int opsLeft;
  private int linesSeen;
  private int next = 1;
  private boolean end;
  private boolean sameHistory = true;

  private String journal = "";
  private String prev = "";
  private String hash = "";
  private long from;
  private int bytes;
  private final List<byte[]> run = new ArrayList<>();

  Taking(BundleDesk.Parts parts, OpenBundle bundle, Caller author, byte[] workKey, boolean piece) {
    this.parts = parts;
    this.bundle = bundle;
    this.manifest = bundle.manifest();
    this.author = author;
    this.workKey = workKey;
    this.piece = piece;
    this.files = new TakingFiles(parts.files(), author, workKey, this::left);
  }

  private void left(String why) {
    reasons.merge(why, 1, Integer::sum);
  }

  BundleDesk.Outcome run() throws StorageException, IOException {
    sameHistory =
        parts
            .database()
            .read(tx -> parts.feed().sameLineage(tx, manifest.witness(), manifest.cursors()));
    for (Piece p = bundle.next(); p != null; p = bundle.next()) {
      next = Math.max(next, p.number() + 1);
      if (!(p instanceof Piece.Line)) push();
      switch (p) {
        case Piece.Line(_, BundleWriter.SealedLine line) -> line(line);
        case Piece.File(int n, BundleWriter.SealedFacts file) -> files.begin(n, file);
        case Piece.Segment(int n, byte[] sealed) -> files.segment(n, sealed);
        case Piece.End _ -> {
          files.end();
          end = true;
        }
        case Piece.Damaged(var kind, int n) -> {
          if (kind == BundleFrames.Kind.LINE) {
            linesSeen++;
            opsLeft++;
          }
          left("ALTERED");
          files.damaged(kind, n);
        }
      }
    }
    push();
    if (piece) next = Math.max(next, files.pause());
    else files.end();
    return outcome();
  }

  private BundleDesk.Outcome outcome() throws StorageException {
    if (!piece && (!end || bundle.broken())) left("CUT");
    var counts =
        new Bundles.BundleCounts(
            ops, opsKnown, opsLeft, files.taken(), files.known(), files.left());
    return new BundleDesk.Outcome(
        manifest.bundle(),
        java.util.Optional.empty(),
        next,
        end,
        counts,
        piece ? 0 : Math.max(0, manifest.ops() - linesSeen),
        piece ? 0 : Math.max(0, manifest.files() - files.seen()),
        reasons,
        receipts());
  }

  private void line(BundleWriter.SealedLine line) throws StorageException {
    linesSeen++;
    byte[] open;
    try {
      open = Aead.open(workKey, AtRest.line(line.opId()), line.sealed());
    } catch (WireException e) {
      leave(1, "ALTERED");
      return;
    }
    if (!Chain.next(line.prev(), open).equals(line.hash())) {
      leave(1, "CHAIN");
      return;
    }
    boolean follows =
        !run.isEmpty()
            && line.journal().equals(journal)
            && line.jseq() == from + run.size()
            && line.prev().equals(hash);
    boolean fits =
        run.size() < Protocol.PUSH_OPS_MAX && bytes + open.length < Protocol.PUSH_BYTES_MAX;
    if (!follows || !fits) push();
    if (run.isEmpty()) {
      journal = line.journal();
      from = line.jseq();
      prev = line.prev();
      bytes = 0;
    }
    hash = line.hash();
    bytes += open.length + 1;
    run.add(open);
  }

  private void leave(int n, String why) {
    opsLeft += n;
    for (int i = 0; i < n; i++) left(why);
  }

  /// Lines that follow one another, as their author would have pushed them. A machine that had seen
  /// another history says nothing of what it had seen: its work is taken by the values it carries.
  private void push() throws StorageException {
    if (run.isEmpty()) return;
    List<byte[]> lines = List.copyOf(run);
    run.clear();
    if (stopped.contains(journal)) {
      leave(lines.size(), "GAP");
      return;
    }
    Witness witness = sameHistory ? manifest.witness() : null;
    Map<String, Cursor> cursors = sameHistory ? manifest.cursors() : Map.of();
    long before = head().seq();
    switch (parts.inbox().push(author, PushBody.of(journal, from, prev, lines, witness, cursors))) {
      case Answer.Given<PushReply>(PushReply reply) -> {
        for (Verdict v : reply.verdicts()) {
          if (v.seq() > before) ops++;
          else opsKnown++;
        }
        verdicts.addAll(reply.verdicts());
      }
      case Answer.Refused<PushReply>(Refusal refusal) -> {
        stopped.add(journal);
        leave(lines.size(), refusal.code());
      }
    }
  }

  private FeedRows.Head head() throws StorageException {
    return parts.database().read(tx -> parts.feed().head(tx));
  }

  private List<Bundles.SealedReceipt> receipts() throws StorageException {
    var out = new ArrayList<Bundles.SealedReceipt>();
    List<Bundles.FileReceipt> held = files.receipts();
    if (verdicts.isEmpty() && held.isEmpty()) return out;
    Witness now = head().witness();
    Map<String, String> points = before(now);
    int at = 0;
    do {
      int to = piece ? verdicts.size() : Math.min(verdicts.size(), at + VERDICTS_MAX);
      out.add(receipt(now, points, verdicts.subList(at, to), held));
      held = List.of();
      at = to;
    } while (at < verdicts.size());
    return out;
  }

  /// Hashes of the newest commits: what the machine heard a moment ago is known to be of this
  /// history.
  private Map<String, String> before(Witness now) throws StorageException {
    return parts
        .database()
        .read(tx -> {
          var out = new TreeMap<String, String>();
          for (long seq = Math.max(1, now.seq() - Bundles.POINTS); seq < now.seq(); seq++) {
            var hash = tx.feed().hashAt(seq);
            if (hash.isPresent()) out.put(Long.toString(seq), hash.get());
          }
          return out;
        });
  }

  private Bundles.SealedReceipt receipt(
      Witness now, Map<String, String> points, List<Verdict> some, List<Bundles.FileReceipt> held) {
    @Nullable Witness seen = manifest.witness();
    var receipt =
        new Bundles.Receipt(
            manifest.bundle(),
            manifest.device(),
            manifest.staff(),
            manifest.resets(),
            seen,
            sameHistory,
            now,
            parts.clock().millis(),
            points,
            some,
            held);
    return Bundles.seal(receipt, parts.key(), workKey, parts.random());
  }
}
