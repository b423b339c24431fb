package cn.ruhu.store;

import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.WireRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/// Counts what a page brings while it is applied, and keeps the counts in its transaction. What
/// comes back of this person's own acts is no news and is left out.
final class ReceivedRows {
  /// Lines kept; older ones go.
  static final int KEPT = 2_000;

  /// A page of more cases than this is told in one line: a first load, or a return after long.
  static final int CASES_MAX = 40;

  private static final String NO_CASE = "";

  /// stands where a record type does
  private static final String ANEW = "RESYNC";

  private final Connection c;
  private final Statements statements;

  // case, then type; sorted, so that a page is always told the same way
  private final Map<String, Map<String, int[]>> found = new TreeMap<>();
  private final Map<UUID, Leaving> leaving = new HashMap<>();

  private record Leaving(String type, String caseId) {}

  /// @param statements of the same transaction
  ReceivedRows(Connection c, Statements statements) {
    this.c = c;
    this.statements = statements;
  }

  /// A record of the page, before it is written.
  ///
  /// @param held commit of the copy that is here, 0 for none
  void record(WireRecord r, long held) throws SQLException {
    boolean was = leaving.remove(r.id()) != null || held > 0;
    boolean mine =
        statements.number("SELECT EXISTS (SELECT 1 FROM journal WHERE ack_seq = ?)", r.seq()) == 1;
    if (mine || held == r.seq() || (!was && r.deleted())) return;
    count(
        r.caseId() == null ? NO_CASE : r.caseId().toString(),
        r.type(),
        r.deleted() ? 2 : was ? 1 : 0);
  }

  /// A copy that leaves this person's reach, before it is deleted; no news when the page brings it
  /// again.
  void exit(PullReply.Exit exit) throws SQLException {
    try (PreparedStatement p =
        c.prepareStatement(
            "SELECT type, coalesce(case_id, '') FROM record"
                + " WHERE id = ? AND scope = ? AND deleted = 0 AND commit_seq <= ?")) {
      p.setString(1, exit.id().toString());
      p.setString(2, exit.scope());
      p.setLong(3, exit.seq());
      try (ResultSet r = p.executeQuery()) {
        if (r.next()) leaving.put(exit.id(), new Leaving(r.getString(1), r.getString(2)));
      }
    }
  }

  /// Scopes whose copies were not what the district holds and are fetched anew.
  void differed(int scopes) {
    if (scopes > 0)
      found.computeIfAbsent(NO_CASE, _ -> new TreeMap<>()).put(ANEW, new int[] {0, scopes, 0});
  }

  private void count(String caseId, String type, int which) {
    found.computeIfAbsent(caseId, _ -> new TreeMap<>())
        .computeIfAbsent(type, _ -> new int[3])[which]++;
  }

  /// @param page number of the request, rising
  /// @param at the district's clock, milliseconds
  void keep(long page, long at) throws SQLException {
    for (Leaving l : leaving.values()) count(l.caseId(), l.type(), 2);
    if (found.isEmpty()) return;
    Map<String, Map<String, int[]>> told = found.size() > CASES_MAX ? together() : found;
    for (var ofCase : told.entrySet())
      for (var e : ofCase.getValue().entrySet())
        Db.run(
            c,
            "INSERT INTO received (page, at, case_id, type, fresh, changed, gone)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
            page,
            at,
            ofCase.getKey().isEmpty() ? null : ofCase.getKey(),
            e.getKey(),
            e.getValue()[0],
            e.getValue()[1],
            e.getValue()[2]);
    Db.run(c, "DELETE FROM received WHERE n <= (SELECT max(n) FROM received) - ?", KEPT);
  }

  private Map<String, Map<String, int[]>> together() {
    var all = new TreeMap<String, int[]>();
    for (var ofCase : found.values())
      ofCase.forEach((type, n) -> {
        int[] sum = all.computeIfAbsent(type, _ -> new int[3]);
        for (int i = 0; i < sum.length; i++) sum[i] += n[i];
      });
    return Map.of(NO_CASE, all);
  }

  /// Newest first.
  static List<Received> read(Connection c) throws SQLException {
    var out = new ArrayList<Received>();
    try (PreparedStatement p =
            c.prepareStatement(
                "SELECT n, page, at, case_id, type, fresh, changed, gone FROM received ORDER BY n");
        ResultSet r = p.executeQuery()) {
      long page = -1;
      while (r.next()) {
        String id = r.getString(4);
        UUID caseId = id == null ? null : UUID.fromString(id);
        var part = new Received.Part(r.getString(5), r.getInt(6), r.getInt(7), r.getInt(8));
        boolean samePage = !out.isEmpty() && page == r.getLong(2);
        page = r.getLong(2);
        if (!samePage || !Objects.equals(out.getLast().caseId(), caseId))
          out.add(new Received(r.getLong(1), r.getLong(3), caseId, List.of(part)));
        else {
          Received last = out.getLast();
          var parts = new ArrayList<>(last.parts());
          parts.add(part);
          out.set(out.size() - 1, new Received(last.n(), last.at(), caseId, parts));
        }
      }
    }
    return out.reversed();
  }
}
