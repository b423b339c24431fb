package cn.ruhu.journeys;

import cn.ruhu.server.demo.DemoDistrict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys of a whole registration form (DOMAIN §3.1, blocks A to M), counted at the real window.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class FamilyByKeyboardTest {
  @TempDir Path folder;

  @Test
  void aFamilyOfFourIsTakenInWithoutTheMouse() throws Exception {
    var plan = Tour.Plan.forTests(DemoDistrict.accounts().getFirst().password());
    try (var tour = new Tour(folder, plan)) {
      new FamilyByKeyboard(tour).walk();
    }
  }
}
