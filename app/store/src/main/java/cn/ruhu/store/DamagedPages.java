package cn.ruhu.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every row that can still be read in a copy of a damaged database, whatever else is broken in it.
/// A tree whose root or branch is gone leaves its leaves behind: each page that says it is a leaf
/// is put in turn under a table of no particular shape, and SQLite reads its rows, with what of
/// them lies on further pages. The first page, which names all tables, is replaced beforehand: none
/// of what it says is needed. `secure_delete` wiped what was deleted, so nothing old comes back.
///
/// Works on a copy, which it spoils. Not thread-safe.
final class DamagedPages implements AutoCloseable {
  /// columns of the widest table of which rows are wanted, and some to come
  static final int COLUMNS = 20;

  private static final Logger LOG = LoggerFactory.getLogger(DamagedPages.class);
  private static final int PAGE = 4096;
  private static final int ROOTS = 3;
  private static final int PAGES_AT = 28;
  private static final int TABLE_LEAF = 0x0d;
  private static final int KEYED_LEAF = 0x0a;
  private static final int KEYED_BRANCH = 0x02;

  private final RandomAccessFile raw;
  private final Connection c;

  /// A row as it lies.
  ///
  /// @param rowid 0 in tables without
  /// @param values [#COLUMNS] of a table with row ids, three of one without
  @SuppressWarnings("ArrayRecordComponent") // a row on its way, never compared
  record Row(long rowid, @Nullable Object[] values) {
    @Nullable String text(int i) {
      return values[i] instanceof String s ? s : null;
    }

    byte @Nullable [] blob(int i) {
      return values[i] instanceof byte[] b ? b : null;
    }

    /// @return -1 when it is no whole number
    long number(int i) {
      return values[i] instanceof Number n ? n.longValue() : -1;
    }

    boolean isNumber(int i) {
      return values[i] instanceof Number;
    }

    boolean isNothing(int i) {
      return values[i] == null;
    }
  }

  /// Takes rows.
  interface Found {
    void row(Row row);
  }

  private DamagedPages(RandomAccessFile raw, Connection c) {
    this.raw = raw;
    this.c = c;
  }

  /// Copies what can be read of a database and its log into `to`; a block the disk does not give
  /// any more is zeros there, and so is a database that is gone.
  static void copy(Path database, Path to) throws IOException {
    if (Files.exists(database)) blocks(database, to, PAGE);
    else {
      Permissions.ownerOnly(to);
      Files.write(to, new byte[PAGE]);
    }
    Path log = log(database);
    if (Files.exists(log)) blocks(log, log(to), 0);
  }

  static Path log(Path database) {
    return database.resolveSibling(database.getFileName() + "-wal");
  }

  private static void blocks(Path from, Path to, long atLeast) throws IOException {
    Permissions.ownerOnly(to);
    byte[] block = new byte[PAGE];
    try (var in = new RandomAccessFile(from.toFile(), "r");
        var out = new RandomAccessFile(to.toFile(), "rw")) {
      long length = in.length();
      out.setLength(Math.max(length, atLeast));
      for (long at = 0; at < length; at += PAGE) {
        int n = (int) Math.min(PAGE, length - at);
        try {
          in.seek(at);
          in.readFully(block, 0, n);
        } catch (IOException e) {
          LOG.warn("a block of the database cannot be read: {}", e.getClass().getSimpleName());
          continue;
        }
        out.seek(at);
        out.write(block, 0, n);
      }
    }
  }

  /// @param copy made by [#copy]; spoiled
  /// @param spare name of a file this may make and leave behind
  static DamagedPages open(Path copy, Path spare) throws IOException, SQLException {
    byte[] first = firstPage(spare);
    foldLog(copy, first);
    var raw = new RandomAccessFile(copy.toFile(), "rw");
    Connection c = null;
    boolean done = false;
    try {
      long pages = raw.length() / PAGE;
      raw.setLength(Math.max(pages, ROOTS) * PAGE); // the tables of the first page lie on the next
      putFirst(raw, first);
      c = DriverManager.getConnection("jdbc:sqlite:" + copy);
      try (Statement s = c.createStatement()) {
        s.execute("PRAGMA journal_mode=OFF");
        s.execute("PRAGMA synchronous=OFF");
        s.execute("PRAGMA writable_schema=ON");
      }
      done = true;
      return new DamagedPages(raw, c);
    } finally {
      if (!done) raw.close();
      if (!done && c != null) c.close();
    }
  }

  private static void putFirst(RandomAccessFile raw, byte[] first) throws IOException {
    raw.seek(0);
    raw.write(first);
    raw.seek(PAGES_AT);
    raw.writeInt((int) (raw.length() / PAGE));
  }

