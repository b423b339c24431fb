package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.journeys.road.Place;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Aid before papers through three sittings; pictures of every screen lie in `target/journey`.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class UrgentAidInTheWindowTest {
  @TempDir Path folder;

  @Test
  void somebodyWithoutPapersIsHelpedTodayAndThePapersWait() throws Exception {
    var plan = Tour.Plan.forTests(Place.PASSWORD).at(InstantSource.system());
    try (var tour = new Tour(folder, plan)) {
      new UrgentAidInTheWindow(tour).walk();
      assertTrue(tour.server().chainsHold());
    }
  }
}
