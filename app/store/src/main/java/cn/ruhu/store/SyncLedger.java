package cn.ruhu.store;

import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What this person's store knows of the server: the highest point ever seen, how far each scope
/// was pulled, and which answers it still waits for. An answer is applied in one transaction, by
/// compare-and-set, once: stale, doubled and overtaken answers change nothing (SYNC §4.5, hole 5).
/// Thread-safe.
public final class SyncLedger {
  private final Db db;
  private final Keyring keys;
  private final View view;
  private final Copies copies;
  private final Journal journal;
  private final StoredFiles files;
  private final Consumer<StoreChange> changed;
  private final Arrivals arrivals;
  private final SkewSeen skew;
  private volatile Snapshot now;
  private volatile boolean locked;

  /// A place in the conversation with the server. The request that is sent carries its witness and
  /// cursors; the answer is applied only if nothing was applied since.
  ///
  /// @param witness null before the first answer
  /// @param snapshots scopes that are being fetched from the beginning, with the commit the server
  ///   stood at when that began
  /// @param compare scopes whose digest is due
  /// @param doubts scopes whose copies were not what the district holds
  public record Ticket(
      long requestNo,
      @Nullable Witness witness,
      Map<String, Cursor> cursors,
      Map<String, Long> snapshots,
      List<String> compare,
      Set<String> doubts) {
    public Ticket {
      cursors = Map.copyOf(cursors);
      snapshots = Map.copyOf(snapshots);
      compare = List.copyOf(compare);
      doubts = Set.copyOf(doubts);
    }

    private Ticket next(Witness highest) {
      return new Ticket(requestNo + 1, highest, cursors, snapshots, compare, doubts);
    }
  }

  /// What became of an answer.
  public enum Outcome {
    APPLIED,
    /// something else was applied since the ticket was taken: ask again
    STALE
  }

  private record Snapshot(Ticket ticket, long safeSeq, long grantUntil, long serverTime) {}

  /// What a transaction leaves to do in memory once it is committed.
  private static final class After {
    final List<View.Copy> copies = new ArrayList<>();
    final Set<UUID> gone = new HashSet<>();
    final Set<String> revoked = new TreeSet<>();
    final Set<UUID> cases = new HashSet<>();
    final List<JournalEntry> ops = new ArrayList<>();
    final List<JournalEntry> pruned = new ArrayList<>();
    final List<KeptFile.Row> files = new ArrayList<>();
    final List<KeptFile.Row> filesGone = new ArrayList<>();
    final Set<String> newKeys = new TreeSet<>();
    final Set<String> arrived = new TreeSet<>();
    final Set<String> lost = new TreeSet<>();

    /// something that belongs to no case is another: a colleague's name stands in many of them
    boolean shared;
  }

  /// What the store holds that an answer changes.
  record Held(View view, Copies copies, Journal journal, StoredFiles files) {}

  SyncLedger(Db db, Keyring keys, Held held, InstantSource clock, Consumer<StoreChange> changed)
      throws StoreException {
    this.skew = new SkewSeen(db, clock);
    this.db = db;
    this.keys = keys;
    this.view = held.view();
    this.copies = held.copies();
    this.journal = held.journal();
    this.files = held.files();
    this.changed = changed;
    this.arrivals = new Arrivals(db, keys);
    this.now = db.write("reading the sync state", SyncLedger::read);
  }

  private static Snapshot read(Connection c) throws SQLException {
    Map<String, ScopeRows.State> states = ScopeRows.states(c);
    var cursors = new TreeMap<String, Cursor>();
    var snapshots = new TreeMap<String, Long>();
    states.forEach((scope, state) -> {
      cursors.put(scope, state.cursor());
      if (state.snapshotAt() > 0) snapshots.put(scope, state.snapshotAt());
    });
    try (PreparedStatement p =
            c.prepareStatement(
                "SELECT epoch, witness_seq, witness_hash, safe_seq, request_no, grant_until,"
                    + " server_time FROM sync_state");
        ResultSet r = p.executeQuery()) {
      if (!r.next()) throw new SQLException("sync_state has no row");
      String epoch = r.getString(1);
      Witness w =
          epoch == null ? null : new Witness(epoch, r.getLong(2), String.valueOf(r.getString(3)));
      var ticket =
          new Ticket(
              r.getLong(5),
              w,
              cursors,
              snapshots,
              ScopeRows.due(states, r.getLong(7)),
              ScopeRows.doubts(c));
      return new Snapshot(ticket, r.getLong(4), r.getLong(6), r.getLong(7));
    }
  }

