package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.journeys.road.Place;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Leads at three windows of one district; pictures lie in `target/journey`.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class LeadsInTheWindowTest {
  @TempDir Path folder;

  @Test
  void aLeadHeardOfflineIsGivenOnAndGoesToTheStreetItBelongsTo() throws Exception {
    var plan = Tour.Plan.forTests(Place.PASSWORD).at(InstantSource.system());
    try (var tour = new Tour(folder, plan)) {
      new LeadsInTheWindow(tour).walk();
      assertTrue(tour.server().chainsHold());
    }
  }
}
