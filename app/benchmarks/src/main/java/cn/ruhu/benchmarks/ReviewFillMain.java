package cn.ruhu.benchmarks;

import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/// A process of its own that makes the supervisor's machine of [ReviewStretch]: hands its store the
/// cases, opens the window until every row of the queue is made, and closes it. What is measured
/// after that begins with a cold program.
public final class ReviewFillMain {
  /// before a figure on the standard output
  static final String MARK = "review-fill ";

  private static final int SECONDS = 1_200;

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
    }
    tell("judged", (System.nanoTime() - start) / 1e9);
    System.exit(0);
  }

  private static void tell(String what, double value) {
    System.out.println(MARK + what + " " + value);
  }
}
