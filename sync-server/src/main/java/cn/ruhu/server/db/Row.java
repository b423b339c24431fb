package cn.ruhu.server.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/// One row of an answer, by column name. Only valid inside the mapper it is handed to.
public final class Row {
  private final ResultSet set;

  Row(ResultSet set) {
    this.set = set;
  }

  /// A text column that is never null.
  public String text(String column) throws StorageException {
    return maybeText(column)
        .orElseThrow(() -> new StorageException("column " + column + " is null"));
  }

  /// A text column.
  public Optional<String> maybeText(String column) throws StorageException {
    try {
      return Optional.ofNullable(set.getString(column));
    } catch (SQLException e) {
      throw new StorageException("reading column " + column, e);
    }
  }

  /// A whole number; null reads as 0.
  public long number(String column) throws StorageException {
    try {
      return set.getLong(column);
    } catch (SQLException e) {
      throw new StorageException("reading column " + column, e);
    }
  }

  /// A flag kept as 0 or 1.
  public boolean flag(String column) throws StorageException {
    return number(column) != 0;
  }

  /// An id kept as text.
  public UUID id(String column) throws StorageException {
    return UUID.fromString(text(column));
  }

  /// An id kept as text, or empty.
  public Optional<UUID> maybeId(String column) throws StorageException {
    return maybeText(column).map(UUID::fromString);
  }

  /// Bytes, of a text column its UTF-8; null reads as none.
  public byte[] bytes(String column) throws StorageException {
    try {
      byte[] value = set.getBytes(column);
      return value == null ? new byte[0] : value;
    } catch (SQLException e) {
      throw new StorageException("reading column " + column, e);
    }
  }
}
