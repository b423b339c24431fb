package cn.ruhu.server.db;

import java.util.Map;
import java.util.Optional;

/// What differs between databases; everything else is SQL both understand (READ COMMITTED, unique
/// keys, `ON CONFLICT`, no sequences as cursors, no transaction ids: SYNC §4.4, §8).
public enum Dialect {
  /// One file, one writer: `BEGIN IMMEDIATE` makes commit order and row locks trivial.
  SQLITE(
      "",
      "",
      "",
      new Lazy("PRAGMA synchronous = NORMAL", "", "PRAGMA synchronous = FULL"),
      Optional.of("CAST(? AS TEXT)"),
      Map.of("bytes", "BLOB", "only_postgres", "-- ")),
  /// PostgreSQL and its relatives: rows are locked where a [Tx#locked] or [Tx#shared] read says so.
  POSTGRES(
      " FOR UPDATE",
      " FOR SHARE",
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
      new Lazy("", "SET LOCAL synchronous_commit = off", ""),
      Optional.empty(),
      Map.of("bytes", "BYTEA", "only_postgres", ""));

  private final String forUpdate;
  private final String forShare;
  private final String snapshot;

  @SuppressWarnings("ImmutableEnumChecker") // three strings
  private final Lazy lazy;

  @SuppressWarnings("ImmutableEnumChecker") // of a string
  private final Optional<String> textOfBytes;

  @SuppressWarnings("ImmutableEnumChecker") // Map.of is immutable
  private final Map<String, String> placeholders;

  Dialect(
      String forUpdate,
      String forShare,
      String snapshot,
      Lazy lazy,
      Optional<String> textOfBytes,
      Map<String, String> placeholders) {
    this.forUpdate = forUpdate;
    this.forShare = forShare;
    this.snapshot = snapshot;
    this.lazy = lazy;
    this.textOfBytes = textOfBytes;
    this.placeholders = placeholders;
  }

  /// End of an insert whose row another transaction may have made first, so that [Tx#change]
  /// notices it: SQLite says of each statement of a batch what it changed; the driver of
  /// PostgreSQL, which makes one statement of many, does not, and there the taken key itself is the
  /// fault.
  ///
  /// @param key column of the unique key
  String noticesTaken(String key) {
    return this == SQLITE ? " ON CONFLICT (" + key + ") DO NOTHING" : "";
  }

  String forUpdate() {
    return forUpdate;
  }

  String forShare() {
    return forShare;
  }

  /// First statement of a transaction that must see one state; empty where every transaction does.
  String snapshot() {
    return snapshot;
  }

  /// What makes one transaction not wait for the disk; empty for nothing.
  ///
  /// @param before said before it begins
  /// @param first its first statement
  /// @param after said when it is over
  record Lazy(String before, String first, String after) {}

  Lazy lazy() {
    return lazy;
  }

  /// How text is written that is at hand as its UTF-8, without making a text of it first; empty
  /// where the driver wants a text.
  Optional<String> textOfBytes() {
    return textOfBytes;
  }

  Map<String, String> placeholders() {
    return placeholders;
  }
}
