package cn.ruhu.server.db;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One transaction: statements with `?` parameters. Parameters may be text, whole numbers, flags
/// (kept as 0 and 1), ids (kept as text), bytes, text as its UTF-8 and null. A statement is
/// prepared once, however often it runs. Belongs to the thread that opened it.
public final class Tx implements Rows, AutoCloseable {
  private static final int LIST_MAX = 256;

  private final Connection connection;
  private final Dialect dialect;
  private final Vault vault;
  private final Map<String, PreparedStatement> idle = new HashMap<>();

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
    return with(
        sql,
        statement -> {
          bind(statement, args);
          var out = new ArrayList<T>();
          try (ResultSet set = statement.executeQuery()) {
            var row = new Row(set);
            while (set.next()) out.add(mapper.of(row));
          }
          return out;
        });
  }

  /// As [#all] for many ids at once, in one statement for some hundreds of them.
  ///
  /// @param sql ends where the list of ids begins, e.g. `WHERE id IN`
  /// @param end what follows the list
  public <T> List<T> allOf(String sql, Collection<UUID> ids, String end, Mapper<T> mapper)
      throws StorageException {
    var out = new ArrayList<T>();
    var left = new ArrayList<>(ids);
    while (!left.isEmpty()) {
      List<UUID> part = left.subList(0, Math.min(left.size(), LIST_MAX));
      int width = Math.max(1, Integer.highestOneBit(part.size() * 2 - 1)); // few different texts
      @Nullable Object[] args = new Object[width];
      for (int i = 0; i < width; i++) args[i] = part.get(Math.min(i, part.size() - 1));
      out.addAll(all(sql + " (?" + ", ?".repeat(width - 1) + ")" + end, mapper, args));
      part.clear();
    }
    return out;
  }

  /// As [#allOf], each row locked until the transaction ends. The list is ordered by `id`, the same
  /// order for everybody, so that no two transactions wait for each other in a ring.
  public <T> List<T> lockedOf(String sql, Collection<UUID> ids, Mapper<T> mapper)
      throws StorageException {
    var sorted = new TreeSet<>(Comparator.comparing(UUID::toString));
    sorted.addAll(ids);
    return allOf(sql, sorted, " ORDER BY id" + dialect.forUpdate(), mapper);
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

  /// As [#locked], but whoever else only reads the row that way need not wait.
  public <T> Optional<T> shared(String sql, Mapper<T> mapper, @Nullable Object... args)
      throws StorageException {
    return one(sql + dialect.forShare(), mapper, args);
  }

  /// A single whole number, 0 when there is no row.
  public long number(String sql, @Nullable Object... args) throws StorageException {
    return one(sql, row -> row.number("n"), args).orElse(0L);
  }

  /// Runs a statement.
  ///
  /// @return rows changed
  public int run(String sql, @Nullable Object... args) throws StorageException {
    return with(
        sql,
        statement -> {
          bind(statement, args);
          return statement.executeUpdate();
        });
  }

  /// Runs a statement once for each list of parameters, in one go.
  ///
  /// @return rows changed by each; less than 0 where the driver does not say (inserts)
  public int[] runAll(String sql, List<@Nullable Object[]> rows) throws StorageException {
    if (rows.isEmpty()) return new int[0];
    return with(
        sql,
        statement -> {
          for (@Nullable Object[] args : rows) {
            bind(statement, args);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /// As [#runAll], for statements that change one row each, or none when another transaction came
  /// first; inserts end with [#noticesTaken].
  ///
  /// @throws StorageException of kind `AGAIN` when one changed none
  void change(String sql, List<@Nullable Object[]> rows) throws StorageException {
    for (int changed : runAll(sql, rows))
      if (changed == 0) throw StorageException.again("a row is not what its writer saw");
  }

  /// End of an insert for [#change].
  String noticesTaken(String key) {
    return dialect.noticesTaken(key);
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

  /// Text that is at hand as its UTF-8.
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Utf8(byte[] bytes) {}

  /// The parameter of a statement that takes a [Utf8].
  String utf8() {
    return dialect.textOfBytes().orElse("?");
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException, StorageException;
  }

  /// Never with one that is in use: an answer may be read while the same question is asked again.
  private <T> T with(String sql, Use<T> use) throws StorageException {
    try {
      PreparedStatement kept = idle.remove(sql);
      PreparedStatement statement = kept == null ? connection.prepareStatement(sql) : kept;
      boolean fine = false;
      try {
        T result = use.of(statement);
        fine = true;
        return result;
      } finally {
        PreparedStatement over = fine ? idle.put(sql, statement) : statement;
        if (over != null) over.close();
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /// Gives the statements back.
  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : idle.values()) statement.close();
    idle.clear();
  }

  private void bind(PreparedStatement statement, @Nullable Object... args) throws SQLException {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case null -> statement.setNull(i + 1, Types.NULL); // of whatever type the column has
        case String text -> statement.setString(i + 1, text);
        case Long n -> statement.setLong(i + 1, n);
        case Integer n -> statement.setLong(i + 1, n);
        case Boolean flag -> statement.setLong(i + 1, flag ? 1 : 0);
        case UUID id -> statement.setString(i + 1, id.toString());
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case Utf8(byte[] bytes) when dialect.textOfBytes().isPresent() ->
            statement.setBytes(i + 1, bytes);
        case Utf8(byte[] bytes) ->
            statement.setString(i + 1, new String(bytes, StandardCharsets.UTF_8));
        default -> throw new IllegalArgumentException("parameter " + (i + 1));
      }
    }
  }

  private static StorageException failed(String sql, SQLException e) {
    return new StorageException("running: " + sql.strip().lines().findFirst().orElse(""), e);
  }
}
