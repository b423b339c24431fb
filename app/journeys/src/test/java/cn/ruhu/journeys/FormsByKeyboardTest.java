package cn.ruhu.journeys;

import cn.ruhu.server.demo.DemoDistrict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys of a whole home visit and of a form somebody else wrote, counted at the real window.
@SuppressWarnings("try") // what a closing interrupts is the test itself
class FormsByKeyboardTest {
  @TempDir Path folder;

  @Test
  void aHomeVisitAndAForeignFormAreAnsweredWithoutTheMouse() throws Exception {
    var plan = Tour.Plan.forTests(DemoDistrict.accounts().getFirst().password());
    try (var tour = new Tour(folder, plan)) {
      new FormsByKeyboard(tour).walk();
    }
  }
}
