package cn.ruhu.server.disk;

/// What lies where in a district's data folder, and in a backup of it.
public final class DataFolder {
  /// The embedded database.
  public static final String DATABASE = "district.db";

  /// The server's own keys.
  public static final String KEYS = "keys";

  /// Files of cases.
  public static final String FILES = "files";

  /// Reports of the registry's imports.
  public static final String REGISTRY = "registry";

  /// Signed checkpoints of the audit log, a line each: to be shipped elsewhere.
  public static final String CHECKPOINTS = "audit-checkpoints.jsonl";

  private DataFolder() {}
}
