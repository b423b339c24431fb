package cn.ruhu.server.db;

import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Journals in SQL. What machines sent is sealed.
final class SqlJournalRows implements JournalRows {
  private static final byte[] NO_LINE = {};

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
    insert(List.<@Nullable Object[]>of(row(op, seq, times, sealed(op, body), null, null)));
  }

  /// One that waits is read again whenever something comes it may wait for: it has its line beside
  /// it. The others are found in their push.
  @Override
  public void keepOps(List<NewOp> ops, long seq) throws StorageException {
    var rows = new ArrayList<@Nullable Object[]>();
    for (NewOp one : ops) {
      Answered op = one.op();
      boolean waits = op.verdictKind().equals(Verdict.Kind.DEFERRED.name());
      byte[] own = waits ? sealed(op, one.line().bytes()) : NO_LINE;
      rows.add(row(op, seq, one.times(), own, seq, (long) one.place()));
    }
    insert(rows);
  }

  private byte[] sealed(Answered op, byte[] body) {
    return vault.seal("op/" + op.opId(), body);
  }

  private static @Nullable Object[] row(
      Answered op, long seq, Times times, byte[] body, @Nullable Long pack, @Nullable Long place) {
    return new @Nullable Object[] {
      op.opId(),
      op.staff(),
      op.device(),
      op.kind(),
      op.verdictKind(),
      op.verdict(),
      seq,
      times.received(),
      times.skew(),
      body,
      pack,
      place
    };
  }

  private void insert(List<@Nullable Object[]> rows) throws StorageException {
    tx.change(
        """
        INSERT INTO op (op_id, staff, device, kind, verdict_kind, verdict, seq, at, skew, body,
          pack, place)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
            + tx.noticesTaken("op_id"),
        rows);
  }

  @Override
  public void keepPack(long seq, Supplier<byte[]> packed) throws StorageException {
    tx.run(
        "INSERT INTO op_pack (seq, body) VALUES (?, ?)",
        seq,
        vault.seal("op_pack/" + seq, packed.get()));
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
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Lies(byte[] own, long pack, long place) {}
    Lies lies =
        tx.one(
                "SELECT body, pack, place FROM op WHERE op_id = ?",
                row -> new Lies(row.bytes("body"), row.number("pack"), row.number("place")),
                opId)
            .orElseThrow(() -> new StorageException("an op is missing"));
    return lies.own().length > 0
        ? vault.open("op/" + opId, lies.own())
        : inPack(lies.pack(), Math.toIntExact(lies.place()));
  }

  private byte[] inPack(long pack, int place) throws StorageException {
    byte[] sealed =
        tx.one("SELECT body FROM op_pack WHERE seq = ?", row -> row.bytes("body"), pack)
            .orElseThrow(() -> new StorageException("a push is missing"));
    byte[] packed = vault.open("op_pack/" + pack, sealed);
    try {
      return PushBody.read(new ByteArrayInputStream(packed), PushBody.Limits.STANDARD)
          .lines()
          .get(place)
          .bytes();
    } catch (WireException | IOException e) {
      throw new StorageException("a push that was kept is damaged", e);
    }
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
