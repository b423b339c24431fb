package cn.ruhu.server.inbox;

import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.db.Vault;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.PushBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Journals, their lines, and the ops they brought; each call runs in the caller's transaction.
final class JournalRows {
  private final Vault vault;

  JournalRows(Vault vault) {
    this.vault = vault;
  }

  record Journal(String id, UUID staff, UUID device, long last, String head) {}

  /// An op that was answered.
  record Known(UUID opId, UUID staff, UUID device, String verdictKind, String verdict) {}

  /// An op to be kept.
  record Answered(
      UUID opId, UUID staff, UUID device, String kind, String verdictKind, String verdict) {}

  /// The journal, locked until the transaction ends.
  Optional<Journal> locked(Tx tx, String jid) throws StorageException {
    return tx.locked(
        "SELECT jid, staff, device, last_seq, head FROM journal WHERE jid = ?",
        row ->
            new Journal(
                row.text("jid"),
                row.id("staff"),
                row.id("device"),
                row.number("last_seq"),
                row.text("head")),
        jid);
  }

  /// Last lines held of all journals of a person on a machine.
  static Map<String, Long> heads(Tx tx, UUID staff, UUID device) throws StorageException {
    record Head(String jid, long last) {}
    var heads = new TreeMap<String, Long>();
    for (Head head :
        tx.all(
            "SELECT jid, last_seq FROM journal WHERE staff = ? AND device = ?",
            row -> new Head(row.text("jid"), row.number("last_seq")),
            staff,
            device)) {
      heads.put(head.jid(), head.last());
    }
    return heads;
  }

  /// Chain hash before a line that the server holds or would hold next; empty when it is unknown.
  Optional<String> hashBefore(Tx tx, String jid, long jseq) throws StorageException {
    if (jseq == 1) return Optional.of(Chain.start(jid));
    return lineHash(tx, jid, jseq - 1);
  }

  Optional<String> lineHash(Tx tx, String jid, long jseq) throws StorageException {
    return tx.one(
        "SELECT hash FROM journal_line WHERE jid = ? AND jseq = ?",
        row -> row.text("hash"),
        jid,
        jseq);
  }

  /// The verdict a line got: its own, or its op's.
  String verdict(Tx tx, String jid, long jseq) throws StorageException {
    return tx.one(
            """
            SELECT COALESCE(l.verdict, o.verdict) AS verdict
            FROM journal_line l LEFT JOIN op o ON o.op_id = l.op_id WHERE l.jid = ? AND l.jseq = ?
            """,
            row -> row.text("verdict"),
            jid,
            jseq)
        .orElseThrow(() -> new StorageException("a journal line has no verdict"));
  }

  Optional<Known> op(Tx tx, UUID opId) throws StorageException {
    return tx.one(
        "SELECT op_id, staff, device, verdict_kind, verdict FROM op WHERE op_id = ?",
        row ->
            new Known(
                row.id("op_id"),
                row.id("staff"),
                row.id("device"),
                row.text("verdict_kind"),
                row.text("verdict")),
        opId);
  }

  void keepOp(Tx tx, Answered op, long seq, Times times, byte[] body) throws StorageException {
    tx.run(
        """
        INSERT INTO op (op_id, staff, device, kind, verdict_kind, verdict, seq, at, skew, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        op.opId(),
        op.staff(),
        op.device(),
        op.kind(),
        op.verdictKind(),
        op.verdict(),
        seq,
        times.received(),
        times.skew(),
        vault.seal("op/" + op.opId(), body));
  }

  /// @param received server clock, milliseconds since 1970
  /// @param skew device clock minus server clock
  record Times(long received, long skew) {}

  /// The verdict of an op that waited is known now.
  void settle(Tx tx, UUID opId, String kind, String verdict, long seq) throws StorageException {
    tx.run(
        "UPDATE op SET verdict_kind = ?, verdict = ?, seq = ? WHERE op_id = ?",
        kind,
        verdict,
        seq,
        opId);
  }

  void keepLine(Tx tx, String jid, PushBody.Line line, @Nullable String verdict)
      throws StorageException {
    tx.run(
        "INSERT INTO journal_line (jid, jseq, op_id, hash, verdict) VALUES (?, ?, ?, ?, ?)",
        jid,
        line.jseq(),
        line.opId(),
        line.hash(),
        verdict);
  }

  void keep(Tx tx, Journal journal) throws StorageException {
    tx.run(
        """
        INSERT INTO journal (jid, staff, device, last_seq, head) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (jid) DO UPDATE SET last_seq = excluded.last_seq, head = excluded.head
        """,
        journal.id(),
        journal.staff(),
        journal.device(),
        journal.last(),
        journal.head());
  }

  byte[] body(Tx tx, UUID opId) throws StorageException {
    byte[] sealed =
        tx.one("SELECT body FROM op WHERE op_id = ?", row -> row.bytes("body"), opId)
            .orElseThrow(() -> new StorageException("an op is missing"));
    return vault.open("op/" + opId, sealed);
  }

  void waits(Tx tx, UUID opId, Set<UUID> records, long now) throws StorageException {
    tx.run("DELETE FROM op_waiting WHERE op_id = ?", opId);
    for (UUID record : records)
      tx.run(
          "INSERT INTO op_waiting (op_id, waits_for, since) VALUES (?, ?, ?)", opId, record, now);
  }

  /// Ops that wait for one of these records, oldest first.
  List<UUID> waitingFor(Tx tx, Set<UUID> records) throws StorageException {
    var ops = new TreeSet<UUID>();
    for (UUID record : records)
      ops.addAll(
          tx.all("SELECT op_id FROM op_waiting WHERE waits_for = ?", r -> r.id("op_id"), record));
    return List.copyOf(ops);
  }

  void author(Tx tx, Workspace.Authorship a, long seq) throws StorageException {
    tx.run(
        """
        INSERT INTO group_author (id, grp, staff, journal, at, seq) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id, grp) DO UPDATE SET staff = excluded.staff, journal = excluded.journal,
          at = excluded.at, seq = excluded.seq
        """,
        a.record(),
        a.group(),
        a.staff(),
        a.journal(),
        a.at(),
        seq);
  }

  /// Groups of a record another journal wrote after a commit.
  Set<String> groupsOfOthers(Tx tx, UUID record, String journal, long after)
      throws StorageException {
    return Set.copyOf(
        tx.all(
            "SELECT grp FROM group_author WHERE id = ? AND journal <> ? AND seq > ?",
            row -> row.text("grp"),
            record,
            journal,
            after));
  }

  /// Who wrote a merge group last.
  record Author(UUID staff, long at) {}

  static Optional<Author> authorOf(Tx tx, UUID record, String group) throws StorageException {
    return tx.one(
        "SELECT staff, at FROM group_author WHERE id = ? AND grp = ?",
        row -> new Author(row.id("staff"), row.number("at")),
        record,
        group);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
