package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.device.escl.emulator.EsclFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stack from a scanner of the network into the slots of two families, by the keyboard.
class ScannerViewTest extends DesktopTest {
  @TempDir private Path home;
  private TestDesk desk;
  private EmulatedDevice device;

  @Override
  protected Parent open(Kit kit) throws Exception {
    desk = TestDesk.clerk(home.resolve("m"));
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
    return filling(view.node());
  }

  @AfterEach
  void close() throws Exception {
    device.close();
    desk.close();
  }

  private String lamp() {
    return ask(() -> lookup("#scanning-device").<Labeled>query().getText());
  }

  private String broken() {
    return ask(() ->
        lookup("#scanning-broken .label").queryAllAs(Labeled.class).stream()
            .map(Labeled::getText)
            .reduce("", String::concat));
  }

  @Test
  void aMixedStackThatJamsIsScannedOnAndSettled() {
    until("it answered", () -> lamp().contains("进纸器没有纸"));
    pictures("scanner-ready");
    device.scanner.load(
        List.of(
            Stack.jpeg(Stack.form(Stack.CHEN, 1, 2), 1),
            Stack.jpeg(Stack.form(Stack.CHEN, 2, 2), 2),
            Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 3),
            Stack.jpeg("", 4),
            Stack.blank(5)));
    device.scanner.fault(EsclFault.EMPTY_PAGE, 3);
    push(KeyCode.F4);
    var page = new ScanningPage(this).until(2);
    until("it says what happened", () -> broken().contains("有一页是空的"));
    assertTrue(broken().contains("已收到 2 页"), broken());
    assertTrue(broken().contains("另有 1 面"), broken());
    until("the sum", () -> page.ledger().equals("进 3 张 = 待归档 2 + 缺 1"));
    pictures("scanner-jam");
    assertEquals(List.of(), cutAtTwice("scanner-jam"));
    device.scanner.mend();
    push(KeyCode.F4);
    page.until(5);
    until("the sum", () -> page.ledger().equals("进 6 张 = 待归档 3 + 待处理 1 + 空白 1 + 缺 1"));
    push(KeyCode.M);
    until("compared", () -> page.ledger().equals("进 5 张 = 待归档 3 + 待处理 1 + 空白 1"));
    page.hold(4).assign("zdf", "hkb");
    until("put there", () -> page.states().get(3).equals("READY"));
    page.file();
    until("the sum", () -> page.ledger().equals("进 5 张 = 已归档 4 + 空白 1"));
    page.close();
    pictures("scanner-filed");
    assertEquals(2, desk.desk().caseFile(Stack.CHEN).pages().size());
    assertEquals(2, desk.desk().caseFile(Stack.ZHAO).pages().size());
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  @Test
  void scanningShowsHowFarItIsAndStopsByKey() {
    until("it answered", () -> lamp().contains("进纸器没有纸"));
    clickOn("#scanning-input-DUPLEX");
    clickOn("#scanning-colour-GRAY");
    assertTrue(ask(() -> lookup("#scanning-colour-GRAY").<ToggleButton>query().isSelected()));
    var stack = new ArrayList<byte[]>();
    for (int i = 1; i <= 12; i++) stack.add(Stack.jpeg("", i));
    device.scanner.load(stack);
    device.scanner.pace(1_500);
    push(KeyCode.F4);
    until("two came", () -> lamp().contains("已收 2 页"));
    pictures("scanner-running");
    push(KeyCode.T);
    until("it stopped", () -> lookup("#scanning-scan").query().isVisible());
    assertTrue(device.scanner.orders().getFirst().contains("<scan:Duplex>true"));
    assertTrue(device.scanner.left() > 0, "the rest lies in the feeder");
    int came = new ScanningPage(this).states().size();
    assertTrue(came >= 2 && came < 12, "what came stays: " + came);
    // whoever stopped it knows, but for a side that was under way just then
    assertTrue(broken().isEmpty() || broken().contains("另有 1 面走过"), broken());
  }

  @Test
  void anEmptyFeederAndABusyScannerAreSaid() {
    until("it answered", () -> lamp().contains("进纸器没有纸"));
    push(KeyCode.F4);
    until("said", () -> broken().contains("进纸器里没有纸"));
    device.scanner.fault(EsclFault.BUSY_LONG, 1);
    push(KeyCode.F4);
    until("said", () -> broken().contains("正被别处使用"));
    pictures("scanner-busy");
    clickOn("#scanning-problem-close");
    until("put away", () -> broken().isEmpty());
  }
}
