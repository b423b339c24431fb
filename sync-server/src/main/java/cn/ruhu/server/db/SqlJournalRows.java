package cn.ruhu.server.db;

import cn.ruhu.wire.PushBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Journals in SQL. The bodies of ops are sealed.
final class SqlJournalRows implements JournalRows {
  private final Tx tx;
  private final Vault vault;

  SqlJournalRows(Tx tx, Vault vault) {
    this.tx = tx;
    this.vault = vault;
  }

  @Override
  public Optional<Journal> locked(String jid) throws StorageException {
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

  @Override
  public Map<String, Long> heads(UUID staff, UUID device) throws StorageException {
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

  @Override
  public Optional<String> lineHash(String jid, long jseq) throws StorageException {
    return tx.one(
        "SELECT hash FROM journal_line WHERE jid = ? AND jseq = ?",
        row -> row.text("hash"),
        jid,
        jseq);
  }

  @Override
  public String verdict(String jid, long jseq) throws StorageException {
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

  @Override
  public Optional<Known> op(UUID opId) throws StorageException {
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

  @Override
  public void keepOp(Answered op, long seq, Times times, byte[] body) throws StorageException {
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

  @Override
  public void settle(UUID opId, String kind, String verdict, long seq) throws StorageException {
    tx.run(
        "UPDATE op SET verdict_kind = ?, verdict = ?, seq = ? WHERE op_id = ?",
        kind,
        verdict,
        seq,
        opId);
  }

  @Override
  public void keepLine(String jid, PushBody.Line line, @Nullable String verdict)
      throws StorageException {
    tx.run(
        "INSERT INTO journal_line (jid, jseq, op_id, hash, verdict) VALUES (?, ?, ?, ?, ?)",
        jid,
        line.jseq(),
        line.opId(),
        line.hash(),
        verdict);
  }

  @Override
  public void keep(Journal journal) throws StorageException {
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

  @Override
  public byte[] body(UUID opId) throws StorageException {
    byte[] sealed =
        tx.one("SELECT body FROM op WHERE op_id = ?", row -> row.bytes("body"), opId)
            .orElseThrow(() -> new StorageException("an op is missing"));
    return vault.open("op/" + opId, sealed);
  }

  @Override
  public void waits(UUID opId, Set<UUID> records, long now) throws StorageException {
    tx.run("DELETE FROM op_waiting WHERE op_id = ?", opId);
    for (UUID record : records)
      tx.run(
          "INSERT INTO op_waiting (op_id, waits_for, since) VALUES (?, ?, ?)", opId, record, now);
  }

  @Override
  public List<UUID> waitingFor(Set<UUID> records) throws StorageException {
    var ops = new TreeSet<UUID>();
    for (UUID record : records)
      ops.addAll(
          tx.all("SELECT op_id FROM op_waiting WHERE waits_for = ?", r -> r.id("op_id"), record));
    return List.copyOf(ops);
  }

  @Override
  public void author(Authorship a, long seq) throws StorageException {
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

  @Override
  public Set<String> groupsOfOthers(UUID record, String journal, long after)
      throws StorageException {
    return Set.copyOf(
        tx.all(
            "SELECT grp FROM group_author WHERE id = ? AND journal <> ? AND seq > ?",
            row -> row.text("grp"),
            record,
            journal,
            after));
  }

  @Override
  public Optional<Author> authorOf(UUID record, String group) throws StorageException {
    return tx.one(
        "SELECT staff, at FROM group_author WHERE id = ? AND grp = ?",
        row -> new Author(row.id("staff"), row.number("at")),
        record,
        group);
  }
}
