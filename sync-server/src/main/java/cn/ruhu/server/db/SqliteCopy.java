package cn.ruhu.server.db;

import cn.ruhu.server.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A consistent copy of the embedded database while others read and write it (`VACUUM INTO`: one
/// read transaction, so writers go on), and what such a copy holds.
public final class SqliteCopy {
  private SqliteCopy() {}

  /// A file the copy knows as whole.
  public record KnownFile(String address, long length) {}

  /// What a copy holds.
  ///
  /// @param version newest step of its tables
  public record Content(FeedRows.Head head, List<KnownFile> files, String version) {
    public Content {
      files = List.copyOf(files);
    }
  }

  /// Copies the database into a new file and forces it to the disk.
  public static void copy(Path database, Path to) throws StorageException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
      try (Statement wait = connection.createStatement()) {
        wait.execute("PRAGMA busy_timeout = 30000");
      }
      try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
        vacuum.setString(1, to.toString());
        vacuum.execute();
      }
    } catch (SQLException e) {
      throw new StorageException("copying the database", e);
    }
    Disk.force(to);
  }

  /// Reads a copy after proving that every page of it is sound.
  public static Content read(Path copy) throws StorageException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:file:" + copy + "?mode=ro&immutable=1");
        Statement statement = connection.createStatement()) {
      if (!text(statement, "PRAGMA integrity_check").equals("ok"))
        throw new StorageException("the copy of the database is damaged");
      var files = new ArrayList<KnownFile>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT address, length FROM file WHERE complete = 1 ORDER BY address")) {
        while (rows.next()) files.add(new KnownFile(rows.getString(1), rows.getLong(2)));
      }
      String version =
          text(
              statement,
              "SELECT version FROM flyway_schema_history WHERE success = 1 AND version IS NOT NULL"
                  + " ORDER BY installed_rank DESC LIMIT 1");
      return new Content(head(statement), files, version);
    } catch (SQLException e) {
      throw new StorageException("reading a copy of the database", e);
    }
  }

  private static FeedRows.Head head(Statement statement) throws SQLException, StorageException {
    try (ResultSet row =
        statement.executeQuery("SELECT district, name, epoch, seq, hash, safe_seq FROM feed")) {
      if (!row.next()) throw new StorageException("the district is not set up");
      return new FeedRows.Head(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getLong(4),
          row.getString(5),
          row.getLong(6),
          0); // a copy of an older version has no horizon, and nobody asks one for it
    }
  }

  private static String text(Statement statement, String sql)
      throws SQLException, StorageException {
    try (ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) throw new StorageException("the copy lacks what it must hold");
      return row.getString(1);
    }
  }
}
