package cn.ruhu.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Knows the rows of one person's own by their shape, wherever they lay, and writes them into a
/// fresh database. Values that only the damage can have brought are replaced by what makes the
/// server answer again: an act without a readable answer waits.
final class SalvagedRows {
  private static final String NAME = "[0-9a-f]{32}";
  private static final String KEYED = "[0-9a-f]{64}";
  private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final TreeMap<Long, DamagedPages.Row> journal = new TreeMap<>();
  private final Map<String, DamagedPages.Row> files = new LinkedHashMap<>();
  private final Set<String> fetched = new TreeSet<>();
  private final Map<String, DamagedPages.Row> drafts = new LinkedHashMap<>();
  private final Map<String, TreeMap<Long, byte[]>> entries = new LinkedHashMap<>();
  private final Map<String, Set<Long>> named = new LinkedHashMap<>();
  private final Set<Long> indexed = new TreeSet<>();
  private final Set<String> indexedDrafts = new TreeSet<>();
  private final Map<String, Long> fileRowids = new HashMap<>();
  private final Set<Long> ownFiles = new HashSet<>();
  private DamagedPages.@Nullable Row syncState;
  private final TreeMap<Long, DamagedPages.Row> queries = new TreeMap<>();
  private @Nullable String told;
  private @Nullable String raw;
  private long resets;
  private long highest;
  private final Map<String, Long> lastOf = new HashMap<>();
  private String current = "";
  private long next;

  /// What came over, before anybody looked whether it opens.
  ///
  /// @param openEnd nothing tells which number was the last
  /// @param lostFiles names of own files whose row cannot be read
  /// @param fetched names of files that come again from the district
  /// @param lostDrafts drafts known to have been there of which nothing can be read
  /// @param lostEntries numbers of entries that are passed over; none ever was
  record Found(
      long at,
      String left,
      List<Long> missing,
      List<Long> uncertain,
      boolean openEnd,
      List<String> lostFiles,
      List<String> fetched,
      int lostDrafts,
      int lostEntries) {
    /// With what was found before and nobody has looked at yet. A gap in entries is still one.
    Found and(Found before) {
      return new Found(
          at,
          left,
          both(missing, before.missing),
          both(uncertain, before.uncertain),
          openEnd || before.openEnd,
          both(lostFiles, before.lostFiles),
          both(fetched, before.fetched),
          lostDrafts + before.lostDrafts,
          Math.max(lostEntries, before.lostEntries));
    }

    private static <T extends Comparable<T>> List<T> both(List<T> one, List<T> other) {
      var all = new TreeSet<>(one);
      all.addAll(other);
      return List.copyOf(all);
    }
  }

  private static boolean is(@Nullable String text, String pattern) {
    return text != null && text.matches(pattern);
  }

  /// A row of a table with row ids.
  void table(DamagedPages.Row r) {
    if (r.isNothing(0)) {
      if (is(r.text(1), NAME) && r.isNumber(2) && is(r.text(3), ID) && r.blob(4) != null) line(r);
      else if (isSyncState(r)) syncState = r;
      else if (isQuery(r)) queries.putIfAbsent(r.rowid(), r);
    } else if (is(r.text(0), NAME) && is(r.text(1), ID) && r.isNumber(2) && r.blob(7) != null) {
      String name = String.valueOf(r.text(0));
      if (r.isNothing(8)) files.putIfAbsent(name, r);
      else fetched.add(name);
    } else if (is(r.text(0), KEYED) && r.isNumber(1) && r.blob(2) != null && r.isNothing(3)) {
      drafts.putIfAbsent(String.valueOf(r.text(0)), r);
    } else if ("journal".equals(r.text(0)) && r.isNumber(1) && r.isNothing(2)) {
      highest = Math.max(highest, r.number(1));
    }
  }

  private void line(DamagedPages.Row r) {
    journal.putIfAbsent(r.rowid(), r);
    lastOf.merge(String.valueOf(r.text(1)), r.number(2), Math::max);
  }

  private static boolean isSyncState(DamagedPages.Row r) {
    if (r.rowid() != 1 || !(r.isNothing(1) || r.text(1) != null)) return false;
    for (int i : new int[] {2, 4, 5, 6, 7}) if (!r.isNumber(i)) return false;
    return (r.isNothing(3) || r.text(3) != null) && r.isNothing(8);
  }

