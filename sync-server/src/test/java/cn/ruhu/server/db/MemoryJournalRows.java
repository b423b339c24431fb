package cn.ruhu.server.db;

import cn.ruhu.server.db.MemoryTables.KeptOp;
import cn.ruhu.server.db.MemoryTables.Lie;
import cn.ruhu.server.db.MemoryTables.Line;
import cn.ruhu.server.db.MemoryTables.Wrote;
import cn.ruhu.wire.PushBody;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Journals, ops and authors in [MemoryTables].
final class MemoryJournalRows implements JournalRows {
  private final MemoryTables tables;
  private final MemoryLedger.Undo undo;
  private final List<UUID> written;

  /// @param written ops answered in this transaction
  MemoryJournalRows(MemoryTables tables, MemoryLedger.Undo undo, List<UUID> written) {
    this.tables = tables;
    this.undo = undo;
    this.written = written;
  }

  @Override
  public Optional<Journal> locked(String jid) {
    return Optional.ofNullable(tables.journals.get(jid));
  }

  @Override
  public Map<String, Long> heads(UUID staff, UUID device) {
    var heads = new TreeMap<String, Long>();
    for (Journal j : tables.journals.values())
      if (j.staff().equals(staff) && j.device().equals(device)) heads.put(j.id(), j.last());
    return heads;
  }

  private Optional<Line> line(String jid, long jseq) {
    return Optional.ofNullable(tables.lines.getOrDefault(jid, new TreeMap<>()).get(jseq));
  }

  @Override
  public Optional<String> lineHash(String jid, long jseq) {
    if (tables.lies.contains(Lie.BELIEVES_LINES) && line(jid, jseq).isPresent()) {
      String claimed = tables.claimed.get(jseq);
      if (claimed != null) return Optional.of(claimed);
    }
    return line(jid, jseq).map(Line::hash);
  }

  @Override
  public String verdict(String jid, long jseq) throws StorageException {
    Line line = line(jid, jseq).orElseThrow(() -> new StorageException("no such line"));
    String own = line.verdict();
    if (own != null) return own;
    return known(line.opId())
        .map(Known::verdict)
        .orElseThrow(() -> new StorageException("a journal line has no verdict"));
  }

  @Override
  public Optional<Known> op(UUID opId) {
    return tables.lies.contains(Lie.FORGETS_OPS) ? Optional.empty() : known(opId);
  }

  private Optional<Known> known(UUID opId) {
    return Optional.ofNullable(tables.ops.get(opId)).map(KeptOp::known);
  }

  @Override
  public void keepOp(Answered op, long seq, Times times, byte[] body) throws StorageException {
    if (this.op(op.opId()).isPresent()) throw StorageException.again("op id is taken");
    var known = new Known(op.opId(), op.staff(), op.device(), op.verdictKind(), op.verdict());
    undo.put(tables.ops, op.opId(), new KeptOp(known, seq, body));
    written.add(op.opId());
  }

  @Override
  public void settle(UUID opId, String kind, String verdict, long seq) {
    KeptOp was = tables.ops.get(opId);
    if (was == null) return;
    var known = new Known(opId, was.known().staff(), was.known().device(), kind, verdict);
    undo.put(tables.ops, opId, new KeptOp(known, seq, was.body()));
  }

  @Override
  public void keepLine(String jid, PushBody.Line line, @Nullable String verdict)
      throws StorageException {
    if (line(jid, line.jseq()).isPresent()) throw new StorageException("line is taken");
    undo.put(
        tables.lines.computeIfAbsent(jid, _ -> new TreeMap<>()),
        line.jseq(),
        new Line(line.opId(), line.hash(), verdict));
  }

  @Override
  public void keep(Journal journal) {
    Journal was = tables.journals.get(journal.id());
    Journal now =
        was == null
            ? journal
            : new Journal(was.id(), was.staff(), was.device(), journal.last(), journal.head());
    undo.put(tables.journals, now.id(), now);
  }

  @Override
  public byte[] body(UUID opId) throws StorageException {
    KeptOp op = tables.ops.get(opId);
    if (op == null) throw new StorageException("an op is missing");
    return op.body().clone();
  }

  @Override
  public void waits(UUID opId, Set<UUID> records, long now) {
    undo.remove(tables.waits, opId);
    if (records.isEmpty()) return;
    var waits = new TreeMap<UUID, Long>();
    records.forEach(r -> waits.put(r, now));
    undo.put(tables.waits, opId, waits);
  }

  @Override
  public List<UUID> waitingFor(Set<UUID> records) {
    var ops = new TreeSet<UUID>();
    tables.waits.forEach((op, waits) -> {
      if (waits.keySet().stream().anyMatch(records::contains)) ops.add(op);
    });
    return List.copyOf(ops);
  }

  @Override
  public void author(Authorship a, long seq) {
    undo.put(
        tables.authors.computeIfAbsent(a.record(), _ -> new TreeMap<>()),
        a.group(),
        new Wrote(a.staff(), a.journal(), a.at(), seq));
  }

  @Override
  public Set<String> groupsOfOthers(UUID record, String journal, long after, Set<String> present) {
    TreeMap<String, Wrote> rows = tables.authors.getOrDefault(record, new TreeMap<>());
    Wrote made = rows.get(MADE);
    var groups = new HashSet<String>(rows.keySet());
    if (made != null && isOfOthers(made, journal, after)) groups.addAll(present);
    groups.remove(MADE);
    groups.removeIf(g -> rows.containsKey(g) && !isOfOthers(rows.get(g), journal, after));
    return groups;
  }

  private static boolean isOfOthers(Wrote wrote, String journal, long after) {
    return !wrote.journal().equals(journal) && wrote.seq() > after;
  }

  @Override
  public Optional<Author> authorOf(UUID record, String group) {
    TreeMap<String, Wrote> rows = tables.authors.getOrDefault(record, new TreeMap<>());
    Optional<Wrote> own = Optional.ofNullable(rows.get(group));
    if (own.isEmpty() && !group.isEmpty()) own = Optional.ofNullable(rows.get(MADE));
    return own.map(w -> new Author(w.staff(), w.at()));
  }
}
