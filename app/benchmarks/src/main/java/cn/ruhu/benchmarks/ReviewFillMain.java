package cn.ruhu.benchmarks;

import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A process of its own that makes the supervisor's machine of [ReviewStretch]: hands its store the
/// cases, opens the window until every row of the queue and of the lists beside it is made, and
/// closes it. What is measured after that begins with a cold program.
public final class ReviewFillMain {
  /// before a figure on the standard output
  static final String MARK = "review-fill ";

  private static final int SECONDS = 1_800;
  private static final int PAUSE_MS = 500;

  /// lists beside the queue that keep lines of the cases
  private static final int LISTS = 3;

  private ReviewFillMain() {}

  /// @param args folder of the machine, number of cases
  public static void main(String[] args) throws IOException, InterruptedException, StoreException {
    Path home = Path.of(args[0]);
    int cases = Integer.parseInt(args[1]);
    long start = System.nanoTime();
    try (var machine = Homes.enrolled(home);
        var store = machine.createVault(Homes.REVIEWER, Homes.password(), null)) {
      long records = new ReviewDistrict(store, Instant.now()).fill(cases);
      tell("records", (double) records);
    }
    boolean large = isLarge(home);
    tell("pulled", (System.nanoTime() - start) / 1e9);
    start = System.nanoTime();
    try (Window window = Window.opened(home, Homes.REVIEWER, Map.of())) {
      window.signIn(Homes.REVIEWER);
      window.until(
          "every row of the queue",
          SECONDS,
          200,
          () ->
              window.find("#review-queue").isPresent()
                  && window.find("#review-behind").isEmpty()
                  && ReviewStretch.rows(window) == cases);
      tell("judged", (System.nanoTime() - start) / 1e9);
      if (large) untilKept(home);
      tell("kept", (System.nanoTime() - start) / 1e9);
    }
    System.exit(0);
  }

  /// Whether the store leaves cases on the disk, as it does beyond sixty thousand copies.
  private static boolean isLarge(Path home) throws IOException {
    return number(home, "SELECT count(*) FROM record") > 60_000;
  }

  /// Every list of the window has its lines: each said what shape they have, and none is due.
  private static void untilKept(Path home) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (number(home, "SELECT count(*) FROM meta WHERE name LIKE 'case_line.shape.%'") < LISTS
        || number(home, "SELECT count(*) FROM case_due") > 0) {
      if (System.nanoTime() > end) throw new IOException("waited for the lines of all lists");
      Thread.sleep(PAUSE_MS);
    }
  }

  /// Asks the database of the only vault, beside the program.
  private static long number(Path home, String sql) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      Path file = all.filter(f -> f.endsWith("store.db")).findFirst().orElseThrow();
      try (var c = DriverManager.getConnection("jdbc:sqlite:" + file);
          var s = c.createStatement();
          var r = s.executeQuery(sql)) {
        return r.getLong(1);
      }
    } catch (SQLException e) {
      throw new IOException(sql, e);
    }
  }

  private static void tell(String what, double value) {
    System.out.println(MARK + what + " " + value);
  }
}
