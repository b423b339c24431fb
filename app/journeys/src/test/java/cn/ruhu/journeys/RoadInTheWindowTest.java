package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.ruhu.server.demo.DemoDistrict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The road as its people see it; pictures of every screen it passes lie in `target/journey`.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class RoadInTheWindowTest {
  @TempDir Path folder;

  @Test
  void aFamilyTravelsFromTheCounterToAnOpinion() throws Exception {
    var plan = Tour.Plan.forTests(DemoDistrict.accounts().getFirst().password());
    try (var tour = new Tour(folder, plan)) {
      new RoadInTheWindow(tour).walk();
      assertFalse(tour.pictures().isEmpty());
    }
  }
}
