package cn.ruhu.device.camera.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.camera.CameraFacts;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.FrameSize;
import cn.ruhu.device.camera.Sheets;
import cn.ruhu.imaging.ImageProbe;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// The driver against an emulated kernel.
final class V4l2DriverTest {
  private static final FrameSize SMALL = new FrameSize(640, 480);
  private static final FrameSize WIDE = new FrameSize(1280, 720);
  private static final FrameSize AIM = new FrameSize(1280, 960);
  private static final FrameSize LARGE = new FrameSize(2592, 1944);

  private final EmulatedKernel kernel = new EmulatedKernel();

  private void offers(int format, FrameSize... sizes) {
    for (FrameSize s : sizes) kernel.modes.add(new Mode(format, s));
  }

  private V4l2Driver driver() {
    return new V4l2Driver(kernel, "/dev/video0", Driver.How.USUAL);
  }

  @Test
  void aimsSmallAndTakesTheLargestInTheCamerasOwnBytes() throws Exception {
    offers(V4l2.YUYV, SMALL, AIM);
    offers(V4l2.MJPEG, SMALL, WIDE, AIM, LARGE);
    int[] shown = new int[1];
    byte[] aim = Sheets.jpeg(64, 48, 1);
    // the focus settles: frames grow until they do no more
    List<byte[]> settling =
        List.of(
            Sheets.jpeg(80, 20, 2),
            Sheets.jpeg(80, 21, 2),
            Sheets.jpeg(80, 22, 2),
            Sheets.jpeg(80, 30, 2),
            Sheets.jpeg(80, 60, 2),
            Sheets.jpeg(80, 120, 2),
            Sheets.jpeg(80, 40, 2),
            Sheets.jpeg(80, 200, 2));
    kernel.sensor = m -> m.size().equals(LARGE) ? settling.get(shown[0]++) : aim;
    var driver = driver();
    assertEquals(new CameraFacts("Document Camera", AIM, LARGE, true), driver.open());
    assertArrayEquals(aim, driver.preview().orElseThrow());
    assertArrayEquals(settling.get(5), driver.still().orElseThrow());
    assertArrayEquals(aim, driver.preview().orElseThrow());
    driver.close();
    assertEquals(
        List.of(
            "mode 1280x960",
            "on",
            "off",
            "mode 2592x1944",
            "on",
            "off",
            "mode 1280x960",
            "on",
            "off",
            "close"),
        kernel.log);
    assertTrue(kernel.allGivenBack());
    assertTrue(kernel.controls.contains(V4l2.CID_FOCUS_AUTO));
  }

  @Test
  void gentleNeverChangesTheMode() throws Exception {
    offers(V4l2.MJPEG, AIM, LARGE);
    kernel.sensor = _ -> Sheets.jpeg(64, 48, 1);
    var driver = new V4l2Driver(kernel, "/dev/video0", new Driver.How(true, false));
    assertEquals(AIM, driver.open().still());
    driver.still().orElseThrow();
    assertEquals(List.of("mode 1280x960", "on"), kernel.log);
  }

  @Test
  void cameraWithoutJpegIsCompressedHere() throws Exception {
    offers(V4l2.YUYV, SMALL);
    byte[] gray = new byte[640 * 480 * 2];
    for (int i = 0; i < gray.length; i += 2) {
      gray[i] = (byte) 235;
      gray[i + 1] = (byte) 128;
    }
    kernel.sensor = _ -> gray;
    var driver = driver();
    assertEquals(new CameraFacts("Document Camera", SMALL, SMALL, false), driver.open());
    byte[] jpeg = driver.preview().orElseThrow();
    assertEquals(new ImageProbe.Picture("image/jpeg", 640, 480), ImageProbe.probe(jpeg));
    var image = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertEquals(0xFFFFFF, image.getRGB(320, 240) & 0xFFFFFF);
    kernel.sensor = _ -> Arrays.copyOf(gray, 1000);
    assertEquals(Optional.empty(), driver.preview());
  }