  private static void save(Connection c, Snapshot s) throws SQLException {
    Witness w = s.ticket().witness();
    Db.run(
        c,
        "UPDATE sync_state SET epoch = ?, witness_seq = ?, witness_hash = ?, safe_seq = ?,"
            + " request_no = ?, grant_until = ?, server_time = ?",
        w == null ? null : w.epoch(),
        w == null ? 0L : w.seq(),
        w == null ? null : w.hash(),
        s.safeSeq(),
        s.ticket().requestNo(),
        s.grantUntil(),
        s.serverTime());
  }

  /// What the next request says and what its answer will be compared with.
  public Ticket ticket() {
    return now.ticket();
  }

  /// Highest point of the server's history this store ever saw, null for never.
  public @Nullable Witness witness() {
    return ticket().witness();
  }

  public Map<String, Cursor> cursors() {
    return now.ticket().cursors();
  }

  /// Scopes whose copies are held.
  public Set<String> scopes() {
    return keys.scopes();
  }

  /// Ops acknowledged up to this commit are in every backup that may still be restored.
  public long safeSeq() {
    return now.safeSeq();
  }

  /// Pulled copies lock after this (milliseconds since 1970, 0 for never); own work never does.
  public long grantUntil() {
    return now.grantUntil();
  }

  /// Newest server time this store has seen, milliseconds since 1970, 0 for never.
  public long serverTime() {
    return now.serverTime();
  }

  /// How this machine's clock stood against the server's when it was last heard.
  public ClockSkew clockSkew() {
    return skew.last();
  }

  /// Takes over what a sign-in at the server granted; scopes not among them are revoked.
  public void granted(Collection<String> scopes, long until, long serverTime)
      throws StoreException {
    synchronized (db) {
      After after = new After();
      Snapshot next =
          apply(
              "taking over the grants",
              after,
              c -> {
                Snapshot s = now;
                scopes(c, scopes, after);
                var moved =
                    new Snapshot(
                        s.ticket(), s.safeSeq(), until, Math.max(s.serverTime(), serverTime));
                save(c, moved);
                skew.heard(c, serverTime);
                return read(c);
              });
      commit(next, after);
      if (locked) load();
    }
    changed.accept(StoreChange.EVERYTHING);
  }

  /// Whether pulled copies are locked because the grants ran out; own work never is.
  public boolean locked() {
    return locked;
  }

  /// Shows the pulled copies, unless the grants ran out before `at`.
  void show(java.time.Instant at) throws StoreException {
    synchronized (db) {
      locked = now.grantUntil() > 0 && at.toEpochMilli() > now.grantUntil();
      if (!locked) load();
    }
  }

  private void load() throws StoreException {
    var damaged = new TreeMap<String, String>();
    db.act("opening pulled copies", c -> copies.open(c, damaged));
    if (!damaged.isEmpty()) now = db.write("leaving damaged copies", c -> anew(c, damaged));
    locked = false;
  }

  private Snapshot anew(Connection c, Map<String, String> damaged) throws SQLException {
    for (String id : damaged.keySet()) Db.run(c, "DELETE FROM record WHERE id = ?", id);
    Set<String> scopes = Set.copyOf(damaged.values());
    for (String scope : scopes) ScopeRows.doubt(c, scope);
    try (var statements = new Statements(c)) {
      var news = new ReceivedRows(c, statements);
      news.differed(scopes.size());
      news.keep(now.ticket().requestNo(), now.serverTime());
    }
    return read(c);
  }

  /// Applies the answer to a push.
  public Outcome pushed(Ticket ticket, PushReply reply) throws StoreException {
    StoreChange change;
    synchronized (db) {
      if (!current(ticket, reply.witness())) return Outcome.STALE;
      After after = new After();
      Snapshot next =
          db.write(
              "applying verdicts",
              c -> {
                after.ops.addAll(journal.acknowledge(c, reply.verdicts()));
                touched(c, after);
                save(c, step(reply.witness(), reply.safeSeq(), reply.serverTime()));
                return read(c);
              });
      change = commit(next, after);
      settle();
    }
    changed.accept(change);
    return Outcome.APPLIED;
  }

