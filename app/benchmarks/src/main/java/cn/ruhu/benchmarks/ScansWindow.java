package cn.ruhu.benchmarks;

import cn.ruhu.device.camera.emulator.MjpegEmulator;
import cn.ruhu.store.StoreException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// The tray in the real window: what a camera sees is shown while the window stays free, and a long
/// batch from the scan folder leaves no more behind than a short one.
final class ScansWindow {
  private static final int FPS = 30;
  private static final int SECONDS = 10;
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 960;

  /// frames that differ in the grey of a patch, so that each can be told on the screen
  private static final int FRAMES = 16;

  private static final int PATCH = 64;
  private static final int PAGES = 500;
  private static final int BATCH_SECONDS = 1_800;

  private final Figures figures;
  private final Window window;
  private final int part;

  private ScansWindow(Figures figures, Window window, int part) {
    this.figures = figures;
    this.window = window;
    this.part = part;
  }

  /// @param part one of so many seconds and pages is enough; 1 for figures
  static void measure(Figures figures, Path scratch, int part)
      throws IOException, InterruptedException, StoreException {
    Path folder = Files.createDirectories(scratch.resolve("scan-folder"));
    Path home = Files.createTempDirectory(scratch, "tray");
    try (Window window = Window.signedIn(home, Map.of("scanFolder", folder.toString()))) {
      window.press("#rail-scanning");
      window.until("the tray", () -> window.find("#scanning-camera").isPresent());
      var run = new ScansWindow(figures, window, part);
      run.camera();
      run.batch(folder);
    }
  }

  // ---- what the camera sees

  /// A page on a desk, as cameras send it to aim by.
  private static List<byte[]> frames() throws IOException {
    BufferedImage sheet = ScansStretch.page(150, 1).image();
    var frames = new ArrayList<byte[]>();
    for (int i = 0; i < FRAMES; i++) {
      var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      g.setColor(new Color(0x30, 0x38, 0x30));
      g.fillRect(0, 0, WIDTH, HEIGHT);
      int across = HEIGHT * sheet.getWidth() / sheet.getHeight();
      g.drawImage(sheet, (WIDTH - across) / 2, 0, across, HEIGHT, null);
      int grey = i * 16 + 8;
      g.setColor(new Color(grey, grey, grey));
      g.fillRect(0, 0, PATCH, PATCH);
      g.dispose();
      var out = new ByteArrayOutputStream();
      ImageIO.write(image, "jpeg", out);
      frames.add(out.toByteArray());
    }
    return frames;
  }

  private void camera() throws IOException, InterruptedException {
    List<byte[]> frames = frames();
    var number = new AtomicInteger();
    try (MjpegEmulator camera =
        MjpegEmulator.listen(
            () -> frames.get(Math.floorMod(number.getAndIncrement(), FRAMES)),
            FPS,
            task -> Thread.ofPlatform().daemon().name("camera").start(task))) {
      window.press("#scanning-camera");
      window.until("its address", () -> window.find("#scanning-camera-use").isPresent());
      window.type("#scanning-camera-address-input", camera.address());
      window.press("#scanning-camera-use");
      window.until("a picture", () -> grey() >= 0);
      watched();
      window.press("#scanning-camera-off");
      window.until("off", () -> window.find("#scanning-shoot").isEmpty());
    }
  }

  private void watched() throws IOException, InterruptedException {
    TimeUnit.SECONDS.sleep(2); // the first frames are decoded by cold code
    var watch = new Watch();
    window.fx(watch::start);
    int seconds = Math.max(2, SECONDS / part);
    TimeUnit.SECONDS.sleep(seconds);
    window.fx(watch::stop);
    var gaps = new Percentiles(watch.gaps.stream().mapToLong(Long::longValue).toArray());
    figures.atLeast(
        "camera: frames of 1280x960 shown in the window, of 30 a second sent",
        watch.shown / (watch.nanos() / 1e9),
        "frames/s",
        15);
    figures.probe("camera: between two pulses of the window meanwhile, p50", gaps.ms(50), "ms");
    figures.probe("camera: between two pulses of the window meanwhile, p99", gaps.ms(99), "ms");
    figures.probe(
        "camera: the longest between two pulses of the window meanwhile", gaps.ms(100), "ms");
  }

