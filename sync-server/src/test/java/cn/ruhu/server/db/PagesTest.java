package cn.ruhu.server.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
  @TempDir Path data;

  private final Vault vault = new Vault(new byte[32], new Random(1));

  private static String asked(Path file, String pragma) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("PRAGMA " + pragma)) {
      return found.getString(1);
    }
  }

  @Test
  void aNewDatabaseHasLargePagesAndALogOfItsOwn() throws Exception {
    Path file = data.resolve("new.db");
    Database.sqlite(file, 1, vault).close();
    assertEquals("16384", asked(file, "page_size"));
    assertEquals("wal", asked(file, "journal_mode"));
  }

  @Test
  void anOlderOneStaysAsItIs() throws Exception {
    Path file = data.resolve("old.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size = 4096");
      statement.execute("PRAGMA journal_mode = WAL"); // writes the first page
    }
    Database.sqlite(file, 1, vault).close();
    assertEquals("4096", asked(file, "page_size"));
    assertEquals("wal", asked(file, "journal_mode"));
  }
}
