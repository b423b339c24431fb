package cn.ruhu.server.db;

import cn.ruhu.casefile.process.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Accounts and assignments in SQL.
final class SqlGrantRows implements GrantRows {
  private static final String MACHINE = "SELECT active, state FROM device WHERE id = ?";
  private static final String PERSON =
      "SELECT id, role, street, agency, active FROM staff WHERE id = ?";

  private final Tx tx;

  SqlGrantRows(Tx tx) {
    this.tx = tx;
  }

  @Override
  public Optional<Person> person(UUID staff) throws StorageException {
    return tx.one(PERSON, SqlGrantRows::person, staff);
  }

  @Override
  public Optional<Person> heldPerson(UUID staff) throws StorageException {
    return tx.shared(PERSON, SqlGrantRows::person, staff);
  }

  @Override
  public Optional<String> machineClosed(UUID device) throws StorageException {
    return tx.one(MACHINE, SqlGrantRows::whyClosed, device).filter(why -> !why.isEmpty());
  }

  @Override
  public Optional<String> heldMachineClosed(UUID device) throws StorageException {
    return tx.shared(MACHINE, SqlGrantRows::whyClosed, device).filter(why -> !why.isEmpty());
  }

  @Override
  public Optional<String> machineKey(UUID device) throws StorageException {
    return tx.one(
        "SELECT public_key FROM device WHERE id = ?", row -> row.text("public_key"), device);
  }

  @Override
  public Optional<BadgeKey> badge(UUID staff, String number) throws StorageException {
    return tx.shared(
        "SELECT public_key, revoked_at FROM badge WHERE staff = ? AND number = ?",
        row -> new BadgeKey(row.text("public_key"), row.number("revoked_at")),
        staff,
        number);
  }

  @Override
  public List<String> badges(UUID staff) throws StorageException {
    return tx.all(
        "SELECT number FROM badge WHERE staff = ? ORDER BY made_at, id",
        row -> row.text("number"),
        staff);
  }

  @Override
  public List<String> personKeys(UUID staff, UUID device) throws StorageException {
    return tx.all(
        "SELECT public_key FROM person_key WHERE staff = ? AND device = ?",
        row -> row.text("public_key"),
        staff,
        device);
  }

  private static String whyClosed(Row row) throws StorageException {
    return row.flag("active") ? "" : row.text("state");
  }

  private static Person person(Row row) throws StorageException {
    return new Person(
        row.id("id"),
        Role.valueOf(row.text("role")),
        row.maybeText("street").orElse(null),
        row.maybeId("agency").orElse(null),
        row.flag("active"));
  }

  @Override
  public List<Boolean> assignments(String holder, UUID caseId) throws StorageException {
    return tx.all(
        "SELECT active FROM assignment_of WHERE staff = ? AND case_id = ?",
        row -> row.flag("active"),
        holder,
        caseId);
  }

  @Override
  public boolean worksOn(String holder, UUID caseId) throws StorageException {
    return tx.number(
            """
            SELECT count(*) AS n FROM assignment_of
            WHERE staff = ? AND case_id = ? AND active = 1
              AND agency NOT IN (?, ?)
            """,
            holder,
            caseId,
            SqlRecordRows.SECOND,
            SqlRecordRows.DOUBT)
        > 0;
  }

  @Override
  public List<String> casesOf(String holder) throws StorageException {
    return tx.all(
        """
        SELECT DISTINCT case_id FROM assignment_of
        WHERE staff = ? AND active = 1 ORDER BY case_id
        """,
        row -> row.text("case_id"),
        holder);
  }
}
