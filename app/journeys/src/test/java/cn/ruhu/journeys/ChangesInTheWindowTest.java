package cn.ruhu.journeys;

import cn.ruhu.journeys.road.Place;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports of change at the real windows against the real server; pictures of every screen lie in
/// `target/journey`.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class ChangesInTheWindowTest {
  @TempDir Path folder;

  @Test
  void anotherCardAndADeathAreToldOfflineJudgedElsewhereAndTheCaseIsReviewed() throws Exception {
    try (var road = new ChangesInTheWindow(folder, Tour.Plan.forTests(Place.PASSWORD))) {
      road.walk();
    }
  }

  @Test
  void aHouseholdThatGivesTheAidUpIsStoppedByTheChiefAndHoldsTheLetter() throws Exception {
    try (var road = new ExitInTheWindow(folder, Tour.Plan.forTests(Place.PASSWORD))) {
      road.walk();
    }
  }

  @Test
  void aReviewOfWhoIsPaidGoesFromTheReportThroughAVisitToTheLetter() throws Exception {
    try (var road = new ReviewInTheWindow(folder, Tour.Plan.forTests(Place.PASSWORD))) {
      road.walk();
    }
  }
}