  /// Grey of the patch as it stands on the screen, -1 while there is no picture; on the window's
  /// thread.
  private int grey() {
    @Nullable Image image =
        window
            .find("#scanning-live")
            .map(Parent.class::cast)
            .flatMap(p -> p.getChildrenUnmodifiable().stream().findFirst())
            .map(n -> ((ImageView) n).getImage())
            .orElse(null);
    return image == null ? -1 : image.getPixelReader().getArgb(PATCH / 2, PATCH / 2) & 255;
  }

  /// Looks at the screen at the beginning of every pulse.
  private final class Watch extends AnimationTimer {
    private final List<Long> gaps = new ArrayList<>();
    private int shown;
    private int last = -1;
    private long begun;
    private long before;

    @Override
    public void handle(long now) {
      long at = System.nanoTime();
      if (before == 0) begun = at;
      else gaps.add(at - before);
      before = at;
      int frame = grey() / 16;
      if (frame != last) shown++;
      last = frame;
    }

    long nanos() {
      return before - begun;
    }
  }

  // ---- a long batch

  private void batch(Path folder) throws IOException, InterruptedException {
    int pages = Math.max(40, PAGES / part);
    int fifth = pages / 5;
    var files = new ArrayList<byte[]>();
    for (int i = 0; i < 5; i++) files.add(ScansStretch.page(150, i).jpeg());
    long start = System.nanoTime();
    put(folder, files, 0, fifth);
    read(fifth);
    double first = held();
    put(folder, files, fifth, pages);
    read(pages);
    double minutes = (System.nanoTime() - start) / 60e9;
    double last = held();
    figures.probe("batch: pages from the scan folder into one batch of the window", pages, "pages");
    figures.probe("batch: pages a minute, kept, read and shown", pages / minutes, "pages/min");
    figures.atMost(
        "batch: memory held after the last page more than after a fifth of them",
        last - first,
        "MB",
        10);
    figures.probe("batch: memory held after the last page", last, "MB");
  }

  /// The toolkit lets go of its copy of a picture when it draws the next one after a collection.
  private double held() throws IOException, InterruptedException {
    for (int i = 0; i < 2; i++) {
      ScansStretch.heldMb();
      window.fx(() ->
          window
              .find("#scanning-strip")
              .ifPresent(n -> n.setOpacity(n.getOpacity() < 1 ? 1 : 0.99)));
      TimeUnit.MILLISECONDS.sleep(500);
    }
    return ScansStretch.heldMb();
  }

  private static void put(Path folder, List<byte[]> files, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      Path half = folder.resolve("page%04d.part".formatted(i));
      Files.write(half, numbered(files.get(i % files.size()), i));
      Files.move(half, folder.resolve("page%04d.jpg".formatted(i)));
    }
  }

  /// The same picture with a number in a comment: bytes like no other's.
  private static byte[] numbered(byte[] jpeg, int number) {
    byte[] words = ("page " + number).getBytes(StandardCharsets.US_ASCII);
    var out = new ByteArrayOutputStream(jpeg.length + words.length + 4);
    out.write(jpeg, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) (words.length + 2)});
    out.writeBytes(words);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private void read(int pages) throws IOException, InterruptedException {
    window.until(
        pages + " pages are read",
        BATCH_SECONDS,
        200,
        () ->
            window.find("#scanning-strip").orElse(null) instanceof ListView<?> strip
                && strip.getItems().size() == pages
                && strip.getItems().stream().noneMatch(ScansWindow::unread));
  }

  /// The rows of the tray are its own; what they are called says how they stand.
  private static boolean unread(Object row) {
    return row.toString().contains("state=READING");
  }
}