  /// Reflects, prunes and leaves damaged copies in transactions of their own: a crash between
  /// leaves work for the next time, never a wrong state.
  private void settle() throws StoreException {
    After after = new After();
    db.act(
        "settling the journal",
        c -> {
          after.ops.addAll(journal.reflect(c, lowest(now.ticket()), CopyRows::seqOf));
          touched(c, after);
        });
    journal.committed(after.ops, List.of());
    After pruned = new After();
    db.act("pruning the journal", c -> pruned.pruned.addAll(journal.prune(c, now.safeSeq())));
    journal.committed(List.of(), pruned.pruned);
    if (copies.hasDamaged())
      now =
          db.write(
              "leaving damaged copies",
              c -> {
                Map<String, String> damaged = copies.takeDamaged(c);
                return damaged.isEmpty() ? now : anew(c, damaged);
              });
  }

  /// Without a cursor nothing was ever pulled, so nothing is reflected.
  private static long lowest(Ticket t) {
    if (!t.cursors().keySet().containsAll(t.doubts())) return -1;
    return t.cursors().values().stream().mapToLong(Cursor::seq).min().orElse(-1);
  }

  private boolean current(Ticket ticket, Witness answer) {
    Ticket t = now.ticket();
    return t.equals(ticket) && (t.witness() == null || t.witness().epoch().equals(answer.epoch()));
  }

  /// Keys made in a transaction that fails are forgotten with it.
  private Snapshot apply(String what, After after, Db.Work<Snapshot> work) throws StoreException {
    boolean done = false;
    try {
      Snapshot next = db.write(what, work);
      done = true;
      return next;
    } finally {
      if (!done) after.newKeys.forEach(keys::forget);
    }
  }

  private Snapshot step(Witness seen, long safeSeq, long serverTime) {
    Witness w = now.ticket().witness();
    Witness highest = w == null || seen.seq() >= w.seq() ? seen : w;
    return new Snapshot(
        now.ticket().next(highest),
        safeSeq,
        now.grantUntil(),
        Math.max(now.serverTime(), serverTime));
  }

  /// What the district brought and this person had not done, newest first: the last 2,000 lines.
  public List<Received> received() throws StoreException {
    return db.read("reading what came", ReceivedRows::read);
  }

  /// Whether the district is known to hold this file, wherever it was made.
  public boolean arrived(String address) {
    return arrivals.contains(address);
  }

  /// Another number whenever a file reached the district or came to this machine: whoever remembers
  /// where files are asks again then, and not a hundred thousand times in between.
  public long arrivals() {
    return arrivals.moves() + files.moves.get();
  }

  /// Applies one page of a pull: grants, scope exits, records, tombstones, cursors, receipts.
  public Outcome pulled(Ticket ticket, PullReply page) throws StoreException {
    StoreChange change;
    synchronized (db) {
      if (!current(ticket, page.witness())) return Outcome.STALE;
      After after = new After();
      Snapshot next =
          apply(
              "applying a page",
              after,
              c -> {
                scopes(c, page.scopes(), after);
                copies(c, page, ticket.requestNo() + 1, after);
                after.ops.addAll(journal.answered(c, page));
                after.files.addAll(
                    files.mark(c, page.receipts(), null, KeptFile.State.VERIFIED, -1));
                after.arrived.addAll(arrivals.note(c, page.receipts(), page.wantFiles()));
                after.lost.addAll(page.wantFiles());
                after.files.addAll(files.want(c, page.wantFiles()));
                touched(c, after);
                save(c, step(page.witness(), page.safeSeq(), page.serverTime()));
                skew.heard(c, page.serverTime());
                return read(c);
              });
      change = commit(next, after);
      settle();
    }
    changed.accept(change);
    return Outcome.APPLIED;
  }

  private void copies(Connection c, PullReply page, long request, After after)
      throws SQLException, StoreException {
    try (var statements = new Statements(c)) {
      var news = new ReceivedRows(c, statements);
      var scopes = new ScopeRows(c, page, request);
      var rows = new CopyRows(c, statements, keys, news, scopes, page.scopes());
      for (PullReply.Exit exit : page.exits()) exit(rows, exit, after);
      for (WireRecord r : page.records()) record(rows, r, after);
      List<PullReply.Exit> ghosts = scopes.ghosts();
      for (PullReply.Exit ghost : ghosts) exit(rows, ghost, after);
      boolean left = !page.exits().isEmpty() || !ghosts.isEmpty();
      if (left) after.filesGone.addAll(files.dropLeft(c));
      news.differed(scopes.moved().size());
      news.keep(request, page.serverTime());
    }
  }

