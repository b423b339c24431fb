package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TightDisk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.pages.CornersModel;
import cn.ruhu.desktop.pages.PageShape;
import cn.ruhu.desktop.visit.ShotEye.Edges;
import cn.ruhu.device.camera.CameraFrame;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.FrameSize;
import cn.ruhu.device.camera.Shot;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.wire.FileAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Photographing at a visit, press by press; the camera is in the test's hand.
class ShotModelTest {
  private static final char[] SECRET = "ruhu-demo-2026".toCharArray();

  @TempDir private Path home;
  @TempDir private Path pictures;
  private final TightDisk disk = new TightDisk();
  private TestDesk at;
  private VisitViewModel model;
  private ShotModel shots;
  private Teller tell;

  /// who looks; null while the camera is off
  private FieldCamera.@Nullable Watcher watching;

  private boolean sees = true;

  /// what the next press comes to
  private Shot next = new Shot.Missed(Shot.Why.NOT_READY);

  private final FieldCamera camera =
      new FieldCamera() {
        @Override
        public void here(Consumer<Boolean> told) {
          told.accept(true);
        }

        @Override
        public Eye open(Watcher watcher) {
          watching = watcher;
          watcher.stands(sees ? CameraState.READY : CameraState.AWAY);
          return new Eye() {
            @Override
            public void shoot(Consumer<Shot> then) {
              then.accept(next);
            }

            @Override
            public void end() {
              watching = null;
            }
          };
        }
      };

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.on(disk, home, TestDesk.FIRST, "林晓东", Role.INVESTIGATOR);
    at.receive(Household.records(4));
    begin();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void begin() {
    var machine = FieldMachine.of(at.machineInUse());
    model = new VisitViewModel(at.desk(), Background.inline(), VisitForms.builtIn(), machine);
    shots = new ShotModel(Background.inline(), model, camera);
    tell = new Teller(model, pictures);
    model.open(Household.ASSIGNMENT);
    assertNotNull(model.visit.get(), () -> model.hindrances + model.trouble.get());
  }

  private void lay(byte[] jpeg) {
    next = new Shot.Taken(new CameraFrame(jpeg, new FrameSize(1200, 1600), Instant.EPOCH));
  }

  private List<String> kept(String key) {
    return model.pictures(tell.path(key));
  }

  private byte[] bytes(String address) throws Exception {
    return at.store().files().bytes(address);
  }

  private String said() {
    Message said = shots.said.get();
    return said == null ? "" : said.key();
  }

  @Test
  void aBillIsKeptAsTheCameraMadeItAndShownBetweenItsEdges() throws Exception {
    VisitViewModelTest.partner(at, SECRET);
    tell.table(4).answer("E08", "360000");
    byte[] bill = Photos.bill(3);
    lay(bill);
    shots.begin(tell.path("E08P"));
    assertEquals("医疗票据照片", shots.question());
    shots.shoot();
    ShotEye.Taken photo = Objects.requireNonNull(shots.taken.get());
    assertEquals(Edges.FOUND, photo.edges());
    assertEquals(List.of(), kept("E08P"), "nothing is kept before a person looked");
    shots.edges();
    assertEquals(Edges.NONE, Objects.requireNonNull(shots.taken.get()).edges());
    shots.edges();
    shots.keep();
    assertEquals("", shots.path.get(), "the camera is put away");
    assertNull(watching);
    String address = kept("E08P").getFirst();
    assertEquals(FileAddress.of(bill).text(), address);
    assertArrayEquals(bill, bytes(address));

    tell.household(4);
    model.prove(SECRET.clone());
    tell.door().sign("R09").sign("R10");
    model.finish();
    assertNotNull(model.sealed.get(), () -> model.hindrances + model.trouble.get());
    CaseRecord page =
        at.desk().caseFile(Household.CASE).pages().stream()
            .filter(p -> p.text("path").equals("E08P"))
            .findFirst()
            .orElseThrow();
    assertEquals("D09", page.text("slot"), "where medical bills are filed");
    assertEquals(address, page.text("file"));
    PageRecipe recipe = PageShape.read(page);
    assertTrue(recipe.corners().isPresent(), page::toString);
    assertEquals(photo.recipe(), recipe);
  }

  @Test
  void cornersASetByHandTakeThePlaceOfThoseFound() throws Exception {
    tell.answer("V09D", "1").answer("E04", "12000");
    lay(Photos.bill(5));
    shots.begin(tell.path("E04P"));
    shots.shoot();
    Corners inner =
        Corners.of(
            List.of(
                new Corners.Point(1500, 1500),
                new Corners.Point(8500, 1500),
                new Corners.Point(8500, 8500),
                new Corners.Point(1500, 8500)));
    shots.corners(new CornersModel(inner, 0));
    assertEquals(Edges.HAND, Objects.requireNonNull(shots.taken.get()).edges());
    shots.keep();
    PageRecipe kept = model.files().recipe(kept("E04P").getFirst()).orElseThrow();
    assertEquals(inner, kept.corners().map(Corners::of).orElseThrow());
    at.restart();
    begin();
    assertEquals(
        kept, model.files().recipe(kept("E04P").getFirst()).orElseThrow(), "it is on the disk");
  }

