package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.imaging.page.FilledForm;
import cn.ruhu.imaging.page.Straightened;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept back, what came before, and what lay in the folder already, on the screen.
class TwinViewTest extends DesktopTest {
  @TempDir private Path home;
  private TestDesk desk;
  private HandSource scanner;

  @Override
  protected Parent open(Kit kit) throws Exception {
    desk = TestDesk.clerk(home.resolve("m"));
    Stack.families(desk);
    scanner = new HandSource(desk.clock());
    var tray = new ScanTray(desk.desk());
    var model =
        new ScanningViewModel(desk.desk(), tray, kit.background(), scanner, System::nanoTime);
    model.start();
    var camera = new CameraViewModel(model, tray, kit.background(), new HandCamera(""));
    var view = new ScanningView(kit, model, camera, (_, _) -> {});
    kit.shortcuts().use("scanning.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private static byte[] scan(long family, long pass) throws Exception {
    return Straightened.encode(new FilledForm(family, 150).scanned(pass), "jpeg", 150);
  }

  @Test
  void aSheetOfAnotherHouseholdStaysBehindUntilSomebodyLooked() throws Exception {
    byte[] zhao = scan(1, 1);
    scanner.give(Stack.jpeg(Stack.cover(Stack.ZHAO, "D06"), 1));
    scanner.give(zhao);
    var page = new ScanningPage(this).until(2);
    page.file();
    until("filed", () -> page.states().equals(List.of("COVER", "FILED")));
    scanner.give(Stack.jpeg(Stack.cover(Stack.CHEN, "D06"), 2));
    scanner.give(scan(2, 1));
    scanner.give(scan(1, 2));
    page.until(3);
    until("kept back", () -> page.states().equals(List.of("COVER", "READY", "TWIN")));
    page.file();
    until("filed", () -> page.states().equals(List.of("COVER", "FILED", "TWIN")));
    page.key(KeyCode.F8);
    page.hold(3);
    until("whose", () -> lookup("#scanning-twin").tryQuery().isPresent());
    interact(() -> scanner.left(12));
    scanner.give(zhao);
    until("again", () -> lookup("#scanning-refusal-anyway").tryQuery().isPresent());
    until("older", () -> lookup("#scanning-older-take").tryQuery().isPresent());
    pictures("scanning-twin");
    assertEquals(List.of(), cutAtTwice("scanning-twin"));
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    page.key(KeyCode.E);
    until("said", () -> page.states().equals(List.of("COVER", "FILED", "READY")));
    clickOn("#scanning-older-take");
    until("taken", () -> lookup("#scanning-older-take").tryQuery().isEmpty());
    clickOn("#scanning-refusal-anyway");
    page.until(4);
    until("no line", () -> lookup("#scanning-refusal-anyway").tryQuery().isEmpty());
    // its bytes are filed elsewhere: behind its cover it waits all the same
    until("kept back", () -> page.states().equals(List.of("COVER", "FILED", "READY", "TWIN")));
  }
}
