package cn.ruhu.device.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.camera.emulator.MjpegEmulator;
import cn.ruhu.device.camera.emulator.Sin;
import cn.ruhu.device.idcard.Threads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A camera on the network against an emulated one, over a real line.
@Timeout(60)
final class MjpegCameraTest {
  private static final DeviceTime TIME = new DeviceTime(InstantSource.system(), System::nanoTime);
  private static final MjpegCamera.Patience QUICK =
      new MjpegCamera.Patience(Duration.ofMillis(500), Duration.ofMillis(700));

  private final byte[] sheet = Sheets.jpeg(320, 240, 1);
  private final CameraHeard heard = new CameraHeard();
  private MjpegEmulator emulator;
  private Camera camera;

  @BeforeEach
  void listens() throws Exception {
    emulator = MjpegEmulator.listen(sheet, 50, Threads.daemons());
    camera = camera(emulator.address());
  }

  private static MjpegCamera camera(String address) {
    var stream = (CameraAddress.Stream) CameraAddress.parse(address).orElseThrow();
    return new MjpegCamera(stream, TIME, QUICK, Threads.daemons());
  }

  @AfterEach
  void ends() {
    camera.close();
    emulator.close();
  }

  private boolean wasSent(byte[] jpeg) {
    return emulator.sent().stream().anyMatch(s -> Arrays.equals(JpegTables.complete(s), jpeg));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "NO_LENGTH", "SHORT_LENGTH", "LONG_LENGTH", "OTHER_BOUNDARY", "BARE_LINES", "CHUNKED",
        "RAW", "NO_TABLES", "JUNK", "CUT", "DRIPS", "SINGLE"
      })
  void shotIsTheCamerasOwnBytesWhateverItDoesToItsStream(Sin sin) throws Exception {
    emulator.sins(sin);
    camera.start(heard);
    for (int i = 0; i < 4; i++) assertEquals(new FrameSize(320, 240), heard.next().size());
    assertEquals(CameraState.READY, camera.state());
    assertTrue(wasSent(CameraHeard.taken(camera).jpeg()));
  }

  @Test
  void shotIsOfTheSheetThatLayThereWhenItWasPressed() throws Exception {
    camera.start(heard);
    heard.next();
    for (int i = 2; i < 8; i++) {
      byte[] other = Sheets.jpeg(200 + i, 100, i);
      emulator.lay(other);
      Thread.sleep(60);
      assertEquals(new FrameSize(200 + i, 100), CameraHeard.taken(camera).size());
    }
  }

  @Test
  void cameraThatGoesAwayComesBackByItself() throws Exception {
    camera.start(heard);
    heard.until(CameraState.READY);
    emulator.hangUp();
    heard.until(CameraState.AWAY);
    assertEquals(new Shot.Missed(Shot.Why.NOT_READY), CameraHeard.shoot(camera));
    heard.until(CameraState.READY);
    assertTrue(wasSent(CameraHeard.taken(camera).jpeg()));
    assertEquals(2, emulator.asked());
  }

  @Test
  void silenceAndAHalfPictureAtTheEndAreNoticed() throws Exception {
    for (Sin sin : List.of(Sin.STALLS, Sin.HANGS_UP)) {
      emulator.sins(sin);
      var there = new CameraHeard();
      try (Camera c = camera(emulator.address())) {
        c.start(there);
        there.until(CameraState.READY);
        there.until(CameraState.AWAY);
        there.until(CameraState.READY);
      }
      for (CameraFrame f : there.frames) assertTrue(wasSent(f.jpeg()));
    }
  }

  @Test
  void whatIsNoCameraSaysSo() throws Exception {
    record Case(Sin sin, CameraState state) {}
    for (Case c :
        List.of(
            new Case(Sin.WORDS, CameraState.NO_PICTURES),
            new Case(Sin.NO_PICTURES, CameraState.NO_PICTURES),
            new Case(Sin.ALL_CUT, CameraState.NO_PICTURES),
            new Case(Sin.DENIED, CameraState.DENIED),
            new Case(Sin.BUSY, CameraState.BUSY))) {
      emulator.sins(c.sin());
      var there = new CameraHeard();
      try (Camera made = camera(emulator.address())) {
        made.start(there);
        there.until(c.state());
        assertTrue(there.frames.isEmpty(), c.toString());
      }
    }
    emulator.close();
    camera.start(heard);
    heard.until(CameraState.AWAY);
  }

  @Test
  void shotUnderWayEndsWhenTheCameraIsClosed() throws Exception {
    emulator.sins(Sin.STALLS);
    camera.start(heard);
    while (heard.frames.size() < 10) Thread.sleep(5);
    var shot = new CompletableFuture<Shot>();
    camera.shoot(shot::complete);
    assertEquals(new Shot.Missed(Shot.Why.BUSY), CameraHeard.shoot(camera));
    camera.close();
    assertEquals(new Shot.Missed(Shot.Why.GONE), shot.get(5, TimeUnit.SECONDS));
  }

  @Test
  void closeEndsTheThread() throws Exception {
    var thread = new AtomicReference<Thread>();
    var stream = (CameraAddress.Stream) CameraAddress.parse(emulator.address()).orElseThrow();
    var made =
        new MjpegCamera(
            stream,
            TIME,
            QUICK,
            task -> {
              var t = Thread.ofPlatform().daemon().unstarted(task);
              thread.set(t);
              t.start();
            });
    made.start(heard);
    heard.next();
    made.close();
    thread.get().join(5_000);
    assertFalse(thread.get().isAlive());
    assertEquals(CameraState.CLOSED, made.state());
    camera(emulator.address()).close();
  }

  @Test
  void passwordIsSentAndNeverPrinted() {
    var stream =
        (CameraAddress.Stream)
            CameraAddress.parse("mjpeg+http://admin:secret@10.0.0.9/video").orElseThrow();
    assertEquals("http://admin:secret@10.0.0.9/video", stream.url());
    assertFalse(stream.toString().contains("secret"));
    assertArrayEquals(
        new boolean[] {true, true, false, false, false, false},
        new boolean[] {
          CameraAddress.parse("v4l2:/dev/video0").isPresent(),
          CameraAddress.parse("camera:1").isPresent(),
          CameraAddress.parse("v4l2:/dev/../etc/passwd").isPresent(),
          CameraAddress.parse("camera:-1").isPresent(),
          CameraAddress.parse("mjpeg+http:nohost").isPresent(),
          CameraAddress.parse("ftp://x").isPresent()
        });
  }
}
