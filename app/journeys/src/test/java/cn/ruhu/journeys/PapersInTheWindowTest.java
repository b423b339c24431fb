package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.server.demo.DemoDistrict;
import cn.ruhu.wire.PasswordHash;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Papers out and home again; pictures of every screen lie in `target/journey`.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class PapersInTheWindowTest {
  @TempDir Path folder;

  @Test
  void theSignedFormComesHomeByItsCodesAndTheCaseIsAccepted() throws Exception {
    var plan =
        new Tour.Plan(
            EmbeddedServer.Config.forTests(),
            PasswordHash.Cost.TINY,
            DemoDistrict.accounts().getFirst().password(),
            Path.of("target/journey"),
            false);
    try (var tour = new Tour(folder, plan)) {
      new PapersInTheWindow(tour).walk();
      assertTrue(tour.server().chainsHold());
    }
  }
}
