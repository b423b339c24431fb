package cn.ruhu.server.accounts;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.db.Row;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// People as the accounts know them; each call runs in the caller's transaction.
final class StaffRows {
  private static final String COLUMNS =
      """
      SELECT id, login, name, role, street, agency, phone, active, password, failed, locked_until,
        one_time_until, seen_at
      FROM staff
      """;

  private StaffRows() {}

  record Staff(
      UUID id,
      String login,
      String name,
      Role role,
      @Nullable String street,
      @Nullable UUID agency,
      @Nullable String phone,
      boolean active,
      String password,
      long failed,
      long lockedUntil,
      long oneTimeUntil,
      long seenAt) {

    /// Without the password's hash.
    @Override
    public String toString() {
      return "Staff[" + id + "]";
    }

    /// Whether this person may sign in on a machine that belongs to `home` (a street, an agency, or
    /// nobody in particular).
    boolean fits(Optional<String> home) {
      if (home.isEmpty()) return true;
      String at = home.get();
      if (agency != null) return at.equals(agency.toString());
      return at.equals(street) || (street == null && at.length() == Scopes.STREET_LENGTH);
    }
  }

  static Optional<Staff> byLogin(Tx tx, String login) throws StorageException {
    return tx.one(COLUMNS + "WHERE login = ?", StaffRows::staff, login);
  }

  static Optional<Staff> byId(Tx tx, UUID id) throws StorageException {
    return tx.one(COLUMNS + "WHERE id = ?", StaffRows::staff, id);
  }

  static List<Staff> active(Tx tx) throws StorageException {
    return tx.all(COLUMNS + "WHERE active = 1 ORDER BY login", StaffRows::staff);
  }

  /// In the order of their logins, those behind `after`.
  static List<Staff> page(Tx tx, String after, int most) throws StorageException {
    return tx.all(
        COLUMNS + "WHERE login > ? ORDER BY login LIMIT ?", StaffRows::staff, after, most);
  }

  /// Everybody of some roles, each row locked until the transaction ends.
  static List<Staff> held(Tx tx, Set<Role> roles) throws StorageException {
    List<UUID> ids = new ArrayList<>();
    for (Role role : roles)
      ids.addAll(tx.all("SELECT id FROM staff WHERE role = ?", row -> row.id("id"), role.name()));
    return tx.lockedOf(COLUMNS + "WHERE id IN", ids, StaffRows::staff);
  }

  /// Somebody, locked until the transaction ends.
  static Optional<Staff> held(Tx tx, UUID id) throws StorageException {
    return tx.locked(COLUMNS + "WHERE id = ?", StaffRows::staff, id);
  }

  private static Staff staff(Row row) throws StorageException {
    return new Staff(
        row.id("id"),
        row.text("login"),
        row.text("name"),
        Role.valueOf(row.text("role")),
        row.maybeText("street").orElse(null),
        row.maybeId("agency").orElse(null),
        row.maybeText("phone").orElse(null),
        row.flag("active"),
        row.text("password"),
        row.number("failed"),
        row.number("locked_until"),
        row.number("one_time_until"),
        row.number("seen_at"));
  }
}
