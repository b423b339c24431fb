package cn.ruhu.server.audit;

import cn.ruhu.server.db.Row;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.wire.Hashes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/// Who did what with whose data, hash-chained (SYNC §5 I15): sign-ins, enrolments, full-number
/// reads, exports, refusals. Rows name people, machines and records by id only. Thread-safe.
public final class Audit {
  private static final String GENESIS = "0".repeat(Hashes.HEX_LENGTH);

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
    Last last =
        tx.locked(HEAD, Audit::last)
            .orElseThrow(() -> new StorageException("the audit log has no head"));
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

  private record Last(long seq, String hash) {}

  private static Last last(Row row) throws StorageException {
    return new Last(row.number("seq"), row.text("hash"));
  }

  /// First row that was changed, removed or put in later; empty when the chain holds and ends where
  /// its head says.
  public Optional<Long> brokenAt(Tx tx) throws StorageException {
    record Line(long seq, long at, Entry entry, String hash) {}
    String hash = GENESIS;
    long expected = 1;
    for (Line line :
        tx.all(
            "SELECT seq, at, what, staff, device, subject, detail, hash FROM audit ORDER BY seq",
            row ->
                new Line(
                    row.number("seq"),
                    row.number("at"),
                    new Entry(
                        row.text("what"),
                        row.text("staff"),
                        row.text("device"),
                        row.text("subject"),
                        row.text("detail")),
                    row.text("hash")))) {
      hash = hash(hash, line.seq(), line.at(), line.entry());
      if (line.seq() != expected || !hash.equals(line.hash())) return Optional.of(line.seq());
      expected++;
    }
    boolean whole = tx.one(HEAD, Audit::last).equals(Optional.of(new Last(expected - 1, hash)));
    return whole ? Optional.empty() : Optional.of(expected);
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