  private static boolean isQuery(DamagedPages.Row r) {
    return r.isNumber(1) && r.isNumber(2) && r.blob(3) != null && r.isNothing(4);
  }

  /// A row of a table without row ids, or of an index: of those, who was where.
  void keyed(DamagedPages.Row r) {
    String first = r.text(0);
    byte[] blob = r.blob(2);
    if (first == null) {
      if (r.isNothing(0) && r.isNumber(1) && r.isNothing(2)) ownFiles.add(r.number(1));
      else if (r.isNumber(0) && is(r.text(1), NAME) && r.isNothing(2))
        named.computeIfAbsent(String.valueOf(r.text(1)), _ -> new TreeSet<>()).add(r.number(0));
    } else if (first.matches(NAME) && r.isNumber(1)) {
      if (r.isNumber(2)) {
        indexed.add(r.number(2));
        lastOf.merge(first, r.number(1), Math::max);
      } else if (r.isNothing(2)) fileRowids.put(first, r.number(1));
    } else if (first.matches(KEYED) && r.isNumber(1) && blob != null) {
      entries.computeIfAbsent(first, _ -> new TreeMap<>()).putIfAbsent(r.number(1), blob);
    } else if (first.matches(KEYED) && r.isNumber(1) && r.isNothing(2)) {
      indexedDrafts.add(first);
    } else if (first.equals(Salvage.TOLD) && r.text(1) != null) {
      told = r.text(1);
    } else if (first.equals(Salvage.RAW) && r.text(1) != null) {
      raw = r.text(1);
    } else if (first.equals("journal") && is(r.text(1), NAME)) {
      current = String.valueOf(r.text(1));
    } else if (first.equals("journal.next") && is(r.text(1), "[0-9]{1,18}")) {
      next = Long.parseLong(String.valueOf(r.text(1)));
    } else if (first.equals("resets") && is(r.text(1), "[0-9]{1,18}")) {
      resets = Long.parseLong(String.valueOf(r.text(1)));
    }
  }

  /// In one transaction, into a database that is empty.
  ///
  /// @param at device clock, milliseconds since 1970
  void write(Connection c, long at) throws SQLException {
    if (told != null) Db.setMeta(c, Salvage.TOLD, told);
    // receipts of bundles made before count no more: nobody knows how often it began anew
    long again = Math.max(resets + 1, at / 1_000);
    Db.setMeta(c, "resets", Long.toString(again));
    DamagedPages.Row sync = syncState;
    if (sync != null) syncState(c, sync);
    for (var r : files.values()) file(c, r);
    for (var r : journal.values()) line(c, r, sync != null);
    for (var e : named.entrySet())
      for (long n : e.getValue())
        if (files.containsKey(e.getKey()) && journal.containsKey(n))
          Db.run(c, "INSERT OR IGNORE INTO journal_file VALUES (?, ?)", n, e.getKey());
    for (var r : drafts.values())
      Db.run(c, "INSERT INTO draft VALUES (?, ?, ?)", r.text(0), r.number(1), r.blob(2));
    for (var e : entries.entrySet()) entries(c, e.getKey(), e.getValue());
    for (var r : queries.values())
      Db.run(
          c,
          "INSERT INTO registry_query VALUES (?, ?, ?, ?)",
          r.rowid(),
          r.number(1),
          r.number(2),
          r.blob(3));
  }

  private static void syncState(Connection c, DamagedPages.Row r) throws SQLException {
    Db.run(
        c,
        "UPDATE sync_state SET epoch = ?, witness_seq = ?, witness_hash = ?, safe_seq = ?,"
            + " request_no = ?, grant_until = ?, server_time = ?",
        r.text(1),
        r.number(2),
        r.text(3),
        r.number(4),
        r.number(5),
        r.number(6),
        r.number(7));
  }

