package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.process.Originals;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TightDisk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.LateBackground;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraFrame;
import cn.ruhu.device.camera.CameraListener;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.FrameSize;
import cn.ruhu.device.camera.Shot;
import cn.ruhu.imaging.page.Flaw;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What pressing the shutter comes to, without a toolkit and with the real store.
class CameraViewModelTest {
  @TempDir private Path home;
  private final TightDisk disk = new TightDisk();
  private TestDesk desk;
  private ScanTray tray;
  private ScanningViewModel model;
  private final InMemoryCamera camera = new InMemoryCamera();
  private final OneCamera source = new OneCamera(camera);

  /// A camera whose frames and answers come when the test says so.
  private static final class InMemoryCamera implements Camera {
    private CameraListener hears;
    private Consumer<Shot> waiting;
    private boolean closed;

    @Override
    public void start(CameraListener listener) {
      hears = listener;
      hears.changed(CameraState.READY);
    }

    @Override
    public CameraState state() {
      return CameraState.READY;
    }

    @Override
    public void shoot(Consumer<Shot> done) {
      waiting = done;
    }

    void gives(byte[] jpeg) {
      waiting.accept(new Shot.Taken(frame(jpeg)));
    }

    static CameraFrame frame(byte[] jpeg) {
      return new CameraFrame(jpeg, new FrameSize(1240, 1754), Instant.ofEpochSecond(1_700_000_000));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @BeforeEach
  void begins() throws Exception {
    desk = TestDesk.on(disk, home.resolve("m"), TestDesk.CLERK, "周敏", Role.WINDOW_CLERK);
    Stack.families(desk);
    sit();
  }

  private void sit() {
    tray = new ScanTray(desk.desk());
    model =
        new ScanningViewModel(
            desk.desk(), tray, Background.inline(), new HandSource(desk.clock()), System::nanoTime);
    model.start();
  }

  @AfterEach
  void ends() throws Exception {
    desk.close();
  }

  private CameraViewModel lens(Background background) {
    var made = new CameraViewModel(model, tray, background, source);
    made.open();
    return made;
  }

  private static Routing.Slot slot(String docType) {
    return new Routing.Slot(Stack.CHEN, docType, Optional.empty(), 0, 0, 0);
  }

  @Test
  void pictureIsOnTheDiskBeforeItIsSaidToBeTaken() throws Exception {
    var lens = lens(Background.inline());
    byte[] jpeg = Stack.jpeg("", 1);
    lens.shoot();
    assertTrue(lens.shooting.get());
    assertNull(lens.said.get());
    camera.gives(jpeg);
    assertEquals("scanning.camera.taken", lens.said.get().key());
    assertEquals(1, lens.shots.get());
    ScanPage page = tray.batches().getLast().pages().getLast();
    assertEquals("CAMERA", page.source());
    assertArrayEquals(jpeg, tray.bytes(page));
  }

  @Test
  void fullDiskSaysSoAndTheSameSheetIsTakenAgain() throws Exception {
    var lens = lens(Background.inline());
    byte[] jpeg = Stack.jpeg("", 1);
    disk.left = 1000;
    lens.shoot();
    camera.gives(jpeg);
    assertEquals("scanning.camera.lost", lens.said.get().key());
    assertEquals(0, lens.shots.get());
    assertFalse(lens.shooting.get());
    disk.left = Long.MAX_VALUE;
    lens.shoot();
    camera.gives(jpeg);
    assertEquals(1, lens.shots.get());
    lens.shoot();
    camera.gives(jpeg);
    assertEquals("scanning.camera.twice", lens.said.get().key());
    assertEquals(1, lens.shots.get());
  }

  @Test
  void pictureGoesWhereItWasTakenForThoughTheNextPlaceWasNamedMeanwhile() throws Exception {
    var lens = lens(Background.inline());
    lens.aim(slot("D04"));
    lens.shoot();
    lens.aim(slot("D03"));
    camera.gives(Stack.jpeg("", 1));
    assertEquals("D04", model.rows.getLast().place().orElseThrow().docType());
    assertEquals(TrayRow.State.READY, model.rows.getLast().state());
  }

  @Test
  void codeOnTheSheetWinsOverTheNamedPlace() throws Exception {
    var lens = lens(Background.inline());
    lens.aim(slot("D04"));
    lens.shoot();
    camera.gives(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 1));
    Routing.Slot place = model.rows.getLast().place().orElseThrow();
    assertEquals(Stack.ZHAO, place.application());
    assertEquals("D02", place.docType());
  }

