package cn.ruhu.server.db;

import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.server.json.FieldMap;
import cn.ruhu.server.merge.Held;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Records in SQL. Class S3 fields are sealed before they touch the database.
final class SqlRecordRows implements RecordRows {
  private static final Set<String> ACTIVE = Set.of("ASSIGNED", "CHECKED_OUT", "RETURNED");
  private static final String COLUMNS =
      "SELECT id, type, scope, case_id, seq, made_by, journal, deleted, fields, sealed FROM record"
          + " ";

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
        COLUMNS + "WHERE scope = ? AND seq > ? AND seq <= ? ORDER BY seq, id LIMIT ?",
        this::held,
        scope,
        after,
        upTo,
        limit);
  }

  @Override
  public List<Held> inCase(UUID caseId, long after, long upTo, int limit) throws StorageException {
    return tx.all(
        COLUMNS + "WHERE case_id = ? AND seq > ? AND seq <= ? ORDER BY seq, id LIMIT ?",
        this::held,
        caseId,
        after,
        upTo,
        limit);
  }

  @Override
  public List<UUID> byIdNumber(String number) throws StorageException {
    return tx.all(
        "SELECT id FROM id_lookup WHERE mac = ? ORDER BY id",
        row -> row.id("id"),
        vault.lookup(number));
  }

  @Override
  public void put(Held record, long seq) throws StorageException {
    SealedFields split = SealedFields.of(record);
    String plain = FieldMap.text(split.plain());
    byte @Nullable [] sealed =
        split.sealed().isEmpty()
            ? null
            : vault.seal(place(record.id()), FieldMap.write(split.sealed()));
    tx.run(
        """
        INSERT INTO record (id, type, scope, case_id, seq, made_by, journal, deleted, fields, sealed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, seq = excluded.seq,
          journal = excluded.journal, deleted = excluded.deleted, fields = excluded.fields,
          sealed = excluded.sealed
        """,
        record.id(),
        record.type(),
        record.scope(),
        record.caseId(),
        seq,
        record.madeBy(),
        record.journal(),
        record.deleted(),
        plain,
        sealed);
    tx.run(
        """
        INSERT INTO record_history (id, seq, deleted, fields, sealed) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id, seq) DO NOTHING
        """,
        record.id(),
        seq,
        record.deleted(),
        plain,
        sealed);
    lookUps(record);
  }

  private void lookUps(Held record) throws StorageException {
    if (record.type().equals("ASSIGNMENT")) assignment(record);
    if (record.fields().containsKey("idNumber")) {
      tx.run("DELETE FROM id_lookup WHERE id = ?", record.id());
      tx.run(
          "INSERT INTO id_lookup (mac, id) VALUES (?, ?)",
          vault.lookup(record.text("idNumber")),
          record.id());
    }
    if (record.knownType().isEmpty()) return;
    for (FieldSpec field : record.knownType().get().fields()) {
      if (field.kind() != FieldKind.FILE) continue;
      String address = record.fields().get(field.name());
      if (address == null) continue;
      tx.run(
          """
          INSERT INTO file_use (address, record, field) VALUES (?, ?, ?)
          ON CONFLICT (address, record, field) DO NOTHING
          """,
          address,
          record.id(),
          field.name());
    }
  }

  private void assignment(Held record) throws StorageException {
    tx.run("UPDATE assignment_of SET active = 0 WHERE assignment = ?", record.id());
    UUID caseId = record.caseId();
    if (caseId == null) return;
    boolean active =
        !record.deleted() && ACTIVE.contains(record.fields().getOrDefault("state", "ASSIGNED"));
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

  private Held held(Row row) throws StorageException {
    var fields = new TreeMap<>(FieldMap.read(row.text("fields").getBytes(StandardCharsets.UTF_8)));
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