  /// Makes keys for new scopes; drops rows, files, cursor and key of scopes no longer granted. Own
  /// work is under the work key and stays.
  private void scopes(Connection c, Collection<String> granted, After after)
      throws SQLException, StoreException {
    for (String scope : granted) {
      if (keys.holds(scope)) continue;
      byte[] wrapped = keys.newScope(scope);
      Db.run(c, "INSERT INTO scope_key VALUES (?, ?)", scope, wrapped);
      keys.hold(scope, wrapped);
      after.newKeys.add(scope);
    }
    for (String scope : keys.scopes()) {
      if (granted.contains(scope)) continue;
      after.filesGone.addAll(files.dropScope(c, scope));
      CaseLines.leave(c, scope);
      for (String table : List.of("record", "cursor", "doubt", "scope_key"))
        Db.run(c, "DELETE FROM " + table + " WHERE scope = ?", scope);
      after.revoked.add(scope);
    }
  }

  private static void exit(CopyRows rows, PullReply.Exit exit, After after) throws SQLException {
    String of = rows.exit(exit);
    if (of == null) return;
    after.gone.add(exit.id());
    if (of.isEmpty()) after.shared = true;
    else after.cases.add(UUID.fromString(of));
  }

  private static void record(CopyRows rows, WireRecord r, After after)
      throws SQLException, StoreException {
    View.Copy copy = rows.record(r);
    if (copy == null) return;
    after.copies.add(copy);
    after.gone.remove(r.id());
    if (r.caseId() == null) after.shared = true;
    else after.cases.add(r.caseId());
  }

  /// What is shown of these cases is another thing after this transaction.
  private static void touched(Connection c, After after) throws SQLException {
    var cases = new HashSet<>(after.cases);
    for (JournalEntry e : after.ops)
      for (var change : e.op().changes()) if (change.caseId() != null) cases.add(change.caseId());
    CaseLines.mark(c, cases);
  }

  /// The server has another history than this store saw: drops every copy and cursor, voids every
  /// answer and receipt. Ops and files are sent again; the server knows those it still has.
  ///
  /// @param point where the server is now
  public Outcome reset(Ticket ticket, Witness point) throws StoreException {
    synchronized (db) {
      if (!now.ticket().equals(ticket)) return Outcome.STALE;
      After after = new After();
      Snapshot next =
          db.write(
              "starting over with the server",
              c -> {
                CaseLines.leave(c, null);
                Db.run(c, "DELETE FROM record");
                Db.run(c, "DELETE FROM cursor");
                Db.run(c, "DELETE FROM doubt");
                Db.run(c, "DELETE FROM arrived");
                BundleReceipts.voidAll(c);
                after.ops.addAll(journal.unacknowledge(c));
                after.files.addAll(files.markAllUnsent(c));
                save(c, new Snapshot(ticket.next(point), 0, now.grantUntil(), now.serverTime()));
                return read(c);
              });
      view.forgetCopies();
      arrivals.forget();
      files.remember(after.files);
      journal.committed(after.ops, List.of());
      now = next;
    }
    changed.accept(StoreChange.EVERYTHING);
    return Outcome.APPLIED;
  }

  private StoreChange commit(Snapshot next, After after) throws StoreException {
    now = next;
    var records = new HashSet<>(after.gone);
    view.forget(after.gone);
    for (View.Copy copy : after.copies) {
      view.put(copy);
      records.add(copy.id());
    }
    for (String scope : after.revoked) {
      records.addAll(view.forgetScope(scope));
      keys.forget(scope);
    }
    copies.settle();
    files.remember(after.files);
    files.gone(after.filesGone);
    arrivals.committed(after.arrived, after.lost);
    journal.committed(after.ops, List.of());
    for (JournalEntry e : after.ops) e.op().changes().forEach(ch -> records.add(ch.id()));
    if (!after.revoked.isEmpty()) db.checkpoint();
    boolean moved = !after.files.isEmpty() || !after.arrived.isEmpty();
    boolean all = after.shared || moved || !after.revoked.isEmpty();
    return new StoreChange(records, after.cases, all);
  }
}
