package cn.ruhu.server.db;

/// The database or the disk beneath it failed: the one checked exception of the server. Its message
/// carries no value of any row.
public final class StorageException extends Exception {
  private static final long serialVersionUID = 1;

  public StorageException(String what, Throwable cause) {
    super(what, cause);
  }

  public StorageException(String what) {
    super(what);
  }
}
