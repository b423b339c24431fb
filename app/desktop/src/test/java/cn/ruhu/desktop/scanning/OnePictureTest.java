package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.kit.WaitingBackground;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small picture is made once, also where the window looks in between.
class OnePictureTest {
  @TempDir private Path home;

  /// Every picture the strip was given.
  private final Set<Pixels> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /// The tray tells a look before the window hears of its picture: whoever looks then waits for
  /// that one, and asks for no second.
  @Test
  void whoLooksBetweenTheLookAndItsPictureAsksForNoSecond() throws Exception {
    try (var desk = TestDesk.clerk(home.resolve("machine"))) {
      Stack.families(desk);
      var window = new WaitingBackground();
      var scanner = new HandSource(desk.clock());
      var model =
          new ScanningViewModel(
              desk.desk(), new ScanTray(desk.desk()), window, scanner, System::nanoTime);
      window.look =
          () -> {
            model.refresh();
            window.settle();
            look(model);
          };
      model.thumbs.subscribe(_ -> look(model));
      model.start();
      window.settle();
      scanner.give(Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1));
      window.settle();
      look(model);
      window.settle();
      look(model);
      assertTrue(model.rows.getFirst().page().look().read());
      assertEquals(1, seen.size());
    }
  }

  private void look(ScanningViewModel model) {
    for (TrayRow row : model.rows) model.thumb(row).ifPresent(seen::add);
  }
}
