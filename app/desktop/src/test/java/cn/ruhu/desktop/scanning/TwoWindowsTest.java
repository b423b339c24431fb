package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.store.Disk;
import cn.ruhu.wire.FileAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two clerks at machines of their own press F4 at the one scanner between them: the second waits
/// for the first, nobody gets a sheet of the other, and both sums hold.
class TwoWindowsTest extends DesktopTest {
  private static final UUID OTHER = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0902L);

  @TempDir private Path home;
  private final List<TestDesk> desks = new ArrayList<>();
  private EmulatedDevice device;
  private Stage second;

  @Override
  protected Parent open(Kit kit) throws Exception {
    device = new EmulatedDevice();
    return filling(screen(kit, "a", TestDesk.CLERK, device));
  }

  private javafx.scene.Node screen(Kit kit, String machine, UUID person, EmulatedDevice scanner)
      throws Exception {
    var desk = TestDesk.on(Disk.real(), home.resolve(machine), person, "周敏", Role.WINDOW_CLERK);
    desks.add(desk);
    Stack.families(desk);
    var tray = new ScanTray(desk.desk());
    var model =
        new ScanningViewModel(
            desk.desk(),
            tray,
            kit.background(),
            new HandSource(desk.clock()),
            scanner,
            System::nanoTime);
    model.start();
    var camera = new CameraViewModel(model, tray, kit.background(), new HandCamera(""));
    var view = new ScanningView(kit, model, camera, (_, _) -> {});
    kit.shortcuts().use("scanning.title", view.shortcuts());
    view.onShown("");
    return view.node();
  }

  @BeforeEach
  void openTheSecond() {
    fx(() -> {
      Kit other = kit(Text.chinese());
      second = new Stage();
      try {
        other.layers().show(filling(screen(other, "b", OTHER, new EmulatedDevice(device.scanner))));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      Scene scene = other.scene(1280, 800);
      second.setScene(scene);
      second.setX(0);
      second.setY(0);
      second.show();
      stage.toFront();
      stage.requestFocus();
    });
  }

  @AfterEach
  void close() throws Exception {
    fx(() -> second.close());
    device.close();
    for (TestDesk d : desks) d.close();
  }

  private String text(Stage of, String id) {
    return ask(() -> of.getScene().lookup(id) instanceof Labeled l ? l.getText() : "");
  }

  private int sheets(Stage of) {
    return ask(() ->
        of.getScene().lookup("#scanning-strip") instanceof ListView<?> strip
            ? strip.getItems().size()
            : 0);
  }

  private void scan(Stage at) {
    fx(() -> ((ButtonBase) at.getScene().lookup("#scanning-scan")).fire());
  }

  private void rests(Stage at) {
    until("it rests", 60, () -> at.getScene().lookup("#scanning-scan").isVisible());
  }

  private static byte[] sheet(UUID of, int page, int seed) {
    return Stack.jpeg(Stack.form(of, page, 4), seed);
  }

  private Set<String> kept(int desk) throws Exception {
    var hashes = new HashSet<String>();
    for (ScanBatch b : new ScanTray(desks.get(desk).desk()).batches())
      for (ScanPage p : b.pages()) hashes.add(FileAddress.parse(p.file()).orElseThrow().hex());
    return hashes;
  }

  private static Set<String> hashes(List<byte[]> files) {
    var all = new HashSet<String>();
    for (byte[] f : files) all.add(FileAddress.of(f).hex());
    return all;
  }

  @Test
  void eachGetsTheirOwnStackFromTheOneScannerBetweenThem() throws Exception {
    var first = new ArrayList<byte[]>();
    var later = new ArrayList<byte[]>();
    for (int i = 1; i <= 4; i++) {
      first.add(sheet(Stack.CHEN, i, i));
      later.add(sheet(Stack.ZHAO, i, 10 + i));
    }
    until("it answered", () -> text(stage, "#scanning-device").contains("进纸器没有纸"));
    device.scanner.load(first);
    device.scanner.pace(10_000);
    scan(stage);
    until("it draws paper in", () -> device.scanner.orders().size() == 1);
    scan(second);
    until("the second waits", () -> text(second, "#scanning-device").contains("正忙"));
    device.scanner.pace(0);
    rests(stage);
    rests(second);
    until("all four", () -> sheets(stage) == 4);
    assertEquals(0, sheets(second), "nothing of the first clerk's");
    device.scanner.load(later);
    scan(second);
    until("the second's four", () -> sheets(second) == 4);
    until("the sum", () -> text(stage, "#scanning-ledger").equals("进 4 张 = 待归档 4"));
    until("the sum", () -> text(second, "#scanning-ledger").equals("进 4 张 = 待归档 4"));
    assertEquals(hashes(first), kept(0));
    assertEquals(hashes(later), kept(1));
    fx(() -> ((ButtonBase) stage.getScene().lookup("#scanning-file")).fire());
    fx(() -> ((ButtonBase) second.getScene().lookup("#scanning-file")).fire());
    until("filed", () -> text(stage, "#scanning-ledger").equals("进 4 张 = 已归档 4"));
    until("filed", () -> text(second, "#scanning-ledger").equals("进 4 张 = 已归档 4"));
    assertEquals(4, desks.get(0).desk().caseFile(Stack.CHEN).pages().size());
    assertEquals(4, desks.get(1).desk().caseFile(Stack.ZHAO).pages().size());
    assertTrue(desks.get(0).desk().caseFile(Stack.ZHAO).pages().isEmpty());
  }
}
