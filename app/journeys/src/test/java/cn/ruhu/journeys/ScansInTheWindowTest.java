package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.demo.DemoDistrict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stacks from a feeder, a folder and a camera to the district; pictures of every screen lie in
/// `target/journey`.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class ScansInTheWindowTest {
  @TempDir Path folder;

  @Test
  void mixedStacksEndInTheRightSlotsWhateverBringsThem() throws Exception {
    var plan = Tour.Plan.forTests(DemoDistrict.accounts().getFirst().password());
    try (var tour = new Tour(folder, plan)) {
      new ScansInTheWindow(tour).walk();
      assertTrue(tour.server().chainsHold());
    }
  }
}
