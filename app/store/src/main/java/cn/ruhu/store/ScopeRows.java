package cn.ruhu.store;

import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.ScopeDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// How far each scope was pulled, which are being fetched from the beginning, and whether what is
/// here is what the district holds (SYNC §4.5). Belongs to one page and its transaction.
///
/// A scope without a cursor, and one the server says has lost its tombstones, is fetched from the
/// beginning while its old copies stay in sight: what the pages bring is marked, and what is not
/// marked when they are through is gone. Drafts, journal and own files are not touched.
final class ScopeRows {
  /// after which a scope's digest is asked for again, by the district's clock
  static final long COMPARE_MS = 24L * 60 * 60 * 1_000;

  private final Connection c;
  private final PullReply page;
  private final Map<String, State> before;
  private final Map<String, Snapshot> running = new HashMap<>();

  /// @param at commit the server stood at when it began
  /// @param no marks the copies it brings
  private record Snapshot(long at, long no) {}

  /// @param snapshotAt 0 when the scope is not being fetched from the beginning
  /// @param comparedAt district's clock, milliseconds since 1970
  record State(Cursor cursor, long snapshotAt, long snapshotNo, long comparedAt) {}

  /// @param no number of the request, rising
  ScopeRows(Connection c, PullReply page, long no) throws SQLException {
    this.c = c;
    this.page = page;
    this.before = states(c);
    for (String scope : page.cursors().keySet()) {
      State was = before.get(scope);
      if (was == null || page.resync().contains(scope)) {
        running.put(scope, new Snapshot(page.witness().seq(), no));
        Db.run(c, "DELETE FROM doubt WHERE scope = ?", scope);
      } else if (was.snapshotAt() > 0)
        running.put(scope, new Snapshot(was.snapshotAt(), was.snapshotNo()));
    }
  }

  static Map<String, State> states(Connection c) throws SQLException {
    var states = new TreeMap<String, State>();
    try (PreparedStatement p =
            c.prepareStatement(
                "SELECT scope, seq, hash, snapshot_at, snapshot_no, compared_at FROM cursor");
        ResultSet r = p.executeQuery()) {
      while (r.next())
        states.put(
            r.getString(1),
            new State(
                new Cursor(r.getLong(2), r.getString(3)),
                r.getLong(4),
                r.getLong(5),
                r.getLong(6)));
    }
    return states;
  }

  static Set<String> doubts(Connection c) throws SQLException {
    var doubts = new TreeSet<String>();
    try (PreparedStatement p = c.prepareStatement("SELECT scope FROM doubt");
        ResultSet r = p.executeQuery()) {
      while (r.next()) doubts.add(r.getString(1));
    }
    return doubts;
  }

  /// The scope whose comparison is longest overdue; one at a time, as each may cost the server a
  /// look at the whole scope.
  static List<String> due(Map<String, State> states, long serverTime) {
    return states.entrySet().stream()
        .filter(e -> e.getValue().snapshotAt() == 0)
        .filter(e -> serverTime - e.getValue().comparedAt() >= COMPARE_MS)
        .min(Comparator.comparingLong(e -> e.getValue().comparedAt()))
        .map(e -> List.of(e.getKey()))
        .orElse(List.of());
  }

  /// Whether the scope is being fetched from the beginning: then the server's word counts, whatever
  /// is here.
  boolean isAnew(String scope) {
    return running.containsKey(scope);
  }

  /// What copies of this page are marked with.
  long mark(String scope) {
    Snapshot snapshot = running.get(scope);
    return snapshot == null ? 0 : snapshot.no();
  }

  /// Copies that no page brought, of scopes this page completes.
  List<PullReply.Exit> ghosts() throws SQLException {
    var ghosts = new ArrayList<PullReply.Exit>();
    for (var e : running.entrySet()) {
      if (!isComplete(e.getKey())) continue;
      try (PreparedStatement p =
          c.prepareStatement("SELECT id FROM record WHERE scope = ? AND mark <> ?")) {
        p.setString(1, e.getKey());
        p.setLong(2, e.getValue().no());
        try (ResultSet r = p.executeQuery()) {
          while (r.next())
            ghosts.add(
                new PullReply.Exit(e.getKey(), UUID.fromString(r.getString(1)), Long.MAX_VALUE));
        }
      }
    }
    return ghosts;
  }

  private boolean isComplete(String scope) {
    Cursor cursor = page.cursors().get(scope);
    return cursor != null && cursor.seq() == page.witness().seq();
  }

  /// Moves the cursors and compares digests, when the copies are written.
  ///
  /// @return scopes whose copies are not what the district holds; they begin anew
  Set<String> moved() throws SQLException {
    for (var e : page.cursors().entrySet()) move(e.getKey(), e.getValue());
    var wrong = new TreeSet<String>();
    for (var e : page.digests().entrySet()) {
      if (!isComplete(e.getKey())) continue;
      if (digest(e.getKey()).equals(e.getValue()))
        Db.run(
            c, "UPDATE cursor SET compared_at = ? WHERE scope = ?", page.serverTime(), e.getKey());
      else wrong.add(e.getKey());
    }
    for (String scope : wrong) doubt(c, scope);
    return wrong;
  }

  /// Fetches a scope from the beginning and tells the district why.
  static void doubt(Connection c, String scope) throws SQLException {
    Db.run(c, "DELETE FROM cursor WHERE scope = ?", scope);
    Db.run(c, "INSERT INTO doubt VALUES (?) ON CONFLICT (scope) DO NOTHING", scope);
  }

  private void move(String scope, Cursor cursor) throws SQLException {
    Snapshot snapshot = isComplete(scope) ? null : running.get(scope);
    State was = before.get(scope);
    boolean asBefore = was != null && !running.containsKey(scope);
    Db.run(
        c,
        """
        INSERT INTO cursor (scope, seq, hash, snapshot_at, snapshot_no, compared_at)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (scope) DO UPDATE SET seq = excluded.seq,
          hash = excluded.hash, snapshot_at = excluded.snapshot_at,
          snapshot_no = excluded.snapshot_no, compared_at = excluded.compared_at
        """,
        scope,
        cursor.seq(),
        cursor.hash(),
        snapshot == null ? 0L : snapshot.at(),
        snapshot == null ? 0L : snapshot.no(),
        asBefore && was != null ? was.comparedAt() : page.serverTime());
  }

  private String digest(String scope) throws SQLException {
    ScopeDigest sum = ScopeDigest.empty();
    try (PreparedStatement p =
        c.prepareStatement("SELECT id, commit_seq FROM record WHERE scope = ? AND deleted = 0")) {
      p.setString(1, scope);
      try (ResultSet r = p.executeQuery()) {
        while (r.next()) sum.add(UUID.fromString(r.getString(1)), r.getLong(2));
      }
    }
    return sum.text();
  }
}
