package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TightDisk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.device.camera.CameraFrame;
import cn.ruhu.device.camera.FrameSize;
import cn.ruhu.device.camera.Shot;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.imaging.sheet.Plate;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sheets laid under a camera are taken by themselves, once each; frames and time are the test's,
/// the looking at them and the store are real.
class AutoShotTest {
  private static final int W = LaidCamera.W;
  private static final int H = LaidCamera.H;

  /// width of frames that cannot be looked at
  private static final int SPOILED = 7;

  @TempDir private Path home;
  private final TightDisk disk = new TightDisk();
  private final AtomicLong nanos = new AtomicLong(1);
  private final LaidCamera camera = new LaidCamera();
  private final Desk source = new Desk(camera);
  private TestDesk desk;
  private ScanTray tray;
  private ScanningViewModel model;
  private CameraViewModel lens;
  private boolean asked;

  /// The machine's memory of its camera.
  private static final class Desk extends OneCamera {
    private final Map<FrameSize, Plate> plates = new HashMap<>();
    private boolean auto;
    private boolean full;

    Desk(LaidCamera camera) {
      super(camera);
    }

    @Override
    public boolean isAuto() {
      return auto;
    }

    @Override
    public void auto(boolean on) {
      auto = on;
    }

    @Override
    public Optional<Plate> plate(int width, int height) {
      if (width == SPOILED) throw new IllegalStateException("spoiled");
      return Optional.ofNullable(plates.get(new FrameSize(width, height)));
    }

    @Override
    public void keep(List<Plate> learned) throws IOException {
      if (full) throw new IOException("full");
      for (Plate p : learned) plates.put(new FrameSize(p.width(), p.height()), p);
    }
  }

  @BeforeEach
  void begins() throws Exception {
    desk = TestDesk.on(disk, home.resolve("m"), TestDesk.CLERK, "周敏", Role.WINDOW_CLERK);
    Stack.families(desk);
    tray = new ScanTray(desk.desk());
    model =
        new ScanningViewModel(
            desk.desk(), tray, Background.inline(), new HandSource(desk.clock()), nanos::get);
    model.start();
    lens = new CameraViewModel(model, tray, Background.inline(), source);
    lens.auto.free(() -> !asked);
    lens.open();
  }

  @AfterEach
  void ends() throws Exception {
    desk.close();
  }

  /// A frame to aim by, and the picture that comes of it.
  private byte[] jpeg(BufferedImage full) throws IOException {
    var small = new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = small.createGraphics();
    g.drawImage(full.getScaledInstance(W, H, java.awt.Image.SCALE_AREA_AVERAGING), 0, 0, null);
    g.dispose();
    byte[] aim = Straightened.encode(small, "jpeg");
    camera.stills.put(aim, Straightened.encode(full, "jpeg"));
    return aim;
  }

  /// A sheet with its own noise each time.
  private byte[] sheet(long family, long pass) throws IOException {
    return jpeg(Table.askew(family, pass));
  }

  private byte[] empty() throws IOException {
    var image = new BufferedImage(1500, 2000, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(70, 52, 40));
    g.fillRect(0, 0, 1500, 2000);
    g.dispose();
    return jpeg(image);
  }

  /// Lies there for so many looks.
  private void lies(int looks, byte[]... frames) {
    for (int i = 0; i < looks; i++) {
      camera.lies = frames[i % frames.length];
      nanos.addAndGet(AutoShot.EVERY_NANOS);
      camera.hears.frame(LaidCamera.frame(camera.lies));
    }
  }

  /// The picture taken last is on the disk and was not read yet, until the tray is read again.
  private void unread() {
    TrayRow r = model.rows.getFirst();
    model.rows.set(
        0,
        new TrayRow(
            r.number(),
            r.page().with(ScanLook.NONE),
            TrayRow.State.READING,
            r.place(),
            r.doubt(),
            r.why(),
            r.other(),
            r.names(),
            r.leads(),
            r.handed()));
  }

