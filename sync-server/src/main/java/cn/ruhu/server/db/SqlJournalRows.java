package cn.ruhu.server.db;

import cn.ruhu.wire.PushBody;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
  private static final String OP =
      "SELECT op_id, staff, device, verdict_kind, verdict FROM op WHERE op_id ";

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
  public Optional<UUID> machine(String jid) throws StorageException {
    return tx.one("SELECT device FROM journal WHERE jid = ?", row -> row.id("device"), jid);
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
  public List<HeldLine> lines(String jid, long from, long to) throws StorageException {
    return tx.all(
        """
        SELECT l.jseq, l.hash, COALESCE(l.verdict, o.verdict) AS verdict
        FROM journal_line l LEFT JOIN op o ON o.op_id = l.op_id
        WHERE l.jid = ? AND l.jseq >= ? AND l.jseq <= ? ORDER BY l.jseq
        """,
        row -> new HeldLine(row.number("jseq"), row.text("hash"), row.text("verdict")),
        jid,
        from,
        to);
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
    return tx.one(OP + "= ?", SqlJournalRows::known, opId);
  }

  @Override
  public Map<UUID, Known> ops(Set<UUID> opIds) throws StorageException {
    var known = new HashMap<UUID, Known>();
    for (Known op : tx.allOf(OP + "IN", opIds, "", SqlJournalRows::known)) known.put(op.opId(), op);
    return known;
  }

  private static Known known(Row row) throws StorageException {
    return new Known(
        row.id("op_id"),
        row.id("staff"),
        row.id("device"),
        row.text("verdict_kind"),
        row.text("verdict"));
  }

  @Override
  public void keepOp(Answered op, long seq, Times times, byte[] body) throws StorageException {
    keepOps(List.of(new NewOp(op, times, body)), seq);
  }

  @Override
  public void keepOps(List<NewOp> ops, long seq) throws StorageException {
    var rows = new ArrayList<@Nullable Object[]>();
    for (NewOp one : ops) {
      Answered op = one.op();
      rows.add(
          new @Nullable Object[] {
            op.opId(),
            op.staff(),
            op.device(),
            op.kind(),
            op.verdictKind(),
            op.verdict(),
            seq,
            one.times().received(),
            one.times().skew(),
            vault.seal("op/" + op.opId(), one.body())
          });
    }
    tx.change(
        """
        INSERT INTO op (op_id, staff, device, kind, verdict_kind, verdict, seq, at, skew, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
            + tx.noticesTaken("op_id"),
        rows);
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
    keepLines(jid, List.of(new NewLine(line, verdict)));
  }

  @Override
  public void keepLines(String jid, List<NewLine> lines) throws StorageException {
    var rows = new ArrayList<@Nullable Object[]>();
    for (NewLine one : lines) {
      PushBody.Line line = one.line();
      rows.add(new @Nullable Object[] {jid, line.jseq(), line.opId(), line.hash(), one.verdict()});
    }
    tx.runAll(
        "INSERT INTO journal_line (jid, jseq, op_id, hash, verdict) VALUES (?, ?, ?, ?, ?)", rows);
  }

  @Override
  public void keep(Journal journal) throws StorageException {
    int there =
        tx.run(
            "UPDATE journal SET last_seq = ?, head = ? WHERE jid = ?",
            journal.last(),
            journal.head(),
            journal.id());
    if (there > 0) return;
    tx.run(
        "INSERT INTO journal (jid, staff, device, last_seq, head) VALUES (?, ?, ?, ?, ?)",
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
    return List.copyOf(
        new TreeSet<>(
            tx.allOf(
                "SELECT op_id FROM op_waiting WHERE waits_for IN",
                records,
                "",
                row -> row.id("op_id"))));
  }

  @Override
  public void author(Authorship a, long seq) throws StorageException {
    authors(List.of(a), seq);
  }

  @Override
  public void authors(List<Authorship> authors, long seq) throws StorageException {
    record Group(UUID record, String name) {}
    var newest = new LinkedHashMap<Group, @Nullable Object[]>();
    for (Authorship a : authors)
      newest.put(
          new Group(a.record(), a.group()),
          new @Nullable Object[] {a.record(), a.group(), a.staff(), a.journal(), a.at(), seq});
    tx.runAll(
        """
        INSERT INTO group_author (id, grp, staff, journal, at, seq) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id, grp) DO UPDATE SET staff = excluded.staff, journal = excluded.journal,
          at = excluded.at, seq = excluded.seq
        """,
        List.copyOf(newest.values()));
  }

  @Override
  public Set<String> groupsOfOthers(UUID record, String journal, long after, Set<String> present)
      throws StorageException {
    record Wrote(String group, boolean counts) {}
    List<Wrote> rows =
        tx.all(
            "SELECT grp, journal, seq FROM group_author WHERE id = ?",
            row ->
                new Wrote(
                    row.text("grp"),
                    !row.text("journal").equals(journal) && row.number("seq") > after),
            record);
    var groups = new HashSet<String>();
    if (rows.contains(new Wrote(MADE, true))) groups.addAll(present);
    for (Wrote one : rows) {
      if (one.group().equals(MADE)) continue;
      if (one.counts()) groups.add(one.group());
      else groups.remove(one.group());
    }
    return groups;
  }

  @Override
  public Optional<Author> authorOf(UUID record, String group) throws StorageException {
    return tx.one(
        """
        SELECT staff, at FROM group_author WHERE id = ? AND grp IN (?, ?)
        ORDER BY CASE grp WHEN '*' THEN 1 ELSE 0 END
        """,
        row -> new Author(row.id("staff"), row.number("at")),
        record,
        group,
        group.isEmpty() ? group : MADE);
  }
}
