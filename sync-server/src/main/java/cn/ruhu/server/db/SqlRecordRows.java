package cn.ruhu.server.db;

import cn.ruhu.casefile.process.Assignments;
import cn.ruhu.casefile.process.SecondSignings;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.server.json.FieldMap;
import cn.ruhu.server.merge.Held;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Records in SQL. Class S3 fields are sealed before they touch the database.
final class SqlRecordRows implements RecordRows {
  private static final String COLUMNS =
      "SELECT id, type, scope, case_id, seq, made_by, journal, deleted, fields, sealed FROM record"
          + " ";

  /// in place of an agency, where somebody sees a case for a signature
  static final String SECOND = "second";

  /// in place of an agency, where somebody sees a case because a signature under their visit is
  /// doubted
  static final String DOUBT = "doubt";

  private final Tx tx;
  private final Vault vault;

  SqlRecordRows(Tx tx, Vault vault) {
    this.tx = tx;
    this.vault = vault;
  }

  @Override
  public Optional<Held> find(UUID id) throws StorageException {
    return tx.one(COLUMNS + "WHERE id = ?", this::held, id);
  }

  @Override
  public Optional<Held> locked(UUID id) throws StorageException {
    return tx.locked(COLUMNS + "WHERE id = ?", this::held, id);
  }

  @Override
  public Map<UUID, Held> find(Set<UUID> ids) throws StorageException {
    return byId(tx.allOf(COLUMNS + "WHERE id IN", ids, "", this::held));
  }

  @Override
  public Map<UUID, Held> locked(Set<UUID> ids) throws StorageException {
    return byId(tx.lockedOf(COLUMNS + "WHERE id IN", ids, this::held));
  }

  private static Map<UUID, Held> byId(List<Held> records) {
    var map = new HashMap<UUID, Held>();
    for (Held record : records) map.put(record.id(), record);
    return map;
  }

  @Override
  public List<Held> ofCase(UUID caseId) throws StorageException {
    return tx.all(COLUMNS + "WHERE case_id = ? ORDER BY id", this::held, caseId);
  }

  @Override
  public List<Held> ofType(String type) throws StorageException {
    return tx.all(COLUMNS + "WHERE type = ? AND deleted = 0 ORDER BY id", this::held, type);
  }

  @Override
  public List<Held> inScope(String scope, long after, long upTo, int limit)
      throws StorageException {
    return tx.all(
        COLUMNS
            + "WHERE scope = ? AND seq > ? AND seq <= ? AND deleted < 2 ORDER BY seq, id LIMIT ?",
        this::held,
        scope,
        after,
        upTo,
        limit);
  }

  @Override
  public List<Held> inCase(UUID caseId, long after, long upTo, int limit) throws StorageException {
    return tx.all(
        COLUMNS
            + "WHERE case_id = ? AND seq > ? AND seq <= ? AND deleted < 2 ORDER BY seq, id LIMIT ?",
        this::held,
        caseId,
        after,
        upTo,
        limit);
  }

  @Override
  public Map<UUID, Standing> standings(Set<UUID> ids) throws StorageException {
    record Found(UUID id, Standing standing) {}
    var out = new HashMap<UUID, Standing>();
    for (Found f :
        tx.allOf(
            "SELECT id, scope, deleted FROM record WHERE id IN",
            ids,
            "",
            row -> new Found(row.id("id"), new Standing(row.text("scope"), !row.flag("deleted")))))
      out.put(f.id(), f.standing());
    return out;
  }

  @Override
  public List<Point> points(String scope) throws StorageException {
    return tx.all(
        "SELECT id, seq FROM record WHERE scope = ? AND deleted = 0",
        row -> new Point(row.id("id"), row.number("seq")),
        scope);
  }

  @Override
  public List<String> scopes() throws StorageException {
    return tx.all("SELECT DISTINCT scope FROM record ORDER BY scope", row -> row.text("scope"));
  }

  @Override
  public List<UUID> damaged(String scope) throws StorageException {
    record Found(UUID id, boolean sound) {}
    return tx
        .all(
            "SELECT * FROM record WHERE scope = ? AND digest IS NOT NULL ORDER BY id",
            row -> new Found(row.id("id"), hash(row).equals(row.maybeText("digest"))),
            scope)
        .stream()
        .filter(f -> !f.sound())
        .map(Found::id)
        .toList();
  }

