package cn.ruhu.server.audit;

import cn.ruhu.server.db.Row;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.wire.Checkpoint;
import cn.ruhu.wire.Hashes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who did what with whose data, hash-chained (SYNC §5 I15): sign-ins, enrolments, full-number
/// reads, exports, refusals. Rows name people, machines and records by id only. Thread-safe.
public final class Audit {
  static final String GENESIS = "0".repeat(Hashes.HEX_LENGTH);

  private static final int PAGE = 5_000;

  /// rows one question looks through
  static final int LOOKED_MAX = 20_000;

  private static final String ROWS =
      """
      SELECT seq, at, what, staff, device, subject, detail, hash FROM audit
      WHERE seq > ? ORDER BY seq LIMIT ?
      """;

  private static final String HEAD = "SELECT seq, hash FROM audit_head";

  private final InstantSource clock;

  public Audit(InstantSource clock) {
    this.clock = clock;
  }

  /// @param what code such as `LOGIN`, `LOGIN_REFUSED`, `ENROL`, `FULL_NUMBERS_READ`
  /// @param staff staff id, empty when unknown
  /// @param device device id, empty when unknown
  /// @param subject what it was about, by id
  /// @param detail further words, no personal data
  public record Entry(String what, String staff, String device, String subject, String detail) {}

