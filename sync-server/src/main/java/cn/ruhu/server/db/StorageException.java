package cn.ruhu.server.db;

import java.sql.SQLException;

/// The database or the disk beneath it failed: the one checked exception of the server. Its message
/// carries no value of any row.
public final class StorageException extends Exception {
  private static final long serialVersionUID = 1;

  /// What may help.
  public enum Kind {
    /// Another transaction came first: the same work done again, from the start, finds its place.
    AGAIN,
    /// Something in what was to be kept cannot be kept, now or later.
    DATA,
    /// The disk, the connection, the database server: it may work later, whatever the data.
    WORLD
  }

  private final Kind kind;

  public StorageException(String what, Throwable cause) {
    super(what, cause);
    this.kind = kindOf(cause);
  }

  public StorageException(String what) {
    this(what, Kind.WORLD);
  }

  private StorageException(String what, Kind kind) {
    super(what);
    this.kind = kind;
  }

  /// What was read before is not what stands there now.
  public static StorageException again(String what) {
    return new StorageException(what, Kind.AGAIN);
  }

  public Kind kind() {
    return kind;
  }

  /// What failed and with which state of the database, for an operator: no value of any row.
  public String told() {
    for (Throwable cause = getCause(); cause != null; cause = cause.getCause())
      if (cause instanceof SQLException sql)
        return getMessage() + ", " + sql.getSQLState() + "/" + sql.getErrorCode();
    return String.valueOf(getMessage());
  }

  private static Kind kindOf(Throwable cause) {
    if (cause instanceof StorageException inner) return inner.kind();
    return cause instanceof SQLException sql ? SqlFaults.kind(sql) : Kind.WORLD;
  }
}