  /// What it was taken for is on the disk with the picture, in the same step.
  @Test
  void aPictureGoesWhereItWasTakenForThoughTheProgramEndedBeforeItWasRead() throws Exception {
    var lens = lens(new LateBackground());
    lens.aim(slot("D04"));
    lens.shoot();
    camera.gives(Stack.jpeg("", 1));
    // killed here: nobody read it
    desk.restart();
    sit();
    assertEquals("D04", model.rows.getLast().place().map(Routing.Slot::docType).orElse(""));
    assertEquals(TrayRow.State.READY, model.rows.getLast().state());
    model.restore();
    model.refresh();
    assertEquals(TrayRow.State.WAIT, model.rows.getLast().state(), "taken back, it stays back");
  }

  @Test
  void missedShotsSayWhyAndNothingIsKept() throws Exception {
    var lens = lens(Background.inline());
    for (Shot.Why why : Shot.Why.values()) {
      lens.shoot();
      camera.waiting.accept(new Shot.Missed(why));
      assertEquals("scanning.camera.missed." + why, lens.said.get().key());
      assertFalse(lens.shooting.get());
    }
    assertEquals(List.of(), tray.batches());
  }

  @Test
  void lateFramesAreDroppedAndTheNewestIsShown() {
    var background = new LateBackground();
    var lens = lens(background);
    byte[] first = Stack.jpeg("", 1);
    byte[] last = Stack.jpeg("", 10);
    camera.hears.frame(InMemoryCamera.frame(first));
    for (int i = 2; i < 9; i++) camera.hears.frame(InMemoryCamera.frame(Stack.jpeg("", i)));
    assertEquals(1, background.ends.size(), "one frame is being drawn");
    camera.hears.frame(InMemoryCamera.frame(last));
    background.ends.removeFirst().run();
    assertNotNull(lens.picture.get());
    assertEquals(1, background.ends.size(), "and then the newest");
    background.ends.removeFirst().run();
    assertEquals(List.of(), background.ends);
  }

  @Test
  void blackPictureIsSaidAndTheCameraIsOffWhenOutOfSight() {
    var lens = lens(Background.inline());
    camera.hears.frame(InMemoryCamera.frame(Stack.jpeg("", 1)));
    assertFalse(lens.dark.get());
    Pixels seen = lens.picture.get();
    assertTrue(seen.width() <= CameraPreview.WIDTH_MAX);
    camera.hears.changed(CameraState.AWAY);
    assertNull(lens.picture.get());
    lens.close();
    assertTrue(camera.closed);
    camera.hears.frame(InMemoryCamera.frame(Stack.jpeg("", 2)));
    assertNull(lens.picture.get());
  }

  @Test
  void nextMissingPaperFollowsTheArchive() {
    var lens = lens(Background.inline());
    lens.aim(slot("D03"));
    CameraTarget before = lens.target.get();
    assertEquals("D04", before.next(Set.of()).docType(), "nothing is owed: the next one");
    var owes =
        new CameraTarget(before.slot(), before.applicant(), List.of("D01", "D06"), before.people());
    assertEquals("D06", owes.next(Set.of()).docType());
    assertEquals("D01", owes.next(Set.of("D06")).docType());
    lens.whose(1);
    assertTrue(lens.target.get().slot().owner().isPresent());
    lens.whose(9);
    lens.whose(0);
    assertTrue(lens.target.get().slot().owner().isEmpty());
  }

  @Test
  void oneLightStandsForGuideAndCamera() throws Exception {
    model.guide.begin(Stack.CHEN);
    var lens = lens(Background.inline());
    assertEquals("D03", lens.target.get().slot().docType());
    assertEquals(model.guide.lit.get().owner(), lens.target.get().slot().owner());
    lens.shoot();
    camera.gives(Stack.jpeg("", 1));
    assertEquals("D03 陈建国", placed());
    Originals.Place next = model.guide.lit.get();
    assertEquals(next.owner(), lens.target.get().slot().owner(), "the camera follows");
    assertEquals("欧阳秀兰", lens.target.get().whose().name());
    lens.next();
    assertEquals("D04", lens.target.get().slot().docType(), "her card was not brought");
    assertEquals("D04", model.guide.lit.get().slot());
    lens.whose(3);
    assertEquals(lens.target.get().slot().owner(), model.guide.lit.get().owner());
    lens.shoot();
    camera.gives(Stack.jpeg("", 2));
    assertEquals("D04 陈思远", placed());
    assertEquals("欧阳秀兰", lens.target.get().whose().name(), "what is missing is lit again");
    lens.aim(new Routing.Slot(Stack.CHEN, "D99", Optional.empty(), 0, 0, 0));
    assertEquals("D99", model.guide.lit.get().slot(), "a paper nobody asked for");
    model.refresh();
    assertEquals("D99", model.guide.lit.get().slot());
    lens.shoot();
    camera.gives(Stack.jpeg("", 3));
    assertEquals("D99 ", placed());
    assertEquals("D03", model.guide.lit.get().slot());
  }

