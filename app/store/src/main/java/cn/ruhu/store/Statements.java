package cn.ruhu.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Statements of one transaction, each prepared once however often it runs: preparing one costs as
/// much as running it. Belongs to the transaction's thread.
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  private PreparedStatement of(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement p = prepared.get(sql);
    if (p == null) {
      p = connection.prepareStatement(sql);
      prepared.put(sql, p);
    }
    Db.bind(p, values);
    return p;
  }

  /// As [Db#run].
  int run(String sql, @Nullable Object... values) throws SQLException {
    return of(sql, values).executeUpdate();
  }

  /// As [Db#number].
  long number(String sql, @Nullable Object... values) throws SQLException {
    try (ResultSet r = of(sql, values).executeQuery()) {
      return r.next() ? r.getLong(1) : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement p : prepared.values()) p.close();
    prepared.clear();
  }
}