  /// The disk loses every page.
  private void burn() {
    try (Stream<Path> all = Files.walk(home)) {
      for (Path f : all.filter(f -> f.getParent().endsWith("files")).toList()) Files.delete(f);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int pages() throws Exception {
    return tray.batches().stream().mapToInt(b -> b.pages().size()).sum();
  }

  private AutoShot.Says says() {
    return lens.auto.says.get();
  }

  @Test
  void itIsOffUntilSomebodyWantsItAndTheMachineRemembers() throws Exception {
    assertFalse(lens.auto.on.get());
    lies(12, sheet(1, 1));
    assertEquals(0, camera.shots);
    lens.auto.toggle();
    assertTrue(source.auto);
    assertTrue(new CameraViewModel(model, tray, Background.inline(), source).auto.on.get());
    lens.auto.toggle();
    assertFalse(source.auto);
    assertEquals(AutoShot.Says.OFF, says());
  }

  @Test
  void aSheetThatLiesStillIsTakenOnceAndTheNextOneToo() throws Exception {
    lens.auto.toggle();
    byte[] one = sheet(1, 1);
    byte[] same = sheet(1, 2);
    lies(Standstill.FRAMES - 1, one, same);
    assertEquals(0, camera.shots, "not for long enough");
    lies(1, one);
    assertEquals(1, camera.shots);
    assertEquals("scanning.camera.taken", lens.said.get().key());
    lies(2, same, one);
    assertEquals(AutoShot.Says.TAKE, says(), "not to be held still for what is on the disk");
    lies(2 * Standstill.FRAMES, same, one);
    assertEquals(1, camera.shots, "the same sheet is not taken twice");
    assertEquals(AutoShot.Says.SAME, says());
    // the next one is laid on top of it: it never left, and changed
    lies(Standstill.FRAMES + 1, sheet(2, 1), sheet(2, 2));
    assertEquals(2, camera.shots);
    assertEquals(2, pages());
  }

  @Test
  void framesBetweenTwoLooksAreOnlyShown() throws Exception {
    lens.auto.toggle();
    byte[] one = sheet(1, 1);
    for (int i = 0; i < 40; i++) camera.hears.frame(LaidCamera.frame(one));
    assertEquals(0, camera.shots, "no time went by");
  }

  @Test
  void aHandThatMovesOverItMakesItWait() throws Exception {
    lens.auto.toggle();
    byte[] one = sheet(1, 1);
    var under = Table.askew(1, 1);
    Graphics2D g = under.createGraphics();
    g.setColor(new Color(190, 140, 120));
    g.fillOval(500, 700, 400, 500);
    g.dispose();
    byte[] hand = jpeg(under);
    for (int i = 0; i < 4; i++) {
      lies(Standstill.FRAMES - 2, one);
      lies(1, hand);
    }
    assertEquals(0, camera.shots);
    lies(Standstill.FRAMES, one);
    assertEquals(1, camera.shots);
    // the hand comes again and goes: it is the sheet that was taken
    lies(2, hand);
    lies(2 * Standstill.FRAMES, one);
    assertEquals(1, camera.shots);
  }

  @Test
  void blurredPrintIsNotTakenAndSaid() throws Exception {
    lens.auto.toggle();
    byte[] soft = jpeg(Table.blurred(Table.blurred(Table.askew(1, 1))));
    lies(2 * Standstill.FRAMES, soft);
    assertEquals(0, camera.shots);
    assertEquals(AutoShot.Says.UNCLEAR, says());
    lies(2 * Standstill.FRAMES, sheet(1, 1));
    assertEquals(1, camera.shots, "the lens found its focus");
  }

  @Test
  void neverWhileSomethingIsAsked() throws Exception {
    lens.auto.toggle();
    asked = true;
    lies(2 * Standstill.FRAMES, sheet(1, 1));
    assertEquals(0, camera.shots);
    assertEquals(AutoShot.Says.ASKED, says());
    asked = false;
    lies(Standstill.FRAMES, sheet(1, 1));
    assertEquals(1, camera.shots);
  }

  @Test
  void theSheetTakenByHandIsNotTakenAgain() throws Exception {
    byte[] one = sheet(1, 1);
    lies(1, one);
    lens.shoot();
    assertEquals(1, camera.shots);
    lens.auto.toggle();
    lies(2 * Standstill.FRAMES, one, sheet(1, 2));
    assertEquals(1, camera.shots);
    assertEquals(AutoShot.Says.SAME, says());
  }

  @Test
  void aShotThatFailsIsSaidAndLeftToThePerson() throws Exception {
    lens.auto.toggle();
    camera.fails = true;
    byte[] one = sheet(1, 1);
    lies(3 * Standstill.FRAMES, one, sheet(1, 2));
    assertEquals(1, camera.shots, "not again and again");
    assertEquals(AutoShot.Says.MISSED, says());
    assertEquals("scanning.camera.missed.LATE", lens.said.get().key());
    camera.fails = false;
    camera.lies = one;
    lens.shoot();
    assertEquals(1, pages());
  }

  /// The picture takes seconds: nobody is told to lift the sheet meanwhile, nor afterwards that it
  /// was taken when it was not.
  @Test
  void aSheetIsTakenWhenItsPictureIsThereAndNotBefore() throws Exception {
    lens.auto.toggle();
    camera.slow = true;
    byte[] one = sheet(1, 1);
    byte[] same = sheet(1, 2);
    lies(Standstill.FRAMES + 1, one, same);
    assertEquals(1, camera.shots);
    assertEquals(AutoShot.Says.STILL, says());
    lies(2, one, same);
    camera.waits.accept(new Shot.Missed(Shot.Why.LATE));
    assertEquals(AutoShot.Says.MISSED, says());
    lies(2 * Standstill.FRAMES, one, same);
    assertEquals(1, camera.shots);
    assertEquals(AutoShot.Says.MISSED, says(), "it lies there, and on no disk");
    lies(2 * Standstill.FRAMES, sheet(2, 1), sheet(2, 2));
    assertEquals(2, camera.shots);
    assertEquals(AutoShot.Says.STILL, says());
    camera.waits.accept(new Shot.Taken(camera.still()));
    assertEquals(AutoShot.Says.TAKE, says());
    assertEquals(1, pages());
  }

  @Test
  void thePictureBeforeIsReadBeforeTheNextOneIsTaken() throws Exception {
    lens.auto.toggle();
    lies(Standstill.FRAMES, sheet(1, 1));
    assertEquals(1, camera.shots);
    unread();
    lies(2 * Standstill.FRAMES, sheet(2, 1), sheet(2, 2));
    assertEquals(1, camera.shots);
    assertEquals(AutoShot.Says.STILL, says(), "not to be lifted: it is on no disk");
    model.refresh();
    lies(1, sheet(2, 1));
    assertEquals(2, camera.shots, "it was looked at meanwhile");
    assertEquals(2, pages());
  }

  /// The sheet may be lifted, and laid there again, before its picture was read.
  @Test
  void aSheetIsSeenToLeaveThoughItsPictureWasNotReadYet() throws Exception {
    byte[] bare = empty();
    lies(1, bare);
    lens.learn();
    lens.auto.toggle();
    byte[] one = sheet(1, 1);
    lies(Standstill.FRAMES, one);
    assertEquals(2, camera.shots, "one of the desk");
    lens.doubtful.set(null);
    unread();
    lies(1, bare);
    assertEquals(AutoShot.Says.NONE, says());
    lies(2 * Standstill.FRAMES, one);
    assertEquals(2, camera.shots);
    assertEquals(AutoShot.Says.STILL, says());
    model.refresh();
    lens.doubtful.set(null);
    lies(1, one);
    assertEquals(3, camera.shots);
  }

  @Test
  void aPictureThatCannotBeReadHoldsNoOtherBack() throws Exception {
    lens.auto.toggle();
    // its bytes are gone from the disk before they were read
    lens.shots.subscribe(n -> {
      if (n.intValue() == 1) burn();
    });
    lies(Standstill.FRAMES, sheet(1, 1));
    assertEquals(1, pages());
    assertEquals(TrayRow.State.READING, model.rows.getFirst().state());
    assertNotNull(model.trouble.get(), "said");
    lies(Standstill.FRAMES, sheet(2, 1), sheet(2, 2));
    assertEquals(2, camera.shots);
    assertEquals(2, pages());
  }

  @Test
  void aHandInThePictureAtAPressDoesNotMakeTheSheetAnother() throws Exception {
    lens.auto.toggle();
    byte[] one = sheet(1, 1);
    lies(Standstill.FRAMES, one);
    lies(1, empty());
    lens.shoot();
    assertEquals(2, camera.shots);
    lens.doubtful.set(null);
    lies(3 * Standstill.FRAMES, one, sheet(1, 2));
    assertEquals(2, camera.shots);
  }

  @Test
  void aFrameThatCannotBeLookedAtIsForgotten() throws Exception {
    lens.auto.toggle();
    nanos.addAndGet(AutoShot.EVERY_NANOS);
    camera.lies = sheet(1, 1);
    camera.hears.frame(
        new CameraFrame(camera.lies, new FrameSize(SPOILED, SPOILED), Instant.EPOCH));
    lens.shoot();
    lens.doubtful.set(null);
    lies(2 * Standstill.FRAMES, sheet(2, 1), sheet(2, 2));
    assertEquals(2, camera.shots);
  }

  @Test
  void paperWithPrintIsNoEmptyDeskAndIsNotKept() throws Exception {
    lies(1, sheet(1, 1));
    lens.learn();
    assertEquals("scanning.plate.sheet", lens.said.get().key());
    assertEquals(Map.of(), source.plates);
    assertFalse(lens.shooting.get());
    var board = new BufferedImage(1500, 2000, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = board.createGraphics();
    g.setColor(new Color(70, 52, 40));
    g.fillRect(0, 0, 1500, 2000);
    g.setColor(new Color(205, 205, 200));
    g.fillRect(150, 200, 1200, 1600);
    g.dispose();
    lies(1, jpeg(board));
    lens.learn();
    assertEquals("scanning.plate.kept.sheet", lens.said.get().key(), "a board is part of the desk");
  }

  @Test
  void theEmptyDeskIsLearnedAndASheetThatCameBackIsTakenAgain() throws Exception {
    byte[] bare = empty();
    lies(1, bare);
    lens.learn();
    assertEquals("scanning.plate.kept", lens.said.get().key());
    assertEquals(0, pages(), "the desk is no page");
    assertEquals(2, source.plates.size(), "for frames and for pictures");
    lens.auto.toggle();
    byte[] one = sheet(1, 1);
    lies(Standstill.FRAMES, one);
    lies(1, bare);
    assertEquals(AutoShot.Says.NONE, says());
    lens.doubtful.set(null);
    lies(Standstill.FRAMES, sheet(1, 3));
    assertEquals(3, camera.shots, "one of the desk; and it was seen to leave");
    assertEquals(2, pages());
  }

  @Test
  void aDeskThatChangedIsToldAfterAWhileAndADiskThatRefusesToo() throws Exception {
    lies(1, empty());
    source.full = true;
    lens.learn();
    assertEquals("scanning.plate.lost", lens.said.get().key());
    assertFalse(lens.shooting.get());
    source.full = false;
    lens.learn();
    var bright = new BufferedImage(W, H, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < W * H; i++) bright.setRGB(i % W, i / W, i % 29 < 14 ? 0x404040 : 0xE0C0A0);
    byte[] other = Straightened.encode(bright, "jpeg");
    lies(1, other);
    nanos.addAndGet(AutoShot.DESK_NANOS);
    lies(1, other);
    assertFalse(lens.desk.other.get(), "an arm, perhaps");
    nanos.addAndGet(EmptyDesk.OTHER_NANOS);
    lies(1, other);
    assertTrue(lens.desk.other.get());
    nanos.addAndGet(AutoShot.DESK_NANOS);
    lies(1, empty());
    assertFalse(lens.desk.other.get());
  }
}
