package cn.ruhu.server.db;

import cn.ruhu.server.db.StorageException.Kind;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteException;

/// Reads from a driver's exception what may help. Whatever is not known for certain to lie in the
/// data counts as the world's fault: an op refused for a full disk would be work lost.
final class SqlFaults {
  /// serialization failure, deadlock, a key another transaction wrote first
  private static final Set<String> AGAIN = Set.of("40001", "40P01", "23505");

  /// classes: cardinality, data, integrity constraint, program limit
  private static final Set<String> DATA = Set.of("21", "22", "23", "54");

  private static final int CLASS_LENGTH = 2;
  private static final int SQLITE_BASE_CODE = 0xff;
  private static final int SQLITE_TOOBIG = 18;
  private static final int SQLITE_CONSTRAINT = 19;
  private static final int SQLITE_MISMATCH = 20;
  private static final int SQLITE_RANGE = 25;

  private SqlFaults() {}

  static Kind kind(SQLException e) {
    if (e instanceof SQLiteException sqlite) return kind(sqlite);
    String state = e.getSQLState();
    if (state == null || state.length() < CLASS_LENGTH) return Kind.WORLD;
    if (AGAIN.contains(state)) return Kind.AGAIN;
    return DATA.contains(state.substring(0, CLASS_LENGTH)) ? Kind.DATA : Kind.WORLD;
  }

  /// One writer at a time: what is there already was there before, so nothing is worth repeating.
  private static Kind kind(SQLiteException e) {
    return switch (e.getResultCode().code & SQLITE_BASE_CODE) {
      case SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_RANGE -> Kind.DATA;
      default -> Kind.WORLD;
    };
  }
}
