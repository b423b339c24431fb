package cn.ruhu.device.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.idcard.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The process around a driver, with real JPEG frames: it may die in any way, and the camera comes
/// back.
@Timeout(90)
final class HelperCameraTest {
  private static final DeviceTime TIME = new DeviceTime(InstantSource.system(), System::nanoTime);
  private static final HelperCamera.Patience QUICK =
      new HelperCamera.Patience(
          Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(3));

  @TempDir private Path folder;
  private final CameraHeard heard = new CameraHeard();
  private final byte[] aim = Sheets.jpeg(640, 480, 1);
  private final byte[] still = Sheets.jpeg(1600, 1200, 2);
  private Camera camera;

  @BeforeEach
  void there() throws Exception {
    Files.write(folder.resolve("a.jpg"), aim);
    Files.write(folder.resolve("still.jpg"), still);
    camera =
        new HelperCamera(
            new CameraAddress.Files(folder.toString()), TIME, QUICK, Threads.daemons());
  }

  @AfterEach
  void ends() {
    camera.close();
  }

  @Test
  void showsSmallAndTakesTheWholePicture() throws Exception {
    camera.start(heard);
    assertArrayEquals(aim, heard.next().jpeg());
    assertEquals(
        new CameraFacts("folder", new FrameSize(640, 480), new FrameSize(1600, 1200), true),
        heard.facts.take());
    assertArrayEquals(still, CameraHeard.taken(camera).jpeg());
    assertArrayEquals(still, CameraHeard.taken(camera).jpeg());
    heard.frames.clear();
    heard.next();
    assertEquals(CameraState.READY, camera.state());
  }

  @Test
  void driverThatCrashesIsStartedAgain() throws Exception {
    camera.start(heard);
    heard.until(CameraState.READY);
    Files.createFile(folder.resolve("crash"));
    heard.until(CameraState.CRASHED);
    assertEquals(new Shot.Missed(Shot.Why.NOT_READY), CameraHeard.shoot(camera));
    Files.delete(folder.resolve("crash"));
    heard.until(CameraState.READY);
    assertArrayEquals(still, CameraHeard.taken(camera).jpeg());
  }

  @Test
  void driverThatDiesOfALargePictureGivesASmallOneNextTime() throws Exception {
    Files.createFile(folder.resolve("crash-shot"));
    camera.start(heard);
    heard.until(CameraState.READY);
    assertEquals(new Shot.Missed(Shot.Why.GONE), CameraHeard.shoot(camera));
    heard.until(CameraState.READY);
    assertArrayEquals(aim, CameraHeard.taken(camera).jpeg());
  }

  @Test
  void driverThatHangsIsEnded() throws Exception {
    camera.start(heard);
    heard.until(CameraState.READY);
    Files.createFile(folder.resolve("hang"));
    heard.until(CameraState.CRASHED);
    Files.delete(folder.resolve("hang"));
    heard.until(CameraState.READY);
  }

  /// It was opened and gives nothing: smaller frames are asked for before anybody hears of it.
  @Test
  void cameraThatGivesNoFrameIsAskedForSmallOnesFirst() throws Exception {
    Files.createFile(folder.resolve("slow"));
    camera.start(heard);
    assertArrayEquals(aim, heard.next().jpeg());
    assertEquals(CameraState.READY, camera.state());
    assertFalse(heard.states.contains(CameraState.AWAY), heard.states.toString());
    assertArrayEquals(still, CameraHeard.taken(camera).jpeg());
  }

  @Test
  void unpluggedCameraIsAwayAndComesBack() throws Exception {
    Files.createFile(folder.resolve("unplugged"));
    camera.start(heard);
    heard.until(CameraState.AWAY);
    Files.delete(folder.resolve("unplugged"));
    heard.until(CameraState.READY);
  }

  @Test
  void closeEndsTheProcess() throws Exception {
    camera.start(heard);
    heard.until(CameraState.READY);
    long before = hosts();
    assertTrue(before >= 1);
    camera.close();
    long end = System.nanoTime() + 5_000_000_000L;
    while (hosts() >= before && System.nanoTime() < end) Thread.sleep(20);
    assertEquals(before - 1, hosts());
    assertEquals(CameraState.CLOSED, camera.state());
  }

  private static long hosts() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
  }

  @Test
  void messagesComeTogetherFromAnyPieces() {
    byte[] all =
        concat(
            HostWire.encode(HostWire.Kind.READY, "1 2 3 4 true a b"),
            HostWire.encode(HostWire.Kind.PREVIEW, aim));
    var decoder = new HostWire.Decoder();
    int found = 0;
    for (int i = 0; i < all.length; i += 7) {
      int n = Math.min(7, all.length - i);
      decoder.feed(Arrays.copyOfRange(all, i, i + n), n);
      while (decoder.next().isPresent()) found++;
    }
    assertEquals(2, found);
    assertEquals("a b", HostWire.facts("1 2 3 4 true a b").model());
    var mad = new HostWire.Decoder();
    mad.feed(new byte[] {'P', 0x7F, 0, 0, 0}, 5);
    assertThrows(IllegalArgumentException.class, mad::next);
    var lost = new HostWire.Decoder();
    lost.feed(new byte[] {'#', 0, 0, 0, 0}, 5);
    assertThrows(IllegalArgumentException.class, lost::next);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