  private static void file(Connection c, DamagedPages.Row r) throws SQLException {
    boolean verified = "VERIFIED".equals(r.text(4));
    long length = r.number(2);
    Db.run(
        c,
        """
        INSERT INTO file (name, case_id, length, hint, state, sent, made, sealed, wanted)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        r.text(0),
        r.text(1),
        length,
        r.isNumber(3) ? r.number(3) : 100,
        verified ? "VERIFIED" : "KEPT",
        verified ? length : 0L,
        Math.max(0, r.number(6)),
        r.blob(7),
        r.number(9) == 1 ? 1L : 0L);
  }

  /// @param answers whether it is known to which history they belong
  private static void line(Connection c, DamagedPages.Row r, boolean answers) throws SQLException {
    String state = String.valueOf(r.text(8));
    boolean answered =
        answers
            && state.matches("ACKNOWLEDGED|REFLECTED")
            && r.text(9) != null
            && r.isNumber(10)
            && r.blob(11) != null;
    String sql =
        """
        INSERT OR IGNORE INTO journal (n, jid, jseq, op_id, body, length, prev_hash, hash, state,
          ack_verdict, ack_seq, ack, created_wall, created_mono, late)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    var values = new ArrayList<@Nullable Object>();
    values.add(r.rowid());
    values.add(r.text(1));
    values.add(r.number(2));
    values.add(r.text(3));
    values.add(r.blob(4));
    values.add(r.isNumber(5) ? r.number(5) : 0);
    values.add(r.text(6) == null ? "" : r.text(6));
    values.add(r.text(7) == null ? "" : r.text(7));
    values.add(answered ? state : "PENDING");
    values.add(answered ? r.text(9) : null);
    values.add(answered ? r.number(10) : 0L);
    values.add(answered ? r.blob(11) : null);
    values.add(Math.max(0, r.number(12)));
    values.add(Math.max(0, r.number(13)));
    values.add(answered ? r.blob(14) : null);
    if (Db.run(c, sql, values.toArray()) > 0) return;
    // two lines claim one place: each gets one of its own, the op id tells them apart
    values.set(1, "%032x".formatted(r.rowid()));
    Db.run(c, sql, values.toArray());
  }

  /// Answers whose form cannot be read stay, to be found by whoever opens the form again.
  private static void entries(Connection c, String draft, Map<Long, byte[]> all)
      throws SQLException {
    Db.run(c, "INSERT OR IGNORE INTO draft VALUES (?, ?, ?)", draft, 0L, new byte[0]);
    for (var e : all.entrySet())
      Db.run(c, "INSERT INTO draft_entry VALUES (?, ?, ?)", draft, e.getKey(), e.getValue());
  }

  Found found(long at, String left) {
    Found now = foundNow(at, left);
    String before = raw;
    Found earlier = before == null ? null : SalvageCheck.found(before);
    return earlier == null ? now : now.and(earlier);
  }

  private Found foundNow(long at, String left) {
    var missing = new TreeSet<>(indexed);
    missing.removeAll(journal.keySet());
    var uncertain = new TreeSet<Long>();
    if (!indexed.containsAll(journal.keySet()) || indexed.isEmpty()) {
      // the list of what was there is damaged itself: whatever is between may have been there
      long first = journal.isEmpty() ? highest + 1 : journal.firstKey();
      long last = Math.max(highest, journal.isEmpty() ? 0 : journal.lastKey());
      for (long n = first; n <= last; n++)
        if (!journal.containsKey(n) && !missing.contains(n)) uncertain.add(n);
    }
    var lost = new TreeSet<String>();
    fileRowids.forEach((name, rowid) -> {
      if (ownFiles.contains(rowid)) lost.add(name);
    });
    lost.addAll(named.keySet());
    lost.removeAll(files.keySet());
    lost.removeAll(fetched);
    return new Found(
        at,
        left,
        List.copyOf(missing),
        List.copyOf(uncertain),
        isOpenEnd(),
        List.copyOf(lost),
        List.copyOf(fetched),
        lostDrafts(),
        entries.values().stream().mapToInt(e -> (int) (long) e.lastKey() - e.size()).sum());
  }

  /// The counter of lines tells the last; where it is lost, the head of the chain does.
  private boolean isOpenEnd() {
    return highest == 0 && next != lastOf.getOrDefault(current, 0L) + 1;
  }

  private int lostDrafts() {
    var lost = new TreeSet<>(indexedDrafts);
    lost.removeAll(drafts.keySet());
    lost.removeAll(entries.keySet());
    return lost.size();
  }
}