  /// Of what a row says; empty when its columns do not even open.
  private Optional<String> hash(Row row) {
    try {
      return Optional.of(RecordDigest.of(held(row)));
    } catch (StorageException | IllegalStateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean mend(UUID id) throws StorageException {
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Was(boolean deleted, String fields, byte[] sealed, Optional<String> hash) {}
    // locked, or a commit in between would be overwritten with what was before it
    Optional<String> written =
        tx.locked("SELECT digest FROM record WHERE id = ?", row -> row.text("digest"), id);
    Optional<Was> was =
        tx.one(
            """
            SELECT r.id, r.type, r.scope, r.case_id, r.seq, r.made_by, r.journal, h.deleted,
              h.fields, h.sealed
            FROM record r JOIN record_history h ON h.id = r.id AND h.seq = r.seq WHERE r.id = ?
            """,
            row -> new Was(row.flag("deleted"), row.text("fields"), row.bytes("sealed"), hash(row)),
            id);
    if (was.isEmpty() || !was.get().hash().equals(written)) return false;
    byte[] sealed = was.get().sealed();
    tx.run(
        """
        UPDATE record SET deleted = CASE deleted WHEN 2 THEN 2 ELSE 1 END * ?, fields = ?,
          sealed = ?
        WHERE id = ?
        """,
        was.get().deleted(), // who left the feed does not come back
        was.get().fields(),
        sealed.length == 0 ? null : sealed,
        id);
    return true;
  }

  @Override
  public List<UUID> byIdNumber(String number) throws StorageException {
    return tx.all(
        "SELECT id FROM id_lookup WHERE mac = ? ORDER BY id",
        row -> row.id("id"),
        vault.lookup(number));
  }

  @Override
  public String put(Held record, long seq) throws StorageException {
    return put(List.of(record), seq).getFirst();
  }

  @Override
  public List<String> put(Collection<Held> records, long seq) throws StorageException {
    var digests = new ArrayList<String>(records.size());
    var made = new ArrayList<@Nullable Object[]>();
    var changed = new ArrayList<@Nullable Object[]>();
    var history = new ArrayList<@Nullable Object[]>();
    for (Held r : records) {
      SealedFields split = SealedFields.of(r);
      byte[] open = FieldMap.write(split.plain());
      byte[] closed = FieldMap.write(split.sealed());
      String digest = RecordDigest.of(r, open, closed);
      digests.add(digest);
      var plain = new Tx.Utf8(open);
      byte @Nullable [] sealed =
          split.sealed().isEmpty() ? null : vault.seal(place(r.id()), closed);
      history.add(row(r.id(), seq, r.deleted(), plain, sealed));
      if (r.seq() == 0)
        made.add(
            row(
                r.id(),
                r.type(),
                r.scope(),
                r.caseId(),
                seq,
                r.madeBy(),
                r.journal(),
                r.deleted(),
                plain,
                sealed,
                digest));
      else
        changed.add(
            row(r.scope(), seq, r.journal(), r.deleted(), plain, sealed, digest, r.id(), r.seq()));
    }
    tx.change(
        """
        INSERT INTO record
          (id, type, scope, case_id, seq, made_by, journal, deleted, fields, sealed, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, %s, ?, ?)
        """
                .formatted(tx.utf8())
            + tx.noticesTaken("id"),
        made);
    tx.change(
        """
        UPDATE record SET scope = ?, seq = ?, journal = ?, deleted = ?, fields = %s, sealed = ?,
          digest = ?
        WHERE id = ? AND seq = ?
        """
            .formatted(tx.utf8()),
        changed);
    tx.runAll(
        "INSERT INTO record_history (id, seq, deleted, fields, sealed) VALUES (?, ?, ?, "
            + tx.utf8()
            + ", ?)",
        history);
    lookUps(records);
    return digests;
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private void lookUps(Collection<Held> records) throws StorageException {
    var oldNumbers = new ArrayList<@Nullable Object[]>();
    var numbers = new ArrayList<@Nullable Object[]>();
    var files = new ArrayList<@Nullable Object[]>();
    for (Held record : records) {
      if (record.type().equals("ASSIGNMENT")) assignment(record);
      if (record.type().equals("VISIT") || record.type().equals("GATE_FACT")) second(record);
      if (record.type().equals("GATE_FACT")) doubt(record);
      if (record.fields().containsKey("idNumber")) {
        if (record.seq() > 0) oldNumbers.add(row(record.id()));
        numbers.add(row(vault.lookup(record.text("idNumber")), record.id()));
      }
      if (record.knownType().isEmpty()) continue;
      for (FieldSpec field : record.knownType().get().fields()) {
        if (field.kind() != FieldKind.FILE) continue;
        String address = record.fields().get(field.name());
        if (address != null) files.add(row(address, record.id(), field.name()));
      }
    }
    tx.runAll("DELETE FROM id_lookup WHERE id = ?", oldNumbers);
    tx.runAll("INSERT INTO id_lookup (mac, id) VALUES (?, ?)", numbers);
    tx.runAll(
        """
        INSERT INTO file_use (address, record, field) VALUES (?, ?, ?)
        ON CONFLICT (address, record, field) DO NOTHING
        """,
        files);
  }

  private void assignment(Held record) throws StorageException {
    tx.run("UPDATE assignment_of SET active = 0 WHERE assignment = ?", record.id());
    UUID caseId = record.caseId();
    if (caseId == null) return;
    boolean active = !record.deleted() && Assignments.inForce(record.text("state"));
    for (String field : List.of("investigatorA", "investigatorB", "agency")) {
      String who = record.fields().get(field);
      if (who == null) continue;
      tx.run(
          """
          INSERT INTO assignment_of (assignment, staff, agency, case_id, active)
          VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (assignment, staff) DO UPDATE SET agency = excluded.agency,
            active = excluded.active
          """,
          record.id(),
          field.equals("agency") ? "agency:" + who : who,
          record.text("agency"),
          caseId,
          active);
    }
  }

  /// Whoever has to sign a visit later sees its case until then, or until others finished a later
  /// visit, in whatever order these came here.
  private void second(Held record) throws StorageException {
    Optional<CaseRecord> known = record.caseRecord();
    UUID caseId = record.caseId();
    if (known.isEmpty() || caseId == null || record.deleted()) return;
    boolean visit = known.get().type() == RecordType.VISIT;
    if (visit && !CaseFile.FINISHED.contains(record.text("disposition"))) return;
    Optional<UUID> counts = visit ? counting(caseId) : Optional.empty();
    if (counts.isPresent())
      tx.run(
          """
          UPDATE assignment_of SET active = 0
          WHERE case_id = ? AND agency = ? AND assignment <> ?
          """,
          caseId,
          SECOND,
          counts.get());
    Optional<SecondSignings.Grant> grant = SecondSignings.grant(known.get());
    if (grant.isEmpty()) return;
    Optional<UUID> first = known.get().ref("investigatorA");
    if (visit && !tx.grants().mayBeNamed(grant.get().staff(), record.madeBy(), first)) return;
    tx.run(
        """
        INSERT INTO assignment_of (assignment, staff, agency, case_id, active)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (assignment, staff) DO UPDATE SET
          active = CASE WHEN excluded.active = 0 THEN 0 ELSE assignment_of.active END
        """,
        grant.get().visit(),
        grant.get().staff().toString(),
        SECOND,
        caseId,
        grant.get().open() && counts.equals(Optional.of(grant.get().visit())));
  }

  /// Both who made a visit see its case while a signature under it is doubted, until the street has
  /// answered; whatever became of the assignment, which is done with the visit.
  private void doubt(Held record) throws StorageException {
    UUID caseId = record.caseId();
    Optional<UUID> subject = Texts.uuid(record.text("subject"));
    if (caseId == null || subject.isEmpty() || record.deleted()) return;
    if (record.text("kind").equals(GateKind.ALERT_ANSWERED.name()))
      tx.run(
          "UPDATE assignment_of SET active = 0 WHERE assignment = ? AND case_id = ? AND agency = ?",
          subject.get(),
          caseId,
          DOUBT);
    if (!record.text("kind").equals(GateKind.SIGNATURE_DOUBTED.name())) return;
    Optional<Held> visit = find(subject.get());
    if (visit.isEmpty() || visit.get().text("purpose").equals("SPOT_CHECK")) return;
    Optional<UUID> first = Texts.uuid(visit.get().text("investigatorA"));
    for (String field : List.of("investigatorA", "investigatorB")) {
      Optional<UUID> who = Texts.uuid(visit.get().text(field));
      if (who.isEmpty() || !tx.grants().mayBeNamed(who.get(), visit.get().madeBy(), first))
        continue;
      tx.run(
          """
          INSERT INTO assignment_of (assignment, staff, agency, case_id, active)
          VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (assignment, staff) DO NOTHING
          """,
          record.id(),
          who.get().toString(),
          DOUBT,
          caseId,
          true);
    }
  }

  /// The visit of a case that counts, as [CaseFile#finishedVisit] says.
  private Optional<UUID> counting(UUID caseId) throws StorageException {
    var visits = new ArrayList<CaseRecord>();
    for (Held held :
        tx.all(
            COLUMNS + "WHERE case_id = ? AND type = ? AND deleted = 0",
            this::held,
            caseId,
            RecordType.VISIT.name())) held.caseRecord().ifPresent(visits::add);
    return CaseFile.of(visits).finishedVisit().map(CaseRecord::id);
  }

  private Held held(Row row) throws StorageException {
    SortedMap<String, String> fields = FieldMap.read(row.bytes("fields")); // as it lies there
    UUID id = row.id("id");
    byte[] sealed = row.bytes("sealed");
    if (sealed.length > 0) fields.putAll(FieldMap.read(vault.open(place(id), sealed)));
    return new Held(
        row.text("type"),
        id,
        row.text("scope"),
        row.maybeId("case_id").orElse(null),
        row.number("seq"),
        row.maybeId("made_by").orElse(null),
        row.maybeText("journal").orElse(""),
        row.flag("deleted"),
        fields);
  }

  private static String place(UUID id) {
    return "record/" + id;
  }
}
