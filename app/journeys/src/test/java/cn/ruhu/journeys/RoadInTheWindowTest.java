package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertFalse;

import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.server.demo.DemoDistrict;
import cn.ruhu.wire.PasswordHash;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The road as its people see it; pictures of every screen it passes lie in `target/journey`.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class RoadInTheWindowTest {
  @TempDir Path folder;

  @Test
  void aFamilyTravelsFromTheCounterToAnOpinion() throws Exception {
    var plan =
        new Tour.Plan(
            EmbeddedServer.Config.forTests(),
            PasswordHash.Cost.TINY,
            DemoDistrict.accounts().getFirst().password(),
            Path.of("target/journey"),
            false);
    try (var tour = new Tour(folder, plan)) {
      new RoadInTheWindow(tour).walk();
      assertFalse(tour.pictures().isEmpty());
    }
  }
}