  /// The first page of a database with a table of either kind.
  private static byte[] firstPage(Path spare) throws IOException, SQLException {
    Files.deleteIfExists(spare);
    var columns = new ArrayList<String>();
    for (int i = 0; i < COLUMNS; i++) columns.add("c" + i);
    try (Connection made = DriverManager.getConnection("jdbc:sqlite:" + spare);
        Statement s = made.createStatement()) {
      s.execute("PRAGMA page_size=" + PAGE);
      s.execute("CREATE TABLE leaf (" + String.join(", ", columns) + ")");
      s.execute("CREATE TABLE keyed (c0, c1, c2, PRIMARY KEY (c0, c1, c2)) WITHOUT ROWID");
    }
    byte[] page = new byte[PAGE];
    try (var in = new RandomAccessFile(spare.toFile(), "r")) {
      in.readFully(page);
    }
    return page;
  }

  /// Lets SQLite move the log into the copy. Where the database is none any more, a first page is
  /// put into it for that.
  private static void foldLog(Path copy, byte[] first) throws IOException {
    Path log = log(copy);
    if (!Files.exists(log)) return;
    if (fold(copy)) return;
    try (var raw = new RandomAccessFile(copy.toFile(), "rw")) {
      putFirst(raw, first);
    }
    if (!fold(copy)) LOG.warn("the log of the database cannot be read");
    Files.deleteIfExists(log);
  }

  private static boolean fold(Path copy) {
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement s = c.createStatement();
        ResultSet r = s.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      return r.next() && r.getInt(1) == 0 && log(copy).toFile().length() == 0;
    } catch (SQLException e) {
      LOG.warn("the log of a damaged database: {}", e.getErrorCode());
      return false;
    }
  }

  /// Reads every page but the first.
  ///
  /// @param table rows of tables with row ids
  /// @param keyed rows of tables without, and of indexes
  void rows(Found table, Found keyed) throws IOException {
    long pages = raw.length() / PAGE;
    for (long page = 2; page <= pages; page++) {
      raw.seek((page - 1) * PAGE);
      int kind = raw.read();
      try {
        if (kind == TABLE_LEAF) leaf(page, table);
        else if (kind == KEYED_LEAF || kind == KEYED_BRANCH) keyed(page, keyed);
      } catch (SQLException e) {
        LOG.warn("page {} of a damaged database: {}", page, e.getErrorCode());
      }
    }
  }

  private void put(String table, long page) throws SQLException {
    Db.run(c, "UPDATE sqlite_schema SET rootpage = ? WHERE tbl_name = ?", page, table);
    try (Statement s = c.createStatement()) {
      s.execute("PRAGMA writable_schema=RESET");
      s.execute("PRAGMA writable_schema=ON");
    }
  }

  private void leaf(long page, Found found) throws SQLException {
    put("leaf", page);
    Set<Long> ids = new LinkedHashSet<>();
    ids("SELECT rowid FROM leaf ORDER BY rowid", ids);
    ids("SELECT rowid FROM leaf ORDER BY rowid DESC", ids);
    for (long id : ids) {
      try (PreparedStatement p = c.prepareStatement("SELECT * FROM leaf WHERE rowid = ?")) {
        p.setLong(1, id);
        try (ResultSet r = p.executeQuery()) {
          if (r.next()) found.row(row(r, id, COLUMNS));
        }
      } catch (SQLException e) {
        LOG.warn("a row on page {} of a damaged database: {}", page, e.getErrorCode());
      }
    }
  }

  private void ids(String sql, Set<Long> into) {
    try (PreparedStatement p = c.prepareStatement(sql);
        ResultSet r = p.executeQuery()) {
      while (r.next()) into.add(r.getLong(1));
    } catch (SQLException e) {
      LOG.warn("row ids of a damaged page: {}", e.getErrorCode());
    }
  }

  /// From both ends: a damaged page in the middle ends either way.
  private void keyed(long page, Found found) throws SQLException {
    put("keyed", page);
    if (!keyed("SELECT * FROM keyed ORDER BY c0, c1, c2", found))
      keyed("SELECT * FROM keyed ORDER BY c0 DESC, c1 DESC, c2 DESC", found);
  }

  private boolean keyed(String sql, Found found) {
    try (PreparedStatement p = c.prepareStatement(sql);
        ResultSet r = p.executeQuery()) {
      while (r.next()) found.row(row(r, 0, 3));
      return true;
    } catch (SQLException e) {
      LOG.warn("a key page of a damaged database: {}", e.getErrorCode());
      return false;
    }
  }

  private static Row row(ResultSet r, long rowid, int columns) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns];
    for (int i = 0; i < columns; i++) values[i] = r.getObject(i + 1);
    return new Row(rowid, values);
  }

  /// Names of this class's files beside `copy`.
  static List<Path> made(Path copy, Path spare) {
    return List.of(copy, log(copy), copy.resolveSibling(copy.getFileName() + "-shm"), spare);
  }

  @Override
  public void close() throws IOException, SQLException {
    try {
      raw.close();
    } finally {
      c.close();
    }
  }
}
