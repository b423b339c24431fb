package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.demo.DemoDistrict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A questionnaire from the district's press to a visit under way; pictures of every screen lie in
/// `target/journey`.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class FormsInTheWindowTest {
  @TempDir Path folder;

  @Test
  void aVisitUnderWayGoesOnUnderAFormTheDistrictPublishedMeanwhile() throws Exception {
    var plan = Tour.Plan.forTests(DemoDistrict.accounts().getFirst().password());
    try (var tour = new Tour(folder, plan)) {
      new FormsInTheWindow(tour).walk();
      assertTrue(tour.server().chainsHold());
    }
  }
}
