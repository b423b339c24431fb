package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.journeys.road.Place;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fifteen households from declaration to decision and letter: return and revisit, refusal, nobody
/// at home, equality at the standard, an amount that rounds to nothing, a standard announced late,
/// an official's relative.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class ScenariosInTheWindowTest {
  @TempDir Path folder;

  @Test
  void everyHouseholdEndsAsTheRulesOfItsDaySay() throws Exception {
    try (var road = new ScenariosRoad(folder, Tour.Plan.forTests(Place.PASSWORD))) {
      road.theDistrictOf2018();
      road.theRoundingEdgeOf2020();
      road.theStreetOf2021();
      road.theLateStandardOf2023();
      assertEquals(15, road.outcomes().size());
      assertEquals(1, Collections.frequency(road.outcomes().values(), "REJECTED"));
      assertEquals(1, Collections.frequency(road.outcomes().values(), "ABORTED"));
      assertTrue(road.chainsHold());
    }
  }
}
