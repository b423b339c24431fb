package cn.ruhu.server.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The server's database: opens it, brings its tables up to date, and runs transactions.
///
/// Thread-safe. On SQLite writers queue for the one writing connection (`BEGIN IMMEDIATE`, WAL,
/// `synchronous=FULL`: a committed transaction survives power loss); readers see the last commit
/// and never wait. On PostgreSQL a deadlock or serialization failure is retried.
public final class Database implements AutoCloseable {
  private static final int RETRIES_MAX = 5;
  private static final Set<String> RETRY_STATES = Set.of("40001", "40P01");

  private final Dialect dialect;
  private final Vault vault;
  private final HikariDataSource writer;
  private final HikariDataSource reader;

  private Database(Dialect dialect, Vault vault, HikariDataSource writer, HikariDataSource reader) {
    this.dialect = dialect;
    this.vault = vault;
    this.writer = writer;
    this.reader = reader;
  }

  /// The embedded database in one file, made when missing.
  ///
  /// @param readers connections for reading side by side
  /// @param vault seals what must not lie open in the file
  public static Database sqlite(Path file, int readers, Vault vault) throws StorageException {
    HikariDataSource writer = pool(sqliteSource(file, false), 1, "writer");
    try {
      migrate(writer, Dialect.SQLITE);
      return new Database(
          Dialect.SQLITE, vault, writer, pool(sqliteSource(file, true), readers, "reader"));
    } catch (StorageException e) {
      writer.close();
      throw e;
    }
  }

  /// A PostgreSQL database.
  ///
  /// @param source unpooled
  public static Database postgres(DataSource source, int connections, Vault vault)
      throws StorageException {
    HikariDataSource pool = pool(source, connections, "district");
    try {
      migrate(pool, Dialect.POSTGRES);
      return new Database(Dialect.POSTGRES, vault, pool, pool);
    } catch (StorageException e) {
      pool.close();
      throw e;
    }
  }

  private static DataSource sqliteSource(Path file, boolean readOnly) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(30_000);
    config.enforceForeignKeys(true);
    config.setTransactionMode(
        readOnly ? SQLiteConfig.TransactionMode.DEFERRED : SQLiteConfig.TransactionMode.IMMEDIATE);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static HikariDataSource pool(DataSource source, int size, String name) {
    var config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(size, 1));
    config.setPoolName("ruhu-" + name);
    config.setAutoCommit(false);
    config.setConnectionTimeout(30_000);
    return new HikariDataSource(config);
  }

  private static void migrate(DataSource source, Dialect dialect) throws StorageException {
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:cn/ruhu/server/db")
          .placeholders(dialect.placeholders())
          .load()
          .migrate();
    } catch (org.flywaydb.core.api.FlywayException e) {
      throw new StorageException("bringing the tables up to date", e);
    }
  }

  /// Runs `work` in one transaction that may write; commits when it returns, rolls back when it
  /// throws.
  public <T> T write(Work<T> work) throws StorageException {
    for (int attempt = 1; ; attempt++) {
      try {
        return run(writer, work);
      } catch (StorageException e) {
        if (attempt == RETRIES_MAX || !again(e)) throw e;
      }
    }
  }

  /// Runs `work` on one consistent state of the database.
  public <T> T read(Work<T> work) throws StorageException {
    return run(reader, work);
  }

  /// The district's rows, without SQL.
  public Ledger ledger() {
    return new Ledger() {
      @Override
      public <T> T write(Ledger.Work<T> work) throws StorageException {
        return Database.this.write(work::in);
      }

      @Override
      public <T> T read(Ledger.Work<T> work) throws StorageException {
        return Database.this.read(work::in);
      }
    };
  }

  private <T> T run(HikariDataSource pool, Work<T> work) throws StorageException {
    try (Connection connection = pool.getConnection()) {
      boolean done = false;
      try {
        T result = work.in(new Tx(connection, dialect, vault));
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) connection.rollback();
      }
    } catch (SQLException e) {
      throw new StorageException("transaction", e);
    }
  }

  private static boolean again(StorageException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && RETRY_STATES.contains(sql.getSQLState())) return true;
    }
    return false;
  }

  /// How busy a pool of connections is.
  ///
  /// @param waiting threads that wait for a connection
  public record Load(int busy, int idle, int waiting, int max) {}

  /// How busy the connections are, by the name of their pool.
  public Map<String, Load> load() {
    var out = new TreeMap<String, Load>();
    for (HikariDataSource pool : List.of(writer, reader)) {
      HikariPoolMXBean now = pool.getHikariPoolMXBean();
      out.put(
          pool.getPoolName(),
          new Load(
              now.getActiveConnections(),
              now.getIdleConnections(),
              now.getThreadsAwaitingConnection(),
              pool.getMaximumPoolSize()));
    }
    return out;
  }

  @Override
  public void close() {
    reader.close();
    writer.close();
  }
}
