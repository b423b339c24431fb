package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.demo.DemoDistrict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Papers out and home again; pictures of every screen lie in `target/journey`.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class PapersInTheWindowTest {
  @TempDir Path folder;

  @Test
  void theSignedFormComesHomeByItsCodesAndTheCaseIsAccepted() throws Exception {
    var plan = Tour.Plan.forTests(DemoDistrict.accounts().getFirst().password());
    try (var tour = new Tour(folder, plan)) {
      new PapersInTheWindow(tour).walk();
      assertTrue(tour.server().chainsHold());
    }
  }
}