  @Test
  void aShotTakenBackByHandDoesNotGoThereByItselfAgain() throws Exception {
    model.guide.begin(Stack.CHEN);
    var lens = lens(Background.inline());
    lens.shoot();
    camera.gives(Stack.jpeg("", 1));
    assertEquals("D03 陈建国", placed());
    model.guide.undo();
    model.refresh();
    assertEquals(TrayRow.State.WAIT, model.rows.getLast().state());
  }

  @Test
  void anotherPaperIsNoSecondTry() throws Exception {
    model.guide.begin(Stack.CHEN);
    var lens = lens(Background.inline());
    lens.shoot();
    camera.gives(Table.jpeg(Table.blurred(Table.page(1))));
    lens.again("blurred");
    assertTrue(lens.shooting.get());
    camera.waiting.accept(new Shot.Missed(Shot.Why.values()[0]));
    lens.next();
    lens.shoot();
    camera.gives(Stack.jpeg("", 2));
    assertEquals(2, model.rows.size());
    assertEquals(TrayRow.State.READY, model.rows.getFirst().state(), "nothing stands for it");
  }

  private String placed() {
    Routing.Slot s = model.rows.getLast().place().orElseThrow();
    var file = desk.desk().caseFile(s.application());
    return s.docType() + " " + s.owner().map(o -> Sorting.name(file, o)).orElse("");
  }

  @Test
  void theLightMovesOnBeforeThePictureWasRead() throws Exception {
    model.guide.begin(Stack.CHEN);
    var background = new LateBackground();
    var lens = lens(background);
    lens.shoot();
    camera.gives(Stack.jpeg("", 1));
    assertTrue(lens.shooting.get(), "not on the disk yet");
    assertEquals("欧阳秀兰", lens.target.get().whose().name());
    background.settle();
    assertEquals("D03 陈建国", placed());
    disk.left = 1000;
    lens.shoot();
    camera.gives(Stack.jpeg("", 2));
    background.settle();
    assertEquals("scanning.camera.lost", lens.said.get().key());
    assertEquals("欧阳秀兰", lens.target.get().whose().name(), "nothing came: still missing");
  }

  @Test
  void aBlurredShotIsToldAndTakenAgainAndTheOneBeforeGoesOnlyThen() throws Exception {
    model.guide.begin(Stack.CHEN);
    var lens = lens(Background.inline());
    lens.shoot();
    camera.gives(Table.jpeg(Table.blurred(Table.page(1))));
    TrayRow soft = lens.doubtful.get();
    assertNotNull(soft);
    assertTrue(soft.page().look().told().has(Flaw.SOFT));
    assertEquals(TrayRow.State.READY, soft.state(), "told, and in nobody's way");
    lens.again("重拍");
    assertEquals(TrayRow.State.READY, model.rows.getFirst().state(), "until the new one is here");
    assertEquals("陈建国", lens.target.get().whose().name());
    camera.gives(Table.jpeg(Table.page(1)));
    assertNull(lens.doubtful.get());
    assertEquals(
        List.of(TrayRow.State.ASIDE, TrayRow.State.READY),
        model.rows.stream().map(TrayRow::state).toList());
    assertEquals("重拍", model.rows.getFirst().page().choice().reason());
    assertEquals("D03 陈建国", placed());
    assertNull(model.doubles.found.get(), "one that was put aside is no twin");
  }

  @Test
  void pastedPictureIsKeptWithoutLossAndOnce() throws Exception {
    int[] argb = new int[40 * 30];
    for (int i = 0; i < argb.length; i++) argb[i] = i % 7 == 0 ? 0x00FFFFFF : 0xFF203040 + i;
    model.take(new Pixels(40, 30, argb));
    model.take(new Pixels(40, 30, argb));
    ScanBatch batch = tray.batches().getLast();
    assertEquals(1, batch.pages().size());
    assertEquals(1, batch.again());
    assertEquals("image/png", batch.pages().getFirst().mime());
    assertEquals("FILE", batch.pages().getFirst().source());
  }
}