  /// Writes a line. To be called last, after the feed's counter: the log's head is locked until the
  /// transaction ends.
  public void add(Tx tx, Entry entry) throws StorageException {
    Last last = lockedHead(tx);
    long at = clock.millis();
    long seq = last.seq() + 1;
    String hash = hash(last.hash(), seq, at, entry);
    tx.run(
        """
        INSERT INTO audit (seq, at, what, staff, device, subject, detail, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        seq,
        at,
        entry.what(),
        entry.staff(),
        entry.device(),
        entry.subject(),
        entry.detail(),
        hash);
    tx.run("UPDATE audit_head SET seq = ?, hash = ?", seq, hash);
  }

  record Last(long seq, String hash) {}

  private static Last last(Row row) throws StorageException {
    return new Last(row.number("seq"), row.text("hash"));
  }

  /// Where the log stands, locked until the transaction ends.
  static Last lockedHead(Tx tx) throws StorageException {
    return tx.locked(HEAD, Audit::last)
        .orElseThrow(() -> new StorageException("the audit log has no head"));
  }

  /// First row that was changed, removed or put in later; empty when the chain holds and ends where
  /// its head says.
  public Optional<Long> brokenAt(Tx tx) throws StorageException {
    return walk(tx, Map.of()).brokenAt();
  }

  private record Line(long seq, long at, Entry entry, String hash) {}

  private static Line line(Row row) throws StorageException {
    return new Line(
        row.number("seq"),
        row.number("at"),
        new Entry(
            row.text("what"),
            row.text("staff"),
            row.text("device"),
            row.text("subject"),
            row.text("detail")),
        row.text("hash"));
  }

  /// What a walk from the log's first row to its last found.
  ///
  /// @param brokenAt first row that does not follow the one before
  /// @param last newest row
  /// @param hashes of the rows that were asked for, as far as they were reached
  record Walk(Optional<Long> brokenAt, long last, Map<Long, String> hashes) {}

  /// Goes through the log, some thousand rows at a time. Where old rows were thrown away it begins
  /// at the checkpoint that was signed there.
  ///
  /// @param signed hashes of rows, from checkpoints
  static Walk walk(Tx tx, Map<Long, String> signed) throws StorageException {
    Map<Long, String> hashes = new HashMap<>();
    long last = tx.number("SELECT coalesce(max(seq), 0) AS n FROM audit");
    Last start =
        tx.one("SELECT seq, hash FROM audit_start", Audit::last).orElse(new Last(0, GENESIS));
    if (start.seq() > 0 && !begins(tx, start)) return new Walk(Optional.of(1L), last, hashes);
    String hash = start.hash();
    long seq = start.seq();
    while (true) {
      List<Line> page = tx.all(ROWS, Audit::line, seq, PAGE);
      for (Line line : page) {
        hash = hash(hash, line.seq(), line.at(), line.entry());
        if (line.seq() != seq + 1 || !hash.equals(line.hash()))
          return new Walk(Optional.of(seq + 1), last, hashes);
        seq = line.seq();
        if (signed.containsKey(seq)) hashes.put(seq, hash);
      }
      if (page.size() < PAGE) break;
    }
    boolean whole = tx.one(HEAD, Audit::last).equals(Optional.of(new Last(seq, hash)));
    return new Walk(whole ? Optional.empty() : Optional.of(seq + 1), last, hashes);
  }

  private static boolean begins(Tx tx, Last start) throws StorageException {
    return tx.one(
            "SELECT line FROM audit_checkpoint WHERE seq = ?", row -> row.text("line"), start.seq())
        .flatMap(Checkpoint::parse)
        .filter(c -> c.seq() == start.seq() && c.hash().equals(start.hash()))
        .isPresent();
  }

  /// Throws rows away that are older than `before`, up to the newest checkpoint that is too: from
  /// there on the log is proven as it was.
  ///
  /// @return rows thrown away
  public static int forget(Tx tx, Instant before) throws StorageException {
    Optional<Checkpoint> last = Optional.empty();
    for (String line :
        tx.all("SELECT line FROM audit_checkpoint ORDER BY seq", row -> row.text("line"))) {
      Optional<Checkpoint> c = Checkpoint.parse(line);
      if (c.isEmpty() || c.get().at() >= before.toEpochMilli()) break;
      last = c;
    }
    if (last.isEmpty()) return 0;
    long seq = last.get().seq();
    int gone = tx.run("DELETE FROM audit WHERE seq <= ?", seq);
    if (gone > 0) {
      tx.run("DELETE FROM audit_start");
      tx.run("INSERT INTO audit_start (one, seq, hash) VALUES (1, ?, ?)", seq, last.get().hash());
    }
    return gone;
  }

  /// A row as it was written.
  ///
  /// @param at milliseconds since 1970
  public record Kept(long seq, long at, Entry entry) {}

  /// Which rows are wanted.
  ///
  /// @param before rows with a smaller number, 0 for the newest too
  /// @param staff who acted or was acted on, empty for anybody
  /// @param kinds codes of acts, none for all
  /// @param from not earlier, milliseconds since 1970
  /// @param until earlier than this, 0 for no end
  public record Wanted(long before, String staff, List<String> kinds, long from, long until) {}

  /// @param next rows with a smaller number were not looked at; 0 when none is left
  public record Found(List<Kept> rows, long next) {}

  /// Rows from the newest back. At most [#LOOKED_MAX] rows are looked through, however few of them
  /// are wanted: who asks goes on at [Found#next].
  public static Found find(Tx tx, Wanted wanted, int limit) throws StorageException {
    long end = wanted.before() > 0 ? wanted.before() : Long.MAX_VALUE;
    if (wanted.until() > 0 && wanted.before() == 0)
      end = Math.min(end, 1 + edge(tx, "at < ? ORDER BY seq DESC", wanted.until()));
    long top = tx.number("SELECT coalesce(max(seq), 0) AS n FROM audit");
    end = Math.min(end, top + 1);
    long first =
        wanted.from() > 0
            ? edge(tx, "at >= ? ORDER BY seq", wanted.from())
            : tx.number("SELECT coalesce(min(seq), 0) AS n FROM audit");
    if (first == 0 || end <= first) return new Found(List.of(), 0);
    long start = Math.max(first, end - LOOKED_MAX);
    List<Kept> rows = rows(tx, wanted, start, end, limit);
    long next = rows.size() < limit ? start : rows.getLast().seq();
    return new Found(rows, next > first ? next : 0);
  }

  /// 0 for none.
  private static long edge(Tx tx, String where, long at) throws StorageException {
    return tx.one("SELECT seq FROM audit WHERE " + where + " LIMIT 1", row -> row.number("seq"), at)
        .orElse(0L);
  }

  private static List<Kept> rows(Tx tx, Wanted wanted, long start, long end, int limit)
      throws StorageException {
    var sql =
        new StringBuilder(
            """
            SELECT seq, at, what, staff, device, subject, detail, hash FROM audit
            WHERE seq >= ? AND seq < ? AND at >= ? AND at < ?
            """);
    var args = new ArrayList<Object>();
    args.addAll(List.of(start, end, wanted.from()));
    args.add(wanted.until() > 0 ? wanted.until() : Long.MAX_VALUE);
    if (!wanted.staff().isEmpty()) {
      sql.append(" AND (staff = ? OR subject = ?)");
      args.addAll(List.of(wanted.staff(), wanted.staff()));
    }
    if (!wanted.kinds().isEmpty()) {
      sql.append(" AND what IN (?").append(", ?".repeat(wanted.kinds().size() - 1)).append(')');
      args.addAll(wanted.kinds());
    }
    args.add(limit);
    return tx.all(
        sql.append(" ORDER BY seq DESC LIMIT ?").toString(),
        row -> {
          Line line = line(row);
          return new Kept(line.seq(), line.at(), line.entry());
        },
        args.toArray());
  }

  private static String hash(String before, long seq, long at, Entry e) {
    String text =
        String.join(
            "\n",
            before,
            Long.toString(seq),
            Long.toString(at),
            e.what(),
            e.staff(),
            e.device(),
            e.subject(),
            e.detail());
    return Hashes.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
  }
}
