package cn.ruhu.device.camera.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.camera.CameraFacts;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.FrameSize;
import cn.ruhu.imaging.ImageProbe;
import com.github.sarxos.webcam.Webcam;
import com.github.sarxos.webcam.WebcamDevice;
import com.github.sarxos.webcam.WebcamException;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The library with a camera that gives the sizes it has and no others.
@Timeout(120)
final class WebcamDriverTest {
  private static final Dimension SMALL = new Dimension(1280, 960);

  /// A camera that is none.
  private static class Given implements WebcamDevice {
    private final String name;
    private final List<Dimension> real;
    private final Dimension[] told;
    private final List<Dimension> opened = new ArrayList<>();
    private Dimension size = new Dimension(640, 480);
    private boolean open;

    /// @param told sizes it says it has
    /// @param real sizes it gives
    Given(String name, List<Dimension> told, List<Dimension> real) {
      this.name = name;
      this.told = told.toArray(Dimension[]::new);
      this.real = real;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public Dimension[] getResolutions() {
      return told;
    }

    @Override
    public Dimension getResolution() {
      return size;
    }

    @Override
    public void setResolution(Dimension wished) {
      size = wished;
    }

    @Override
    public BufferedImage getImage() {
      return new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
    }

    @Override
    public void open() {
      opened.add(size);
      if (!real.contains(size)) throw new WebcamException("no such size");
      open = true;
    }

    @Override
    public void close() {
      open = false;
    }

    @Override
    public void dispose() {}

    @Override
    public boolean isOpen() {
      return open;
    }
  }

  private static WebcamDriver driver(WebcamDevice device) {
    plug(device);
    return new WebcamDriver(0, Driver.How.USUAL, () -> 0);
  }

  private static void plug(WebcamDevice device) {
    plug(device, () -> {});
  }

  /// @param found once, when it is looked for
  private static void plug(WebcamDevice device, Runnable found) {
    var first = new AtomicBoolean(true);
    Webcam.setDriver(
        new com.github.sarxos.webcam.WebcamDriver() {
          @Override
          public List<WebcamDevice> getDevices() {
            if (first.getAndSet(false)) found.run();
            return List.of(device);
          }

          @Override
          public boolean isThreadSafe() {
            return true;
          }
        });
  }

  @AfterEach
  void away() {
    Webcam.resetDriver();
  }

  private static FrameSize size(Optional<byte[]> jpeg) {
    var picture = assertInstanceOf(ImageProbe.Picture.class, ImageProbe.probe(jpeg.orElseThrow()));
    return new FrameSize(picture.width(), picture.height());
  }

  @Test
  void takesThePictureInTheLargestSizeTheDriverReallyGives() throws Exception {
    var large = new Dimension(4208, 3120);
    var device =
        new Given("文档相机", List.of(SMALL), List.of(SMALL, new Dimension(3264, 2448), large));
    try (var driver = driver(device)) {
      CameraFacts first = driver.open();
      assertEquals("文档相机", first.model());
      assertEquals(new FrameSize(1280, 960), first.preview());
      assertEquals(Optional.empty(), driver.news());
      assertEquals(new FrameSize(4208, 3120), size(driver.still()));
      assertEquals(
          Optional.of(new CameraFacts("文档相机", first.preview(), new FrameSize(4208, 3120), false)),
          driver.news());
      assertEquals(Optional.empty(), driver.news());
      assertEquals(new FrameSize(1280, 960), size(driver.preview()));
      int before = device.opened.size();
      assertEquals(new FrameSize(4208, 3120), size(driver.still()));
      assertEquals(List.of(large, SMALL), device.opened.subList(before, device.opened.size()));
    }
  }

  @Test
  void aSizeOnlyTheDriverKnowsIsTriedToo() throws Exception {
    var own = new Dimension(5472, 3648);
    try (var driver = driver(new Given("X", List.of(own, SMALL), List.of(own, SMALL)))) {
      assertEquals(new FrameSize(0, 0), driver.open().still(), "not known before one was taken");
      assertEquals(new FrameSize(5472, 3648), size(driver.still()));
    }
  }

  @Test
  void aCameraWithoutALargerSizeTakesWhatItShows() throws Exception {
    var device = new Given("X", List.of(), List.of(SMALL));
    try (var driver = driver(device)) {
      driver.open();
      assertEquals(new FrameSize(1280, 960), size(driver.still()));
      int before = device.opened.size();
      assertEquals(new FrameSize(1280, 960), size(driver.still()));
      assertEquals(
          List.of(SMALL), device.opened.subList(before, device.opened.size()), "tried once only");
    }
  }

  /// Its first frame takes 2.5 s, as of a camera on a hub that has to wake up.
  @Test
  void aCameraThatBeginsSlowlyIsWaitedFor() throws Exception {
    var now = new AtomicLong();
    var slow =
        new Given("X", List.of(), List.of(SMALL)) {
          private int asked;

          @Override
          public BufferedImage getImage() {
            return ++asked < 25 ? null : super.getImage();
          }
        };
    plug(slow);
    try (var driver = new WebcamDriver(0, Driver.How.USUAL, () -> now.getAndAdd(100_000_000))) {
      assertEquals(new FrameSize(1280, 960), driver.open().preview());
    }
  }

  /// The window waits 20 s in all: found slowly and silent in every size, it says so before.
  @Test
  void aCameraThatIsFoundSlowlyAndStaysSilentSaysSoInTime() {
    var now = new AtomicLong();
    var silent =
        new Given(
            "X",
            List.of(),
            List.of(
                SMALL,
                new Dimension(1280, 720),
                new Dimension(1024, 768),
                new Dimension(640, 480))) {
          @Override
          public void open() {
            now.addAndGet(200_000_000);
            super.open();
          }

          @Override
          public BufferedImage getImage() {
            return null;
          }
        };
    plug(silent, () -> now.addAndGet(7_500_000_000L));
    try (var driver = new WebcamDriver(0, Driver.How.USUAL, () -> now.getAndAdd(100_000_000))) {
      var gone = assertThrows(Driver.Gone.class, driver::open);
      assertEquals(CameraState.NO_PICTURES, gone.state());
    }
    assertTrue(now.get() < 19_000_000_000L, now.get() + " ns");
  }

  @Test
  void oneThatGaveNoFrameIsAskedForSmallOnesOnly() throws Exception {
    var vga = new Dimension(640, 480);
    var device = new Given("X", List.of(), List.of(SMALL, vga));
    plug(device);
    try (var driver = new WebcamDriver(0, new Driver.How(false, true), () -> 0)) {
      assertEquals(new FrameSize(640, 480), driver.open().preview());
      assertEquals(List.of(vga), device.opened);
    }
  }

  @Test
  void camerasAreNamed() {
    try (var _ = driver(new Given("良田 S500", List.of(SMALL), List.of(SMALL)))) {
      assertEquals(List.of("良田 S500"), WebcamDriver.names());
    }
  }
}
