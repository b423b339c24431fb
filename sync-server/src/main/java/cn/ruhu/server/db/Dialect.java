package cn.ruhu.server.db;

import java.util.Map;

/// What differs between databases; everything else is SQL both understand (READ COMMITTED, unique
/// keys, `ON CONFLICT`, no sequences as cursors, no transaction ids: SYNC §4.4, §8).
public enum Dialect {
  /// One file, one writer: `BEGIN IMMEDIATE` makes commit order and row locks trivial.
  SQLITE("", Map.of("bytes", "BLOB")),
  /// PostgreSQL and its relatives: rows are locked where a [Tx#locked] read says so.
  POSTGRES(" FOR UPDATE", Map.of("bytes", "BYTEA"));

  private final String forUpdate;

  @SuppressWarnings("ImmutableEnumChecker") // Map.of is immutable
  private final Map<String, String> placeholders;

  Dialect(String forUpdate, Map<String, String> placeholders) {
    this.forUpdate = forUpdate;
    this.placeholders = placeholders;
  }

  String forUpdate() {
    return forUpdate;
  }

  Map<String, String> placeholders() {
    return placeholders;
  }
}
