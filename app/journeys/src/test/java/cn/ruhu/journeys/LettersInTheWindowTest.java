package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.ruhu.journeys.road.Place;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the opinion to the filed letter under the rules of two times; pictures of every screen lie
/// in `target/journey`.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class LettersInTheWindowTest {
  @TempDir Path folder;

  @Test
  void fourCasesReachTheirLettersUnderTheRulesOf2012AndOf2021() throws Exception {
    var plan = Tour.Plan.forTests(Place.PASSWORD);
    try (var road = new LettersRoad(folder, plan)) {
      road.theDistrictDecides();
      road.theStreetDecides();
      assertFalse(road.pictures().isEmpty());
    }
  }
}
