package cn.ruhu.server.db;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Files in SQL. Nearly all are whole, yet SQLite takes every equality with an index for a rare
/// one: it would answer what is asked of one case or page by all whole files of the district. The
/// sign in `+f.complete = 1` keeps it from that index.
final class SqlFileRows implements FileRows {
  private static final int LIST_MAX = 256;

  /// of a file `f`, whole and belonging to a case
  private static final String BELONGS =
      """
      +f.complete = 1
        AND (EXISTS (SELECT 1 FROM file_offer o WHERE o.address = f.address AND o.case_id = ?)
          OR EXISTS (SELECT 1 FROM file_lent l
            JOIN file_offer o ON o.address = l.address AND o.case_id = l.from_case
            WHERE l.address = f.address AND l.to_case = ?)
          OR NOT EXISTS (SELECT 1 FROM file_offer o WHERE o.address = f.address))
      """;

  private final Tx tx;

  SqlFileRows(Tx tx) {
    this.tx = tx;
  }

  @Override
  public void finished(String address, @Nullable UUID caseId, long length, long at)
      throws StorageException {
    if (caseId == null) tx.run("DELETE FROM file_offer WHERE address = ?", address);
    else
      tx.run(
          """
          INSERT INTO file_offer (address, case_id)
          SELECT ?, ? WHERE NOT EXISTS (
            SELECT 1 FROM file f WHERE f.address = ? AND f.finished_at > 0
              AND NOT EXISTS (SELECT 1 FROM file_offer o WHERE o.address = f.address))
          ON CONFLICT DO NOTHING
          """,
          address,
          caseId,
          address);
    tx.run(
        """
        INSERT INTO file (address, length, complete, started_at, finished_at)
        VALUES (?, ?, 1, ?, ?)
        ON CONFLICT (address) DO UPDATE
          SET length = excluded.length, complete = 1, finished_at = excluded.finished_at
        """,
        address,
        length,
        at,
        at);
  }

  @Override
  public void lend(String address, UUID from, UUID to) throws StorageException {
    tx.run(
        """
        INSERT INTO file_lent (address, from_case, to_case) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        address,
        from,
        to);
  }

  @Override
  public long length(String address) throws StorageException {
    return tx.number("SELECT length AS n FROM file WHERE address = ? AND complete = 1", address);
  }

  @Override
  public boolean belongs(String address, UUID caseId) throws StorageException {
    return tx.number(
            "SELECT count(*) AS n FROM file f WHERE f.address = ? AND " + BELONGS,
            address,
            caseId,
            caseId)
        > 0;
  }

  @Override
  public List<UUID> namedBy(String address) throws StorageException {
    return tx.all(
        "SELECT DISTINCT record FROM file_use WHERE address = ? ORDER BY record",
        row -> row.id("record"),
        address);
  }

  @Override
  public List<Use> uses(String address) throws StorageException {
    return tx.all(
        """
        SELECT u.record, u.field FROM file_use u JOIN file f ON f.address = u.address
        WHERE u.address = ? AND f.complete = 1 ORDER BY u.record, u.field
        """,
        row -> new Use(row.id("record"), row.text("field")),
        address);
  }

  @Override
  public Map<UUID, List<Named>> receipts(Collection<UUID> records) throws StorageException {
    record Found(UUID record, Named named) {}
    var out = new HashMap<UUID, List<Named>>();
    for (Found found :
        tx.allOf(
            """
            SELECT u.record, u.address, u.field FROM file_use u
            JOIN file f ON f.address = u.address JOIN record r ON r.id = u.record
            WHERE +f.complete = 1
              AND (r.case_id IS NULL
                OR EXISTS (SELECT 1 FROM file_offer o
                  WHERE o.address = f.address AND o.case_id = r.case_id)
                OR NOT EXISTS (SELECT 1 FROM file_offer o WHERE o.address = f.address))
              AND u.record IN\
            """,
            records,
            " ORDER BY u.address, u.field",
            row -> new Found(row.id("record"), new Named(row.text("address"), row.text("field")))))
      out.computeIfAbsent(found.record(), _ -> new ArrayList<>()).add(found.named());
    return out;
  }

  @Override
  public Set<String> ofCase(UUID caseId) throws StorageException {
    return new HashSet<>(
        tx.all(
            """
            SELECT DISTINCT f.address FROM record r JOIN file_use u ON u.record = r.id
            JOIN file f ON f.address = u.address WHERE r.case_id = ? AND
            """
                + BELONGS,
            row -> row.text("address"),
            caseId,
            caseId,
            caseId));
  }

  @Override
  public List<Whole> whole(String after, String below, int max) throws StorageException {
    return tx.all(
        """
        SELECT f.address, f.length FROM file f
        WHERE f.address > ? AND f.address < ? AND +f.complete = 1
        ORDER BY f.address LIMIT ?
        """,
        row -> new Whole(row.text("address"), row.number("length")),
        after,
        below,
        max);
  }

  @Override
  public void lose(String address) throws StorageException {
    tx.run("UPDATE file SET complete = 0 WHERE address = ?", address);
  }

  @Override
  public void askForTheRest() throws StorageException {
    tx.run(
        """
        INSERT INTO file (address, length, complete, started_at, finished_at)
        SELECT DISTINCT u.address, 0, 0, 0, 0 FROM file_use u
        WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.address = u.address)
        """);
  }

  @Override
  public List<Lost> lost(Collection<String> scopes, Collection<UUID> cases, String from, int max)
      throws StorageException {
    if (tx.number("SELECT count(*) AS n FROM file WHERE complete = 0") == 0) return List.of();
    var places = new TreeSet<>(Lost.ORDER);
    places.addAll(lost("r.scope", List.copyOf(scopes), from, max));
    List<String> ids = cases.stream().map(UUID::toString).toList();
    for (int at = 0; at < ids.size(); at += LIST_MAX)
      places.addAll(
          lost("r.case_id", ids.subList(at, Math.min(ids.size(), at + LIST_MAX)), from, max));
    return places.stream().limit(max).toList();
  }

  private List<Lost> lost(String column, List<String> in, String from, int max)
      throws StorageException {
    if (in.isEmpty()) return List.of();
    var args = new ArrayList<@Nullable Object>();
    args.add(from);
    args.addAll(in);
    args.add(max);
    return tx.all(
        """
        SELECT u.address, u.record, u.field FROM file f JOIN file_use u ON u.address = f.address
        JOIN record r ON r.id = u.record
        WHERE f.complete = 0 AND f.address >= ? AND r.deleted = 0 AND %s IN (?%s)
        ORDER BY u.address, u.record, u.field LIMIT ?
        """
            .formatted(column, ", ?".repeat(in.size() - 1)),
        row -> new Lost(row.text("address"), row.id("record"), row.text("field")),
        args.toArray());
  }
}
