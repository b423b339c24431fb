package cn.ruhu.server.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One transaction: statements with `?` parameters. Parameters may be text, whole numbers, flags
/// (kept as 0 and 1), ids (kept as text), bytes and null. Belongs to the thread that opened it.
public final class Tx implements Rows {
  private final Connection connection;
  private final Dialect dialect;
  private final Vault vault;

  Tx(Connection connection, Dialect dialect, Vault vault) {
    this.connection = connection;
    this.dialect = dialect;
    this.vault = vault;
  }

  @Override
  public RecordRows records() {
    return new SqlRecordRows(this, vault);
  }

  @Override
  public JournalRows journals() {
    return new SqlJournalRows(this, vault);
  }

  @Override
  public FeedRows feed() {
    return new SqlFeedRows(this);
  }

  @Override
  public GrantRows grants() {
    return new SqlGrantRows(this);
  }

  @Override
  public FileRows files() {
    return new SqlFileRows(this);
  }

  /// Every row of the answer.
  public <T> List<T> all(String sql, Mapper<T> mapper, @Nullable Object... args)
      throws StorageException {
    try (PreparedStatement statement = prepare(sql, args);
        ResultSet set = statement.executeQuery()) {
      var out = new ArrayList<T>();
      var row = new Row(set);
      while (set.next()) out.add(mapper.of(row));
      return out;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /// The first row of the answer.
  public <T> Optional<T> one(String sql, Mapper<T> mapper, @Nullable Object... args)
      throws StorageException {
    List<T> rows = all(sql, mapper, args);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
  }

  /// The first row of the answer, locked until the transaction ends (SQLite: the one writer holds
  /// the whole database already).
  public <T> Optional<T> locked(String sql, Mapper<T> mapper, @Nullable Object... args)
      throws StorageException {
    return one(sql + dialect.forUpdate(), mapper, args);
  }

  /// A single whole number, 0 when there is no row.
  public long number(String sql, @Nullable Object... args) throws StorageException {
    return one(sql, row -> row.number("n"), args).orElse(0L);
  }

  /// Runs a statement.
  ///
  /// @return rows changed
  public int run(String sql, @Nullable Object... args) throws StorageException {
    try (PreparedStatement statement = prepare(sql, args)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  @Override
  public <T> T attempt(Attempt<T> work) throws StorageException {
    boolean kept = false;
    Savepoint point = null;
    try {
      point = connection.setSavepoint();
      T result = work.run();
      connection.releaseSavepoint(point);
      kept = true;
      return result;
    } catch (SQLException e) {
      throw new StorageException("savepoint", e);
    } finally {
      if (!kept && point != null) rollback(point);
    }
  }

  private void rollback(Savepoint point) throws StorageException {
    try {
      connection.rollback(point);
    } catch (SQLException e) {
      throw new StorageException("rolling back to a savepoint", e);
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object... args) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case null -> statement.setNull(i + 1, Types.NULL); // of whatever type the column has
        case String text -> statement.setString(i + 1, text);
        case Long n -> statement.setLong(i + 1, n);
        case Integer n -> statement.setLong(i + 1, n);
        case Boolean flag -> statement.setLong(i + 1, flag ? 1 : 0);
        case UUID id -> statement.setString(i + 1, id.toString());
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        default -> throw new IllegalArgumentException("parameter " + (i + 1));
      }
    }
    return statement;
  }

  private static StorageException failed(String sql, SQLException e) {
    return new StorageException("running: " + sql.strip().lines().findFirst().orElse(""), e);
  }
}
