package cn.ruhu.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// The one connection to a person's database. A write returns after the commit is on the disk (WAL,
/// `synchronous=FULL`). Its monitor is the writer lock of the whole store: whoever changes the
/// database and then what is kept in memory does both inside `synchronized (db)`.
final class Db implements AutoCloseable {
  /// How long another program may hold the database.
  static final int BUSY_TIMEOUT_MS = 5_000;

  private final Connection connection;
  private final @Nullable Looker looker;
  private volatile boolean closed;
  private volatile boolean suspect;

  /// Something done inside a transaction.
  interface Work<T extends @Nullable Object> {
    T run(Connection c) throws SQLException, StoreException;
  }

  /// As [Work], without a result.
  interface Act {
    void run(Connection c) throws SQLException, StoreException;
  }

  /// A second connection, made when it is first wanted, that only reads: it waits for no writer and
  /// no writer for it. Sees what was committed.
  private static final class Looker {
    final Path file;
    final Disk disk;
    @Nullable Connection connection;

    Looker(Path file, Disk disk) {
      this.file = file;
      this.disk = disk;
    }

    synchronized <T extends @Nullable Object> T run(Work<T> work)
        throws SQLException, StoreException {
      return work.run(connected());
    }

    private Connection connected() throws SQLException {
      Connection c = connection;
      if (c != null) return c;
      c = disk.connect(file);
      connection = c;
      try (Statement s = c.createStatement()) {
        s.execute("PRAGMA busy_timeout=" + BUSY_TIMEOUT_MS);
        s.execute("PRAGMA query_only=ON");
      }
      return c;
    }

    synchronized void close() throws SQLException {
      if (connection != null) connection.close();
      connection = null;
    }
  }

  private Db(Connection connection, @Nullable Looker looker) {
    this.connection = connection;
    this.looker = looker;
  }

  static Db open(Path file, long pagesMax) throws StoreException {
    return open(file, Disk.real(), pagesMax);
  }

  /// @param pagesMax pages of 4 KiB, 0 for no bound
  static Db open(Path file, Disk disk, long pagesMax) throws StoreException {
    try {
      Permissions.ownerOnly(file);
      Connection c = disk.connect(file);
      try (Statement s = c.createStatement()) {
        s.execute("PRAGMA busy_timeout=" + BUSY_TIMEOUT_MS);
        s.execute("PRAGMA journal_mode=WAL");
        s.execute("PRAGMA synchronous=FULL");
        s.execute("PRAGMA foreign_keys=ON");
        s.execute("PRAGMA secure_delete=ON");
        s.execute("PRAGMA temp_store=MEMORY");
        if (pagesMax > 0) s.execute("PRAGMA max_page_count=" + pagesMax);
      } catch (SQLException e) {
        c.close();
        throw e;
      }
      return new Db(c, new Looker(file, disk));
    } catch (SQLException e) {
      throw StoreException.of("opening the database", e);
    } catch (IOException e) {
      throw StoreException.of("making the database", e);
    }
  }

