package cn.ruhu.store;

import cn.ruhu.casefile.Ids;
import cn.ruhu.wire.AtRest;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.LateNews;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the person did, one line an act, chained by hash: the exact bytes that are sent, sealed
/// under the work key. A line is never edited; sending never deletes it. It goes only when the
/// district has taken it, a pull showed it, every file it names has a receipt, and the oldest
/// backup that may still be restored holds it (SYNC §4.6). Thread-safe.
public final class Journal {
  private final Db db;
  private final Keyring keys;
  private final View view;
  private final StoredFiles files;
  private final Author author;
  private final Batches batches;
  private final JournalIndex entries = new JournalIndex();

  /// Who writes, where and by which clocks.
  record Author(UUID user, UUID device, StoreOptions options, InstantSource clock, Ids ids) {}

  /// End of the chain: the journal that is written now.
  private record Head(String journal, long next, String hash) {}

  Journal(Db db, Keyring keys, View view, StoredFiles files, Author author) throws StoreException {
    this.db = db;
    this.keys = keys;
    this.view = view;
    this.files = files;
    this.author = author;
    this.batches = new Batches(db, keys);
    db.act("starting the journal", this::load);
  }

  private void load(Connection c) throws SQLException, StoreException {
    if (Db.meta(c, "journal") == null) begin(c);
    try (PreparedStatement p =
            c.prepareStatement(
                "SELECT n, jid, jseq, op_id, body, state, ack, late, ack_verdict, ack_seq"
                    + " FROM journal ORDER BY n");
        ResultSet r = p.executeQuery()) {
      while (r.next()) {
        UUID opId = UUID.fromString(r.getString(4));
        byte[] line = keys.open(bodyAad(opId), r.getBytes(5));
        byte[] late = r.getBytes(8);
        try {
          Verdict verdict = verdict(opId, r.getBytes(7), r.getString(9), r.getLong(10));
          remember(
              new JournalEntry(
                  r.getLong(1),
                  r.getString(2),
                  OpCodec.read(line),
                  line.length,
                  JournalEntry.State.valueOf(r.getString(6)),
                  verdict,
                  late == null
                      ? null
                      : Messages.read(keys.open(Keyring.aad("late", opId), late), LateNews.class)));
        } catch (WireException e) {
          throw new StoreException(StoreException.Code.CORRUPT, "a journal line", e);
        }
      }
    }
  }

  /// @param ack its text, sealed; null when it says no more than kind and commit
  /// @param kind null when there is none
  private @Nullable Verdict verdict(
      UUID opId, byte @Nullable [] ack, @Nullable String kind, long seq)
      throws StoreException, WireException {
    if (ack != null) return Messages.read(keys.open(Keyring.aad("ack", opId), ack), Verdict.class);
    return kind == null ? null : Verdict.of(opId, Verdict.Kind.valueOf(kind), seq);
  }

  static byte[] bodyAad(UUID opId) {
    return AtRest.line(opId);
  }

  private void begin(Connection c) throws SQLException {
    byte[] id = new byte[16];
    keys.random().nextBytes(id);
    String journal = cn.ruhu.wire.Hashes.hex(id);
    setHead(c, new Head(journal, 1, Chain.start(journal)));
  }

  private static Head head(Connection c) throws SQLException {
    return new Head(
        String.valueOf(Db.meta(c, "journal")),
        Long.parseLong(String.valueOf(Db.meta(c, "journal.next"))),
        String.valueOf(Db.meta(c, "journal.hash")));
  }

  private static void setHead(Connection c, Head head) throws SQLException {
    Db.setMeta(c, "journal", head.journal());
    Db.setMeta(c, "journal.next", Long.toString(head.next()));
    Db.setMeta(c, "journal.hash", head.hash());
  }

  private void remember(JournalEntry entry) {
    entries.put(entry);
    view.op(entry);
  }

  private void forget(JournalEntry entry) {
    entries.remove(entry);
    view.forgetOp(entry);
  }

