package cn.ruhu.server;

import cn.ruhu.server.config.ServerConfig.DatabaseChoice;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Vault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// One real PostgreSQL for all tests of this process. Each test gets a database of its own, copied
/// from one whose tables are there already. Without fsync, since no test cuts the machine's power:
/// making and dropping a database costs two seconds with it. Measurements turn it on.
final class Postgres {
  private static final String TEMPLATE = "ruhu_template";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Postgres() {}

  /// Started when the first test asks; ends with the process.
  private static final class One {
    static final EmbeddedPostgres SERVER = start();

    /// it trusts whoever comes, but a configuration names one
    static final Path PASSWORD = password();

    private static Path password() {
      try {
        Path file = Files.createTempFile("ruhu-postgres", ".password");
        file.toFile().deleteOnExit();
        return Files.writeString(file, "postgres");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", System.getProperty("ruhu.test.fsync", "off"))
                .start();
        execute(server, "CREATE DATABASE " + TEMPLATE);
        DataSource source = server.getDatabase("postgres", TEMPLATE);
        Database.postgres(source, 2, new Vault(new byte[32], new Random(1))).close();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (StorageException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// JDBC URL of a new database with empty tables.
  static String empty() {
    String name = "test_" + COUNT.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return url(name);
  }

  /// JDBC URL of a new database without tables.
  static String bare(String options) {
    String name = "test_" + COUNT.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE template0 " + options);
    return url(name);
  }

  private static String url(String name) {
    return One.SERVER.getJdbcUrl("postgres", name);
  }

  /// Unpooled.
  static DataSource source(String url) {
    var source = new PGSimpleDataSource();
    source.setURL(url);
    return source;
  }

  /// A transaction that holds locks until it is closed.
  static AutoCloseable held(String url, String... locks) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String lock : locks) statement.execute(lock);
    }
    return connection;
  }

  /// How many transactions of a database wait for another's lock.
  static long waiting(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet n =
            statement.executeQuery(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """)) {
      n.next();
      return n.getLong(1);
    }
  }

  /// As an operator configures it.
  static DatabaseChoice choice(String url) {
    return new DatabaseChoice.Postgres(url, "postgres", One.PASSWORD, 8);
  }

  /// Takes a database away, whoever is still connected.
  static void drop(String url) {
    String name = url.substring(url.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
    execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  /// Everything the tables hold, as text; bytes in hexadecimal.
  static String dump(String url) throws SQLException {
    var out = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (ResultSet names =
          statement.executeQuery(
              "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
        while (names.next()) tables.add(names.getString(1));
      }
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
          while (rows.next()) out.append(rows.getString(1)).append('\n');
        }
      }
    }
    return out.toString();
  }

  /// Runs a statement as the operator.
  static void execute(String sql) {
    execute(One.SERVER, sql);
  }

  private static void execute(EmbeddedPostgres server, String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