  @Test
  void driverThatSetsAnotherSizeIsBelieved() throws Exception {
    offers(V4l2.YUYV, AIM);
    kernel.stubborn = SMALL;
    kernel.sensor = m -> new byte[m.size().width() * m.size().height() * 2];
    var driver = driver();
    assertEquals(SMALL, driver.open().preview());
    assertEquals(
        new ImageProbe.Picture("image/jpeg", 640, 480),
        ImageProbe.probe(driver.preview().orElseThrow()));
  }

  @Test
  void damagedFramesAreNotShownAndTheStreamGoesOn() throws Exception {
    offers(V4l2.MJPEG, AIM);
    byte[] sound = Sheets.jpeg(64, 48, 1);
    var driver = driver();
    driver.open();
    for (byte[] bad : List.of(new byte[0], Arrays.copyOf(sound, sound.length / 2), new byte[50])) {
      kernel.sensor = _ -> bad;
      for (int i = 0; i < 10; i++) assertEquals(Optional.empty(), driver.preview());
      assertEquals(Optional.empty(), driver.still());
    }
    kernel.sensor = _ -> sound;
    kernel.flags = V4l2.BUF_FLAG_ERROR;
    assertEquals(Optional.empty(), driver.preview());
    kernel.flags = 0;
    assertArrayEquals(sound, driver.preview().orElseThrow());
    kernel.dark = true;
    assertEquals(Optional.empty(), driver.preview());
  }

  private CameraState fails() {
    return assertThrows(Driver.Gone.class, () -> driver().open()).state();
  }

  @Test
  void whatCannotBeOpenedSaysWhy() throws Exception {
    assertEquals(CameraState.NO_PICTURES, fails());
    kernel.capabilities = 0x00A00000;
    assertEquals(CameraState.NO_PICTURES, fails());
    kernel.openFails = VideoCalls.ACCESS;
    assertEquals(CameraState.DENIED, fails());
    kernel.openFails = VideoCalls.BUSY;
    assertEquals(CameraState.BUSY, fails());
    kernel.openFails = 2;
    assertEquals(CameraState.AWAY, fails());
    kernel.openFails = 0;
    kernel.capabilities = V4l2.CAP_VIDEO_CAPTURE | V4l2.CAP_STREAMING;
    offers(V4l2.MJPEG, AIM);
    kernel.sensor = _ -> Sheets.jpeg(64, 48, 1);
    var driver = driver();
    driver.open();
    kernel.unplugged = true;
    assertEquals(CameraState.AWAY, assertThrows(Driver.Gone.class, driver::preview).state());
    driver.close();
  }

  @Test
  void modesAreChosenByShapeAndWidth() {
    var wideOnly = List.of(new Mode(V4l2.MJPEG, WIDE), new Mode(V4l2.MJPEG, LARGE));
    Mode large = Mode.still(wideOnly).orElseThrow();
    assertEquals(LARGE, large.size());
    assertEquals(WIDE, Mode.preview(wideOnly, large, Driver.PREVIEW_WIDTH).orElseThrow().size());
    var onlyLarge =
        List.of(new Mode(V4l2.MJPEG, LARGE), new Mode(V4l2.MJPEG, new FrameSize(1600, 1200)));
    assertEquals(
        1600, Mode.preview(onlyLarge, large, Driver.PREVIEW_WIDTH).orElseThrow().size().width());
    var raw = List.of(new Mode(V4l2.YUYV, AIM), new Mode(V4l2.MJPEG, SMALL));
    assertTrue(Mode.preview(raw, large, Driver.PREVIEW_WIDTH).orElseThrow().jpeg());
    var vga = new Mode(V4l2.MJPEG, new FrameSize(640, 480));
    var usual = new Mode(V4l2.MJPEG, new FrameSize(1280, 960));
    var careful = new Driver.How(false, true).previewWidth();
    assertEquals(vga, Mode.preview(List.of(usual, vga, large), large, careful).orElseThrow());
  }
}
