package cn.ruhu.server.accounts;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.server.db.Storable;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.wire.Refusal;
import java.util.Optional;

/// What a directory entry must be before it is kept. Pure but for the look into the agencies.
final class Entries {
  private static final String LOGIN = "[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{1,39}";
  private static final int NAME_MAX = 60;

  private Entries() {}

  /// Why not: `LOGIN_FORM`, `NAME_MISSING`, `NAME_LONG`, `ROLE`, `HOME_MISSING`, `HOME_UNFIT`,
  /// `STREET_UNKNOWN`, `AGENCY_UNKNOWN`; empty when it may be kept.
  static Optional<Refusal> problem(Tx tx, People.NewPerson person) throws StorageException {
    if (!isLogin(person.login())) return no("LOGIN_FORM", "");
    String name = person.name();
    if (name.isBlank() || !Storable.is(name)) return no("NAME_MISSING", "");
    if (name.codePointCount(0, name.length()) > NAME_MAX) return no("NAME_LONG", "");
    Role role = person.role();
    if (role == Role.SYSTEM) return no("ROLE", role.name());
    Scopes.Kind kind = Scopes.kind(role);
    boolean outside = kind == Scopes.Kind.OWN_CASES || kind == Scopes.Kind.AGENCY_CASES;
    boolean official = kind == Scopes.Kind.STREET;
    if ((person.street() != null && !official) || (person.agency() != null && !outside))
      return no("HOME_UNFIT", role.name());
    if ((official && person.street() == null) || (outside && person.agency() == null))
      return no("HOME_MISSING", role.name());
    if (person.street() != null && !isStreet(person.street())) return no("STREET_UNKNOWN", "");
    if (person.agency() != null && !isAgency(tx, person.agency().toString()))
      return no("AGENCY_UNKNOWN", "");
    return Optional.empty();
  }

  static boolean isLogin(String login) {
    return login.matches(LOGIN);
  }

  static boolean isStreet(String code) {
    return CodeTables.table("street").entries().stream().anyMatch(e -> e.code().equals(code));
  }

  static boolean isAgency(Tx tx, String id) throws StorageException {
    if (!Storable.is(id)) return false;
    return tx.one("SELECT id FROM agency WHERE id = ?", row -> row.text("id"), id).isPresent();
  }

  private static Optional<Refusal> no(String code, String detail) {
    return Optional.of(Refusal.of(code, detail));
  }
}
