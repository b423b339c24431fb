package cn.ruhu.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/// Brings a database to the shape this program knows: numbered files under `steps/`, never edited
/// after release, each run once in a transaction of its own that also writes its number; a number
/// without a file was never used. A person's journal is never rewritten by a step.
final class Steps {
  /// Number of the newest step.
  static final int LATEST = 12;

  /// a number that came to no step
  private static final Set<Integer> LEFT_OUT = Set.of(6);

  private Steps() {}

  /// @throws StoreException `NEWER` when a newer program was here
  static void run(Db db) throws StoreException {
    run(db, LATEST);
  }

  static void run(Db db, int upTo) throws StoreException {
    long at = db.read("reading the version", c -> Db.number(c, "PRAGMA user_version"));
    if (at > LATEST)
      throw new StoreException(StoreException.Code.NEWER, "database of version " + at);
    for (int step = (int) at + 1; step <= upTo; step++) {
      int number = step;
      db.act("schema step " + step, c -> apply(c, number));
    }
  }

  private static void apply(Connection c, int number) throws SQLException, StoreException {
    try (Statement s = c.createStatement()) {
      for (String sql : text(number).split(";\\R", -1)) {
        if (!sql.isBlank()) s.execute(sql);
      }
      s.execute("PRAGMA user_version=" + number);
    }
  }

  private static String text(int number) throws StoreException {
    String name = "steps/%04d.sql".formatted(number);
    try (InputStream in = Steps.class.getResourceAsStream(name)) {
      if (in == null && LEFT_OUT.contains(number)) return "";
      if (in == null) throw new AssertionError(name + " is not in this program");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw StoreException.of("reading " + name, e);
    }
  }
}