  /// Appends the op, ties its files to it and drops its drafts, in one transaction.
  JournalEntry save(NewOp made, long serverTime, Drafts drafts, Collection<String> finished)
      throws StoreException {
    var changes = made.changes().stream().map(OpCodec::change).toList();
    var cases = new LinkedHashSet<UUID>();
    for (var ch : made.changes()) if (ch.caseId() != null) cases.add(ch.caseId());
    synchronized (db) {
      List<String> names = files.names(made.files(), cases);
      JournalEntry entry =
          db.write(
              "saving an act",
              c -> {
                Op op =
                    new Op(
                        author.ids().next(),
                        head(c).next(),
                        author.user(),
                        author.device(),
                        author.options().app(),
                        Op.SCHEMA,
                        made.kind(),
                        made.reason(),
                        author.clock().millis(),
                        author.options().monotonicMs().getAsLong(),
                        serverTime,
                        made.atomic(),
                        changes,
                        made.files());
                JournalEntry added = append(c, op);
                for (String name : names)
                  Db.run(c, "INSERT INTO journal_file VALUES (?, ?)", added.n(), name);
                for (String key : finished) drafts.remove(c, key);
                CaseLines.mark(c, cases);
                return added;
              });
      remember(entry);
      return entry;
    }
  }

  private static byte[] line(Op op) throws StoreException {
    try {
      return OpCodec.write(op);
    } catch (WireException e) {
      throw new StoreException(StoreException.Code.TOO_LARGE, "an act of too many bytes", e);
    }
  }

  private JournalEntry append(Connection c, Op op) throws SQLException, StoreException {
    Head head = head(c);
    byte[] line = line(op);
    String hash = Chain.next(head.hash(), line);
    Db.run(
        c,
        """
        INSERT INTO journal (jid, jseq, op_id, body, length, prev_hash, hash, state,
          created_wall, created_mono) VALUES (?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?)
        """,
        head.journal(),
        head.next(),
        op.opId().toString(),
        keys.seal(bodyAad(op.opId()), line),
        line.length,
        head.hash(),
        hash,
        op.wall(),
        op.mono());
    long n = Db.number(c, "SELECT last_insert_rowid()");
    setHead(c, new Head(head.journal(), head.next() + 1, hash));
    return new JournalEntry(
        n, head.journal(), op, line.length, JournalEntry.State.PENDING, null, null);
  }

  /// Every kept op, oldest first.
  public List<JournalEntry> entries() {
    return entries.all();
  }

  /// Every op without a verdict, oldest first.
  List<JournalEntry> waiting() {
    return entries.waiting();
  }

  /// Counts whatever changes.
  long moves() {
    return entries.moves();
  }

  public Optional<JournalEntry> entry(UUID opId) {
    return entries.of(opId);
  }

  /// Id of the journal that is written now, 32 hex digits.
  public String id() throws StoreException {
    return db.read("reading the journal id", c -> head(c).journal());
  }

  /// Number of the last line of the journal that is written now; 0 before the first.
  public long last() throws StoreException {
    return db.read("reading the journal head", c -> head(c).next() - 1);
  }

  /// Ids of all journals of which a line is kept, and the current one.
  public Set<String> ids() throws StoreException {
    var out = new LinkedHashSet<String>();
    entries().forEach(e -> out.add(e.journal()));
    out.add(id());
    return out;
  }

  /// The line exactly as it was journalled; empty when it is not kept any more.
  public Optional<byte[]> bytes(UUID opId) throws StoreException {
    byte @Nullable [] sealed =
        db.read(
            "reading a journal line",
            c -> {
              try (PreparedStatement p =
                  c.prepareStatement("SELECT body FROM journal WHERE op_id = ?")) {
                p.setString(1, opId.toString());
                try (ResultSet r = p.executeQuery()) {
                  return r.next() ? r.getBytes(1) : null;
                }
              }
            });
    return sealed == null ? Optional.empty() : Optional.of(keys.open(bodyAad(opId), sealed));
  }

  /// The oldest ops that wait, without a gap; empty when none does. The first op always goes,
  /// however large.
  public Optional<Batch> pending(int opsMax, int bytesMax) throws StoreException {
    return batches.first(opsMax, bytesMax);
  }

