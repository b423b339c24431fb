package cn.ruhu.server.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked of one page, record or case is answered by what belongs to it, however many files
/// the district keeps: SQLite is asked how it would go about each statement.
class PlansTest {
  private static final String ADDRESS = "sha256-" + "a".repeat(64);

  @TempDir Path data;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private Path file;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    file = data.resolve("rows.db");
    var vault = new Vault(new byte[32], new Random(1));
    Database.sqlite(file, 1, vault).close();
    database =
        Database.sqlite(
            Database.sqliteSource(file, false), heard(Database.sqliteSource(file, true)), 1, vault);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void receiptsOfAPageBeginWithItsRecords() throws Exception {
    var page = Stream.generate(UUID::randomUUID).limit(300).toList();
    plans(rows -> rows.files().receipts(page));
  }

  @Test
  void filesOfACaseBeginWithIt() throws Exception {
    plans(rows -> rows.files().ofCase(new UUID(1, 2)));
    plans(rows -> rows.files().belongs(ADDRESS, new UUID(1, 2)));
  }

  @Test
  void usesOfAFileBeginWithIt() throws Exception {
    plans(rows -> rows.files().uses(ADDRESS));
    plans(rows -> rows.files().length(ADDRESS));
  }

  @Test
  void everyFileIsLookedAtInTheOrderItIsToldIn() throws Exception {
    for (String step : plans(rows -> rows.files().whole("sha256-0", "sha256-1", 10)))
      assertFalse(step.contains("TEMP B-TREE"), step);
  }

  /// Steps of all statements, none of which goes through all whole files or a whole table.
  private List<String> plans(Ledger.Work<?> work) throws Exception {
    asked.clear();
    database.ledger().read(work);
    assertFalse(asked.isEmpty());
    var steps = new ArrayList<String>();
    try (Connection connection = Database.sqliteSource(file, true).getConnection()) {
      for (String sql : asked) steps.addAll(plan(connection, sql));
    }
    assertEquals(
        List.of(), steps.stream().filter(s -> s.contains("file_complete")).toList(), "whole files");
    assertEquals(List.of(), steps.stream().filter(s -> s.startsWith("SCAN")).toList(), "a table");
    assertTrue(steps.stream().anyMatch(s -> s.startsWith("SEARCH")));
    return steps;
  }

  private static List<String> plan(Connection connection, String sql) throws Exception {
    var steps = new ArrayList<String>();
    try (PreparedStatement statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
        ResultSet set = statement.executeQuery()) {
      while (set.next()) steps.add(set.getString("detail"));
    }
    return steps;
  }

  /// The same source, which tells what is prepared on its connections.
  private DataSource heard(DataSource source) {
    return face(DataSource.class, source);
  }

  private <T> T face(Class<T> type, T inner) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, args) -> {
              if (method.getName().equals("prepareStatement")) asked.add((String) args[0]);
              try {
                Object answer = method.invoke(inner, args);
                return answer instanceof Connection c ? face(Connection.class, c) : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