  @Test
  void aRoomStaysWholeAndTheNextViewComesByItself() throws Exception {
    tell.answer("V09D", "1");
    lay(Photos.room(180));
    shots.begin(tell.path("H20A"));
    shots.shoot();
    assertFalse(Objects.requireNonNull(shots.taken.get()).paper());
    shots.keep();
    assertEquals("厨房照片", shots.question());
    assertTrue(model.files().recipe(kept("H20A").getFirst()).isEmpty());
    lay(Photos.room(120));
    shots.shoot();
    shots.shoot(); // kept, and another one
    assertEquals(1, kept("H20B").size());
    assertEquals("厨房照片", shots.question());
    lay(Photos.room(60));
    shots.shoot();
    shots.keep();
    assertEquals(2, kept("H20B").size());
    assertEquals("", shots.path.get());
  }

  @Test
  void aCameraThatIsGoneInTheMiddleLosesNothing() throws Exception {
    tell.answer("V09D", "1");
    lay(Photos.room(180));
    shots.begin(tell.path("H20"));
    shots.shoot();
    shots.shoot();
    assertEquals(1, kept("H20").size());
    Objects.requireNonNull(watching).stands(CameraState.AWAY);
    assertEquals(CameraState.AWAY, shots.stands.get());
    next = new Shot.Missed(Shot.Why.GONE);
    shots.shoot();
    assertEquals("visit.camera.missed.GONE", said());
    assertEquals(1, kept("H20").size());
    Objects.requireNonNull(watching).stands(CameraState.READY); // plugged in again
    lay(Photos.room(90));
    shots.shoot();
    shots.keep();
    assertEquals(2, kept("H20").size());
  }

  @Test
  void aDiskThatIsFullLeavesThePhotoInHand() throws Exception {
    tell.answer("V09D", "1");
    lay(Photos.room(180));
    shots.begin(tell.path("H20"));
    shots.shoot();
    disk.left = 10;
    shots.keep();
    assertEquals("visit.camera.failed", said());
    assertNotNull(shots.taken.get(), "still in hand");
    assertEquals(List.of(), kept("H20"));
    disk.left = Long.MAX_VALUE;
    shots.keep();
    assertEquals(1, kept("H20").size());
  }

  @Test
  void aCameraThatNeverShowsAnythingIsNoneUntilSomebodyLooksAgain() {
    tell.answer("V09D", "1");
    shots.look();
    assertTrue(shots.here.get());
    shots.begin(tell.path("H20"));
    shots.end();
    assertTrue(shots.here.get(), "it was ready");
    shots.begin(tell.path("H20"));
    var eye = Objects.requireNonNull(watching);
    shots.end();
    eye.stands(CameraState.READY); // too late
    sees = false;
    shots.begin(tell.path("H20"));
    shots.end();
    assertFalse(shots.here.get(), "files, as without one");
    shots.look();
    assertTrue(shots.here.get());
  }

  @Test
  void whatIsNoPictureIsTakenAgainAndWhatIsPutAwayIsLeft() throws Exception {
    tell.answer("V09D", "1");
    lay(new byte[] {1, 2, 3});
    shots.begin(tell.path("H20"));
    shots.shoot();
    assertEquals("visit.camera.missed.SPOILED", said());
    lay(Photos.room(180));
    shots.shoot();
    shots.again();
    assertNull(shots.taken.get());
    shots.shoot();
    shots.end();
    assertEquals(List.of(), kept("H20"));
    assertNull(watching, "the camera is off");
  }

  @Test
  void aPhotoMoreThanTheFormTakesEndsTheSeries() throws Exception {
    tell.answer("V09D", "1");
    shots.begin(tell.path("H20A"));
    for (int n = 1; n <= 4; n++) {
      lay(Photos.room(30 * n));
      shots.shoot();
      shots.shoot(); // kept, and another one
    }
    assertEquals("", shots.path.get(), "the question says why");
    assertEquals(3, tell.question("H20A").value().split(" ", -1).length);
    assertEquals(4, kept("H20A").size(), "nothing is lost");
  }

  @Test
  void theCameraIsOffWhileNothingMayBeSeen() throws Exception {
    tell.answer("V09D", "1");
    lay(Photos.room(180));
    shots.begin(tell.path("H20"));
    shots.rest(true);
    assertNull(watching);
    assertEquals(CameraState.CLOSED, shots.stands.get());
    shots.shoot();
    assertNull(shots.taken.get());
    shots.rest(false);
    assertNotNull(watching);
    assertEquals(CameraState.READY, shots.stands.get());
    shots.shoot();
    shots.rest(true);
    assertNotNull(shots.taken.get(), "a photo in hand stays");
    shots.rest(false);
    shots.keep();
    assertEquals(1, kept("H20").size());
    shots.end();
    shots.rest(true);
    shots.rest(false);
    assertNull(watching, "it was put away");
  }
}