  /// As [#pending], of one journal from a line on; read beside whatever is written meanwhile.
  ///
  /// @param fromSeq jseq of the first line
  public Optional<Batch> pendingFrom(String journal, long fromSeq, int opsMax, int bytesMax)
      throws StoreException {
    return batches.from(journal, fromSeq, opsMax, bytesMax);
  }

  /// Whether the oldest op that waits is this line.
  ///
  /// @param fromSeq its jseq
  public boolean waitsAt(String journal, long fromSeq) throws StoreException {
    return batches.beginAt(journal, fromSeq);
  }

  /// Starts a new journal and moves every op that waits into it, with the same op ids: the server
  /// knows more of the old journal than this machine does (an older disk image came back, or the
  /// same image runs twice).
  public void restart() throws StoreException {
    synchronized (db) {
      var moved = new ArrayList<JournalEntry>();
      db.act(
          "starting a new journal",
          c -> {
            begin(c);
            for (JournalEntry e : waiting()) moved.add(move(c, e));
          });
      moved.forEach(this::remember);
    }
  }

  private JournalEntry move(Connection c, JournalEntry e) throws SQLException, StoreException {
    Head head = head(c);
    Op o = e.op();
    Op op =
        new Op(
            o.opId(),
            head.next(),
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
    byte[] line = line(op);
    String hash = Chain.next(head.hash(), line);
    Db.run(
        c,
        "UPDATE journal SET jid = ?, jseq = ?, body = ?, length = ?, prev_hash = ?, hash = ?"
            + " WHERE n = ?",
        head.journal(),
        head.next(),
        keys.seal(bodyAad(op.opId()), line),
        line.length,
        head.hash(),
        hash,
        e.n());
    setHead(c, new Head(head.journal(), head.next() + 1, hash));
    return new JournalEntry(e.n(), head.journal(), op, line.length, e.state(), null, e.late());
  }

  /// Ops the district holds back until what they build on has come, oldest first.
  public List<UUID> deferred() {
    return entries.asking().stream()
        .filter(JournalEntry::isDeferred)
        .map(JournalEntry::opId)
        .toList();
  }

  /// Ops that came too late and of which something is still to become, oldest first.
  public List<UUID> late() {
    return entries.asking().stream()
        .filter(JournalEntry::asksForNews)
        .map(JournalEntry::opId)
        .toList();
  }

  /// Writes what a page tells of ops that waited or came too late; news of others is ignored.
  List<JournalEntry> answered(Connection c, cn.ruhu.wire.PullReply page) throws SQLException {
    List<JournalEntry> out = acknowledge(c, page.told());
    out.addAll(told(c, page.late()));
    return out;
  }

  private List<JournalEntry> told(Connection c, List<LateNews> news) throws SQLException {
    var out = new ArrayList<JournalEntry>();
    for (LateNews n : news) {
      Optional<JournalEntry> e = entry(n.opId());
      if (e.isEmpty() || !e.get().asksForNews() || n.equals(e.get().late())) continue;
      Db.run(
          c,
          "UPDATE journal SET late = ? WHERE n = ?",
          keys.seal(Keyring.aad("late", n.opId()), Messages.write(n)),
          e.get().n());
      out.add(e.get().with(n));
    }
    return out;
  }

  /// Writes the verdicts of ops that wait, here or at the district; a verdict for any other op is
  /// an echo and ignored.
  List<JournalEntry> acknowledge(Connection c, List<Verdict> verdicts) throws SQLException {
    var out = new ArrayList<JournalEntry>();
    try (PreparedStatement p =
        c.prepareStatement(
            "UPDATE journal SET state = 'ACKNOWLEDGED', ack_verdict = ?, ack_seq = ?, ack = ?"
                + " WHERE n = ?")) {
      for (Verdict v : verdicts) {
        Optional<JournalEntry> e = entry(v.opId());
        if (e.isEmpty() || (e.get().state() != JournalEntry.State.PENDING && !e.get().isDeferred()))
          continue;
        byte @Nullable [] ack =
            v.saysNoMore() ? null : keys.seal(Keyring.aad("ack", v.opId()), Messages.write(v));
        Db.bind(p, v.verdict().name(), v.seq(), ack, e.get().n());
        p.executeUpdate();
        out.add(e.get().with(JournalEntry.State.ACKNOWLEDGED, v));
      }
    }
    return out;
  }

  /// Marks what every held cursor has passed.
  ///
  /// @param copySeq newest commit of a record as this transaction leaves it
  List<JournalEntry> reflect(Connection c, long lowestCursor, CopySeq copySeq) throws SQLException {
    var out = new ArrayList<JournalEntry>();
    try (PreparedStatement p =
        c.prepareStatement("UPDATE journal SET state = 'REFLECTED' WHERE n = ?")) {
      for (JournalEntry e : entries.answered(JournalEntry.State.ACKNOWLEDGED, lowestCursor)) {
        Verdict verdict = e.verdict();
        if (verdict == null || (e.isDeferred() && !taken(c, e, verdict.seq(), copySeq))) continue;
        Db.bind(p, e.n());
        p.executeUpdate();
        out.add(e.with(JournalEntry.State.REFLECTED, verdict));
      }
    }
    return out;
  }

  /// Newest commit of a record's server copy.
  interface CopySeq {
    long of(Connection c, UUID id) throws SQLException;
  }

  /// A deferred op is in once every record it touches came back newer than its verdict.
  private static boolean taken(Connection c, JournalEntry e, long seq, CopySeq copySeq)
      throws SQLException {
    for (var change : e.op().changes()) {
      if (copySeq.of(c, change.id()) <= seq) return false;
    }
    return true;
  }

  /// Deletes what is reflected, at or before `safeSeq`, with a receipt for every file. What the
  /// district did not take stays for its author to read.
  List<JournalEntry> prune(Connection c, long safeSeq) throws SQLException {
    var out = new ArrayList<JournalEntry>();
    try (PreparedStatement p = c.prepareStatement("DELETE FROM journal WHERE n = ?")) {
      for (JournalEntry e : entries.answered(JournalEntry.State.REFLECTED, safeSeq)) {
        if (e.untaken()) continue;
        if (e.isDeferred()) continue; // its author is still to be told what became of it
        if (!files.allVerified(e.op().files())) continue;
        Db.bind(p, e.n());
        p.executeUpdate();
        out.add(e);
      }
    }
    return out;
  }

  /// Voids every answer: all kept ops wait again, and dedupe at the server gives their true
  /// verdicts.
  List<JournalEntry> unacknowledge(Connection c) throws SQLException {
    Db.run(
        c,
        "UPDATE journal SET state = 'PENDING', ack_verdict = NULL, ack_seq = 0, ack = NULL,"
            + " late = NULL"
            + " WHERE state <> 'PENDING'");
    return entries().stream()
        .filter(e -> e.state() != JournalEntry.State.PENDING)
        .map(e -> e.with(JournalEntry.State.PENDING, null))
        .toList();
  }

  void committed(List<JournalEntry> changed, List<JournalEntry> pruned) {
    changed.forEach(this::remember);
    pruned.forEach(this::forget);
  }

  /// Walks the chain over the exact bytes of every kept line.
  ///
  /// @return op ids whose line does not fit, none when all is well
  public List<UUID> verify() throws StoreException {
    return db.read(
        "checking the chain",
        c -> {
          var bad = new ArrayList<UUID>();
          var last = new HashMap<String, Head>();
          try (PreparedStatement p =
                  c.prepareStatement(
                      "SELECT jid, jseq, op_id, body, prev_hash, hash FROM journal"
                          + " ORDER BY jid, jseq");
              ResultSet r = p.executeQuery()) {
            while (r.next()) {
              UUID opId = UUID.fromString(r.getString(3));
              String prev = r.getString(5);
              String hash = r.getString(6);
              byte[] line = keys.open(bodyAad(opId), r.getBytes(4));
              Head before = last.get(r.getString(1));
              boolean follows =
                  before == null || before.next() != r.getLong(2) || before.hash().equals(prev);
              if (!follows || !Chain.next(prev, line).equals(hash)) bad.add(opId);
              last.put(r.getString(1), new Head(r.getString(1), r.getLong(2) + 1, hash));
            }
          }
          return bad;
        });
  }
}
