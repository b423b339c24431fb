package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TightDisk;
import cn.ruhu.desktop.kit.Kit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk is full in the middle of a stack: the window says so, the rest stays in the feeder,
/// what came is there, and the stack goes on when there is room again.
class FullDiskScanTest extends DesktopTest {
  @TempDir private Path home;
  private final TightDisk disk = new TightDisk();
  private TestDesk desk;
  private EmulatedDevice device;

  @Override
  protected Parent open(Kit kit) throws Exception {
    desk = TestDesk.on(disk, home.resolve("m"), TestDesk.CLERK, "周敏", Role.WINDOW_CLERK);
    Stack.families(desk);
    device = new EmulatedDevice();
    var tray = new ScanTray(desk.desk());
    var model =
        new ScanningViewModel(
            desk.desk(),
            tray,
            kit.background(),
            new HandSource(desk.clock()),
            device,
            System::nanoTime);
    model.start();
    var camera = new CameraViewModel(model, tray, kit.background(), new HandCamera(""));
    var view = new ScanningView(kit, model, camera, (_, _) -> {});
    kit.shortcuts().use("scanning.title", view.shortcuts());
    view.onShown("");
    VBox.setVgrow(view.node(), Priority.ALWAYS);
    return new VBox(kit.notices().strip(), view.node());
  }

  @AfterEach
  void close() throws Exception {
    device.close();
    desk.close();
  }

  private String said() {
    return ask(() ->
        lookup("#trouble-SCAN .label").queryAllAs(Labeled.class).stream()
            .map(Labeled::getText)
            .reduce("", String::concat));
  }

  @Test
  void theRestStaysInTheFeederAndTheStackGoesOn() {
    var page = new ScanningPage(this);
    until("it answered", () -> page.device().contains("进纸器没有纸"));
    var stack = new ArrayList<byte[]>();
    for (int i = 1; i <= 6; i++) stack.add(Stack.jpeg(Stack.form(Stack.CHEN, i, 6), i));
    device.scanner.load(stack);
    disk.left = stack.get(0).length + stack.get(1).length + stack.get(2).length / 2;
    page.scan();
    until("it is said", () -> said().contains("磁盘"));
    page.until(2);
    assertEquals(3, device.scanner.left(), "the rest lies in the feeder");
    until("what went through and is not here", () -> page.ledger().contains("缺 1"));
    pictures("scanner-disk-full");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    disk.left = Long.MAX_VALUE;
    // the sheet that came out below is laid on top of the rest
    var rest = new ArrayList<>(stack.subList(2, 6));
    device.scanner.clear();
    device.scanner.load(rest);
    page.scan().until(6);
    push(KeyCode.M);
    until("the sum", () -> page.ledger().equals("进 6 张 = 待归档 6"));
    until("the trouble is over", () -> said().isEmpty());
    page.file();
    until("the sum", () -> page.ledger().equals("进 6 张 = 已归档 6"));
    assertEquals(6, desk.desk().caseFile(Stack.CHEN).pages().size());
    assertTrue(page.broken().isEmpty(), page.broken());
  }
}
