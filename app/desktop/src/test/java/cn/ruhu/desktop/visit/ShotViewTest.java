package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestCamera;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Layers;
import cn.ruhu.device.camera.emulator.MjpegEmulator;
import cn.ruhu.wire.FileAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Photographing at a visit by keys, through a camera on the network that sends real JPEG frames.
class ShotViewTest extends DesktopTest {
  @TempDir static Path home;
  @TempDir static Path pictures;
  private TestDesk at;
  private MjpegEmulator camera;
  private VisitViewModel model;
  private Layers layers;

  @Override
  protected Parent open(Kit kit) throws Exception {
    layers = kit.layers();
    Path here = home.resolve("m" + System.nanoTime());
    at = TestDesk.investigator(here);
    at.receive(Household.records(2));
    camera =
        MjpegEmulator.listen(
            Photos.bill(3), 12, task -> Thread.ofPlatform().daemon().name("emulator").start(task));
    var machine = FieldMachine.of(at.machineInUse());
    model = new VisitViewModel(at.desk(), kit.background(), VisitForms.builtIn(), machine);
    var day = new MyDayViewModel(at.desk(), kit.background(), VisitForms.builtIn(), machine);
    var none = Outdoors.NOTHING;
    Path choices = Files.createDirectories(home.resolve("c" + System.nanoTime()));
    var lens = TestCamera.at(camera.address(), choices, kit.background());
    var outdoors = new Outdoors(none.place(), none.cards(), none.sheets(), none.eye(), lens);
    var view = new VisitView(kit, day, model, outdoors);
    kit.shortcuts().use("visit.title", view.shortcuts());
    view.onShown("");
    return (Parent) view.node();
  }

  @AfterEach
  void close() throws Exception {
    fx(model::leave);
    camera.close();
    at.close();
  }

  private VisitPage inside() {
    until("the household is shown", () -> !lookup(".visit-card").queryAll().isEmpty());
    var page = new MyDayPage(this).open(Household.ASSIGNMENT);
    until("the visit is open", () -> !lookup("#q-V09D-1").queryAll().isEmpty());
    fx(() -> new Teller(model, pictures).answer("V09D", "1").answer("E08", "360000"));
    until("the sections are there", () -> model.stations.size() > 5);
    return page;
  }

  private String words(String id) {
    return ask(() -> lookup(id).<Labeled>tryQuery().map(Labeled::getText).orElse(""));
  }

  private boolean shows(String id) {
    return lookup(id).tryQuery().filter(DesktopTest::inSight).isPresent();
  }

  private void aim(String question) {
    SurveyPage.press(this, "#q-" + question + "-input");
    until("ready", 60, () -> words("#shot-lamp").contains("摄像头就绪"));
    until("it sees", 60, () -> words("#shot-hint").isEmpty());
  }

  private void take() {
    push(KeyCode.SPACE);
    until("in hand", 60, () -> shows("#shot-keep"));
  }

  private List<String> kept(String key) {
    return ask(() -> model.pictures(new Teller(model, pictures).path(key)));
  }

  private List<String> sent() {
    return camera.sent().stream().map(b -> FileAddress.of(b).text()).toList();
  }

  @Test
  void aBillAndTheRoomsAreShotIntoTheirPlacesByKeys() throws Exception {
    VisitPage page = inside();
    page.station("E");
    until("asked", () -> shows("#q-E08P-input"));
    assertEquals("拍照", words("#q-E08P-input"));
    pictures("visit-before-shot");
    aim("E08P");
    pictures("visit-shot-aim");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    take();
    List<String> sent = sent();
    assertTrue(words("#shot-told").contains("已按纸边裁正"), words("#shot-told"));
    pictures("visit-shot-bill");
    assertEquals(List.of(), cutAtTwice("visit-shot-bill"));
    push(KeyCode.P);
    until("whole", () -> !words("#shot-told").contains("已按纸边裁正"));
    push(KeyCode.P);
    until("cut again", () -> words("#shot-told").contains("已按纸边裁正"));
    push(KeyCode.Q);
    until("corners", () -> shows("#corners"));
    pictures("visit-shot-corners");
    push(KeyCode.ESCAPE);
    until("as it was", () -> lookup("#corners").tryQuery().isEmpty());
    push(KeyCode.ENTER);
    until("kept and put away", 60, () -> lookup("#shot").tryQuery().isEmpty());
    until("in its place", 60, () -> kept("E08P").size() == 1);
    assertTrue(sent.contains(kept("E08P").getFirst()), "the camera's own bytes");
    pictures("visit-shot-filed");

    camera.lay(Photos.room(180));
    page.station("H");
    until("asked", () -> shows("#q-H20A-input"));
    aim("H20A");
    take();
    pictures("visit-shot-room");
    push(KeyCode.ENTER);
    until("the kitchen is next", 60, () -> words("#shot-title").contains("厨房"));
    camera.lay(Photos.room(90));
    take();
    push(KeyCode.ENTER);
    until("both views", 60, () -> lookup("#shot").tryQuery().isEmpty());
    assertEquals(List.of(1, 1), Stream.of("H20A", "H20B").map(v -> kept(v).size()).toList());
  }

  @Test
  void aCameraThatGoesAwayIsSaidAndWhatWasKeptStays() {
    VisitPage page = inside();
    page.station("H");
    until("asked", () -> shows("#q-H20A-input"));
    aim("H20A");
    take();
    push(KeyCode.SPACE); // kept, and another one
    until("kept", 60, () -> kept("H20A").size() == 1);
    camera.close();
    until("gone", 60, () -> words("#shot-lamp").contains("找不到摄像头"));
    pictures("visit-shot-away");
    push(KeyCode.SPACE);
    until("said", 60, () -> words("#shot-said").contains("没有拍到"));
    push(KeyCode.ESCAPE);
    until("away", () -> lookup("#shot").tryQuery().isEmpty());
    assertEquals(1, kept("H20A").size());
  }

  @Test
  void theCameraIsOffBehindACurtainAndAfterTheSession() {
    VisitPage page = inside();
    page.station("H");
    until("asked", () -> shows("#q-H20A-input"));
    aim("H20A");
    Labeled lamp = ask(() -> lookup("#shot-lamp").query());
    Runnable back = ask(() -> layers.aside());
    String off = ask(lamp::getText);
    assertTrue(off.contains("摄像头未打开"), off);
    fx(back);
    until("ready again", 60, () -> words("#shot-lamp").contains("摄像头就绪"));
    take();
    push(KeyCode.ENTER);
    until("the kitchen is next", 60, () -> words("#shot-title").contains("厨房"));
    fx(layers::clear);
    until("put away", () -> lookup("#shot").tryQuery().isEmpty());
    aim("H20B");
    take();
    push(KeyCode.ENTER);
    until("kept", 60, () -> kept("H20B").size() == 1);
  }
}