  /// For looking only: takes no lock that could stop the program that holds the database.
  ///
  /// @throws StoreException `CORRUPT` for a file of no bytes: see [Salvage#isEmptied]
  static Db openToLook(Path file) throws StoreException {
    try {
      if (Files.size(file) == 0)
        throw new StoreException(StoreException.Code.CORRUPT, "a database of no bytes");
      Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement s = c.createStatement()) {
        s.execute("PRAGMA busy_timeout=" + BUSY_TIMEOUT_MS);
        s.execute("PRAGMA query_only=ON");
      } catch (SQLException e) {
        c.close();
        throw e;
      }
      return new Db(c, null);
    } catch (SQLException e) {
      throw StoreException.of("looking into the database", e);
    } catch (IOException e) {
      throw StoreException.of("looking for the database", e);
    }
  }

  /// Runs `work` in one transaction; nothing of it remains when it throws.
  synchronized <T extends @Nullable Object> T write(String what, Work<T> work)
      throws StoreException {
    check();
    boolean done = false;
    try {
      execute("BEGIN IMMEDIATE");
      T result = work.run(connection);
      execute("COMMIT");
      done = true;
      return result;
    } catch (SQLException e) {
      throw fault(what, e);
    } finally {
      if (!done) rollback();
    }
  }

  /// As [#act], without waiting for the disk: for what may be forgotten in a power failure, and
  /// only then. A kill forgets nothing, and the next write makes it durable.
  synchronized void actLazily(String what, Act act) throws StoreException {
    check();
    try {
      execute("PRAGMA synchronous=NORMAL");
      try {
        act(what, act);
      } finally {
        execute("PRAGMA synchronous=FULL");
      }
    } catch (SQLException e) {
      throw StoreException.of(what, e);
    }
  }

  /// As [#write(String, Work)].
  void act(String what, Act act) throws StoreException {
    write(
        what,
        c -> {
          act.run(c);
          return true;
        });
  }

  /// Runs `work` outside a transaction; for reading.
  synchronized <T extends @Nullable Object> T read(String what, Work<T> work)
      throws StoreException {
    check();
    try {
      return work.run(connection);
    } catch (SQLException e) {
      throw fault(what, e);
    }
  }

  /// Runs `work`, which only reads, without waiting for whoever writes.
  <T extends @Nullable Object> T look(String what, Work<T> work) throws StoreException {
    Looker l = looker;
    if (l == null) return read(what, work);
    synchronized (l) {
      check();
      try {
        return l.run(work);
      } catch (SQLException e) {
        throw fault(what, e);
      }
    }
  }

  private StoreException fault(String what, SQLException e) {
    StoreException fault = StoreException.of(what, e);
    if (fault.code() == StoreException.Code.CORRUPT) suspect = true;
    return fault;
  }

  /// Whether a page was found damaged: then every page is looked at when it is opened next.
  boolean isSuspect() {
    return suspect;
  }

  private void check() throws StoreException {
    if (closed) throw new StoreException(StoreException.Code.CLOSED, "the store is closed");
  }

  private void execute(String sql) throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.execute(sql);
    }
  }

  /// SQLite ends some failed transactions by itself (full disk); a second rollback then says so,
  /// which is no news.
  private void rollback() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      org.slf4j.LoggerFactory.getLogger(Db.class).debug("rollback: {}", e.getMessage());
    }
  }

  /// Runs one statement with its values and tells how many rows changed.
  static int run(Connection c, String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement p = c.prepareStatement(sql)) {
      bind(p, values);
      return p.executeUpdate();
    }
  }

  static void bind(PreparedStatement p, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) p.setObject(i + 1, values[i]);
  }

  /// First column of the first row, as a whole number; 0 when there is no row.
  static long number(Connection c, String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement p = c.prepareStatement(sql)) {
      bind(p, values);
      try (ResultSet r = p.executeQuery()) {
        return r.next() ? r.getLong(1) : 0;
      }
    }
  }

  /// First column of the first row; null when there is no row.
  static @Nullable String text(Connection c, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement p = c.prepareStatement(sql)) {
      bind(p, values);
      try (ResultSet r = p.executeQuery()) {
        return r.next() ? r.getString(1) : null;
      }
    }
  }

  static void setMeta(Connection c, String name, String value) throws SQLException {
    run(
        c,
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value);
  }

  static @Nullable String meta(Connection c, String name) throws SQLException {
    return text(c, "SELECT value FROM meta WHERE name = ?", name);
  }

  /// Moves the write-ahead log into the database and empties it, so that deleted rows are gone from
  /// both.
  synchronized void checkpoint() throws StoreException {
    read(
        "checkpoint",
        c -> {
          try (Statement s = c.createStatement()) {
            return s.execute("PRAGMA wal_checkpoint(TRUNCATE)");
          }
        });
  }

  /// `ok`, or the first thing that is wrong with the database's pages.
  synchronized String integrity() throws StoreException {
    return read("integrity check", c -> String.valueOf(text(c, "PRAGMA integrity_check(1)")));
  }

  @Override
  public synchronized void close() throws StoreException {
    if (closed) return;
    closed = true;
    try {
      if (looker != null) looker.close();
      connection.close();
    } catch (SQLException e) {
      throw StoreException.of("closing the database", e);
    }
  }
}
