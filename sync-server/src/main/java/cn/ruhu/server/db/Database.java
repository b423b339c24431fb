package cn.ruhu.server.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.common.BaseDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The server's database: opens it, brings its tables up to date, and runs transactions.
///
/// Thread-safe. On SQLite writers queue for the one writing connection (`BEGIN IMMEDIATE`, WAL,
/// `synchronous=FULL`: a committed transaction survives power loss); readers see the last commit
/// and never wait. On PostgreSQL writers run side by side (READ COMMITTED, rows locked where it
/// matters: decision 0008); one that another came before is done again.
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int RETRIES_MAX = 10;

  /// pages of SQLite held in memory by a connection, KiB: a push touches some twenty trees at once
  private static final int CACHE_KIB = 24 << 10;

  /// bytes of a page of a new database: of 4 KiB ones an act or a record fills one alone, with a
  /// third of it left empty (decision 0051)
  private static final int PAGE = 16 << 10;

  /// the log is copied into the database every so many bytes: a page written by many pushes is
  /// copied once
  private static final int LOG_BYTES = 32 << 20;

  private static final int LOG_BYTES_KEPT = 64 << 20;
  private static final long PAUSE_MS = 2;
  private static final long PAUSE_MS_MAX = 250;

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
    int page = pages(file);
    HikariDataSource writer = pool(sqliteSource(file, false, page), 1, "writer", Optional.empty());
    try {
      migrate(writer, Dialect.SQLITE);
      return sqlite(writer, sqliteSource(file, true, page), readers, vault);
    } catch (StorageException e) {
      writer.close();
      throw e;
    }
  }

  /// An embedded database whose tables are up to date, over connections somebody else opens.
  static Database sqlite(DataSource writing, DataSource reading, int readers, Vault vault)
      throws StorageException {
    return sqlite(pool(writing, 1, "writer", Optional.empty()), reading, readers, vault);
  }

  private static Database sqlite(
      HikariDataSource writer, DataSource reading, int readers, Vault vault)
      throws StorageException {
    return new Database(
        Dialect.SQLITE, vault, writer, pool(reading, readers, "reader", Optional.empty()));
  }

  /// A PostgreSQL database, which any number of instances may open at once: one of them makes the
  /// tables, the others wait.
  ///
  /// @param source unpooled
  /// @param connections to it at most
  /// @throws StorageException also when the database is not one a district may stand on
  ///   ([PostgresCheck])
  public static Database postgres(DataSource source, int connections, Vault vault)
      throws StorageException {
    if (source instanceof BaseDataSource driver) {
      driver.setReWriteBatchedInserts(true);
      driver.setLogServerErrorDetail(false); // else a fault names the values of its row
    }
    HikariDataSource pool =
        pool(source, connections, "district", Optional.of(PostgresCheck.SESSION));
    try {
      var database = new Database(Dialect.POSTGRES, vault, pool, pool);
      database.write(PostgresCheck::refuseUnfit);
      migrate(pool, Dialect.POSTGRES);
      return database;
    } catch (StorageException e) {
      pool.close();
      throw e;
    }
  }

  /// Settles the pages of a file nobody made yet, before anything writes the first: a log of its
  /// own is such a thing, and the driver asks for that first.
  ///
  /// @return bytes of a page of the file
  private static int pages(Path file) throws StorageException {
    boolean fresh = !Files.exists(file);
    var plain = new SQLiteDataSource();
    plain.setUrl("jdbc:sqlite:" + file);
    try (Connection connection = plain.getConnection();
        Statement statement = connection.createStatement()) {
      if (fresh) {
        statement.execute("PRAGMA page_size = " + PAGE);
        statement.execute("PRAGMA journal_mode = WAL");
      }
      try (ResultSet found = statement.executeQuery("PRAGMA page_size")) {
        return found.getInt(1);
      }
    } catch (SQLException e) {
      throw new StorageException("opening the database", e);
    }
  }

  static DataSource sqliteSource(Path file, boolean readOnly) {
    return sqliteSource(file, readOnly, PAGE);
  }

  private static DataSource sqliteSource(Path file, boolean readOnly, int page) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(30_000);
    config.enforceForeignKeys(true);
    config.setCacheSize(-CACHE_KIB);
    config.setWalAutocheckpoint(LOG_BYTES / page);
    config.setJournalSizeLimit(LOG_BYTES_KEPT);
    config.setTransactionMode(
        readOnly ? SQLiteConfig.TransactionMode.DEFERRED : SQLiteConfig.TransactionMode.IMMEDIATE);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static HikariDataSource pool(
      DataSource source, int size, String name, Optional<String> session) throws StorageException {
    var config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(size, 1));
    config.setPoolName("ruhu-" + name);
    // a transaction begins with its work: SQLite's driver else begins the next one at every commit
    // and holds the one writer's lock while idle, which shuts every other process out
    config.setAutoCommit(true);
    config.setConnectionTimeout(30_000);
    session.ifPresent(config::setConnectionInitSql);
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw new StorageException("opening the database", e);
    }
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
  /// throws. Work that another transaction came before is done again, after a pause that grows.
  public <T> T write(Work<T> work) throws StorageException {
    for (int attempt = 1; ; attempt++) {
      try {
        return run(writer, work, "");
      } catch (StorageException e) {
        if (e.kind() != StorageException.Kind.AGAIN || attempt == RETRIES_MAX) throw e;
        LOG.debug("a transaction is done again, try {}", attempt, e);
        pause(attempt, e);
      }
    }
  }

  /// As [#write], without waiting for the disk: for what may be forgotten in a power failure, and
  /// only then. A kill of this process forgets nothing, and the next [#write] makes it durable.
  public <T> T writeLazily(Work<T> work) throws StorageException {
    return run(writer, work, dialect.lazy());
  }

  private static void pause(int attempt, StorageException why) throws StorageException {
    long most = Math.min(PAUSE_MS_MAX, PAUSE_MS << attempt);
    try {
      TimeUnit.MILLISECONDS.sleep(1 + ThreadLocalRandom.current().nextLong(most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw why;
    }
  }

  /// Runs `work` on one consistent state of the database.
  public <T> T read(Work<T> work) throws StorageException {
    return run(reader, work, dialect.snapshot());
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

  private <T> T run(HikariDataSource pool, Work<T> work, String first) throws StorageException {
    return run(pool, work, new Dialect.Lazy("", first, ""));
  }

  private <T> T run(HikariDataSource pool, Work<T> work, Dialect.Lazy how) throws StorageException {
    try (Connection connection = pool.getConnection()) {
      boolean done = false;
      execute(connection, how.before());
      try (var tx = new Tx(connection, dialect, vault)) {
        connection.setAutoCommit(false);
        execute(connection, how.first());
        T result = work.in(tx);
        connection.setAutoCommit(true); // commits, and begins nothing
        done = true;
        return result;
      } finally {
        if (!done) undo(pool, connection);
        asBefore(pool, connection, how.after());
      }
    } catch (SQLException e) {
      throw new StorageException("transaction", e);
    }
  }

  /// A connection that cannot go back is replaced: a lost one, or SQLite's after a full disk, where
  /// it has ended the transaction by itself.
  private static void undo(HikariDataSource pool, Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      LOG.warn("a connection is replaced: {}", e.getMessage());
      pool.evictConnection(connection);
    }
  }

  /// A connection that cannot be made to wait for the disk again is never used again.
  private static void asBefore(HikariDataSource pool, Connection connection, String after) {
    try {
      execute(connection, after);
    } catch (SQLException e) {
      LOG.warn("a connection is replaced: {}", e.getMessage());
      pool.evictConnection(connection);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    if (sql.isEmpty()) return;
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
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
