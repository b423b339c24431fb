package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.device.camera.emulator.MjpegEmulator;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.imaging.page.SyntheticPage;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.wire.FileAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Photos of papers in the window: cut to their edges, told where they are hard to read, taken
/// again, and noticed when the same sheet comes twice.
class EdgesViewTest extends DesktopTest {
  @TempDir private Path home;
  private TestDesk desk;
  private MjpegEmulator camera;
  private ScanTray tray;
  private ScanningViewModel model;
  private CameraViewModel lens;
  private ScanningView view;

  @Override
  protected Parent open(Kit kit) throws Exception {
    desk = TestDesk.clerk(home.resolve("m"));
    Stack.families(desk);
    camera =
        MjpegEmulator.listen(
            Table.jpeg(Table.lamp(Table.askew(1, 1), 0.65, 0.3)),
            12,
            task -> Thread.ofPlatform().daemon().name("emulator").start(task));
    tray = new ScanTray(desk.desk());
    model =
        new ScanningViewModel(
            desk.desk(), tray, kit.background(), new HandSource(desk.clock()), System::nanoTime);
    model.start();
    lens = new CameraViewModel(model, tray, kit.background(), new HandCamera(camera.address()));
    view = new ScanningView(kit, model, lens, (_, _) -> {});
    kit.shortcuts().use("scanning.title", view.shortcuts());
    view.onShown("");
    return filling(view.node());
  }

  @AfterEach
  void close() throws Exception {
    fx(() -> view.onHidden());
    camera.close();
    desk.close();
  }

  private void take(byte[] bytes, String source) throws Exception {
    Instant now = desk.clock().instant();
    tray.took(
        new ScannedFile(Path.of("c.jpg"), bytes, FileAddress.of(bytes).hex(), now, now, true),
        source);
    fx(() -> model.refresh());
  }

  private String text(String id) {
    return ask(() -> lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse(""));
  }

  /// Whether the camera shows the sheet without the lamp: what it takes from now on has none.
  private boolean noLamp() {
    Pixels seen = lens.picture.get();
    if (seen == null) return false;
    int at = (int) (0.3 * seen.height()) * seen.width() + (int) (0.65 * seen.width());
    return (seen.argb()[at] & 0xFF) < 250;
  }

  private void ratio(String what, double wanted) {
    until(
        what,
        () -> {
          var view = lookup("#scanning-picture .image-view").tryQueryAs(ImageView.class);
          var image = view.map(ImageView::getImage).orElse(null);
          return image != null && Math.abs(image.getHeight() / image.getWidth() - wanted) < 0.03;
        });
  }

  private void looksRight(String name) {
    pictures(name);
    assertEquals(List.of(), ask(() -> CutWords.in(lookup("#screen-scanning").queryParent())));
    assertEquals(List.of(), cutAtTwice(name));
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  @Test
  void aPhotoIsCutToItsEdgesAndOneKeyShowsTheOriginal() throws Exception {
    take(Table.jpeg(Table.lamp(Table.askew(2, 2), 0.65, 0.3)), "CAMERA");
    var page = new ScanningPage(this).until(1).hold(1);
    ratio("the sheet", 1.414);
    assertTrue(text("#scanning-flaw").contains("光斑"), text("#scanning-flaw"));
    looksRight("scanning-edges");
    page.key(KeyCode.P);
    ratio("the original", 4.0 / 3);
    looksRight("scanning-edges-original");
    page.key(KeyCode.P);
    ratio("the sheet again", 1.414);
    page.key(KeyCode.W);
    until("white", () -> model.rows.getFirst().page().recipe().tone() == PageRecipe.Tone.WHITENED);
    until("drawn white", () -> text("#scanning-white").startsWith("取消"));
    pictures("scanning-edges-white");
    page.key(KeyCode.Z);
    until("as it was", () -> !Shaping.isWhite(model.rows.getFirst().page()));
    assertTrue(text("#scanning-again").startsWith("重拍"), text("#scanning-again"));
    take(new SyntheticPage("", "", 100, 0, 0, 2, 0.8f, 9).jpeg(), "SCANNER");
    page.until(2).hold(2);
    until("what a scanner does", () -> text("#scanning-again").startsWith("重扫"));
  }

  @Test
  void edgesNobodyIsSureOfAreSaid() throws Exception {
    take(Table.jpeg(Table.unsure()), "CAMERA");
    new ScanningPage(this).until(1).hold(1);
    ratio("as it came", 4.0 / 3);
    looksRight("scanning-edges-unsure");
  }

  @Test
  void theSameSheetTwiceIsSaidAndPutAsideInTwoKeys() throws Exception {
    take(Table.jpeg(Table.askew(3, 3)), "CAMERA");
    take(Table.jpeg(Table.askew(3, 4)), "CAMERA");
    var page = new ScanningPage(this).until(2).hold(2);
    until("said", () -> text("#scanning-twin").contains("第 1 张"));
    looksRight("scanning-twin-tray");
    page.key(KeyCode.D);
    until("why", () -> lookup("#scanning-reason-input").tryQuery().isPresent());
    assertEquals(
        "重复扫描", ask(() -> lookup("#scanning-reason-input").<TextInputControl>query().getText()));
    push(KeyCode.ESCAPE);
    until("closed", () -> lookup("#scanning-reason-input").tryQuery().isEmpty());
    page.key(KeyCode.E);
    until("kept", () -> model.rows.getLast().page().choice().twin().equals(ScanChoice.BOTH));
    until("not said any more", () -> lookup("#scanning-twin").tryQuery().isEmpty());
  }

  @Test
  void aShotWithALampInItIsTakenAgainByOneKeyWhereTheLightStands() throws Exception {
    fx(() -> model.guide.begin(Stack.CHEN));
    CameraPage page = new CameraPage(this).on();
    until("the first missing", () -> page.slot().contains("身份证"));
    page.shoot(1);
    until("read", 90, () -> text("#scanning-camera-doubt").contains("光斑"));
    until("moved on", () -> ask(() -> lens.target.get().whose().name()).equals("欧阳秀兰"));
    until("in its place", () -> model.rows.getFirst().state() == TrayRow.State.READY);
    looksRight("camera-doubt");
    byte[] better = Table.jpeg(Table.askew(1, 2));
    camera.lay(better);
    until("before the lens", 60, this::noLamp);
    page.key(KeyCode.F);
    until("taken again", 90, () -> model.rows.size() == 2);
    until(
        "the new one in its place", 90, () -> model.rows.getLast().state() == TrayRow.State.READY);
    until("the old one aside", () -> model.rows.getFirst().state() == TrayRow.State.ASIDE);
    until("nothing to say", () -> ask(() -> lens.doubtful.get() == null));
    assertEquals("欧阳秀兰", ask(() -> lens.target.get().whose().name()));
    assertEquals("D03", ask(() -> model.rows.getLast().place().orElseThrow().docType()));
  }
}
