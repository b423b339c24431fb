package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.ruhu.server.demo.DemoDistrict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The day as its pair sees it; pictures of every screen it passes lie in `target/journey`.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class DayInTheWindowTest {
  @TempDir Path folder;

  @Test
  void aPairsDayWithoutANetworkComesHomeWhole() throws Exception {
    var plan = Tour.Plan.forTests(DemoDistrict.accounts().getFirst().password());
    try (var tour = new Tour(folder, plan)) {
      new DayInTheWindow(tour).walk();
      assertFalse(tour.pictures().isEmpty());
    }
  }
}
