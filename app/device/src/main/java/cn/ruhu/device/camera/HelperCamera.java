package cn.ruhu.device.camera;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A camera at this machine, driven by a process of its own: drivers of cameras crash and hang, and
/// then it is this process that ends and is started anew, while the window only says so. One that
/// died of a large picture is asked for none larger than its preview from then on, and one that was
/// opened and gives no frame is asked once more for small ones before it is told to be away.
public final class HelperCamera extends RunningCamera {
  private static final Logger LOG = LoggerFactory.getLogger(HelperCamera.class);

  /// Said to the process after it died of a picture.
  private static final String GENTLE = "gentle";

  /// Said after it was opened and gave nothing: a slow line, or a camera that promises too much.
  private static final String SMALL = "small";

  private static final long LOOK_MS = 3;

  /// A process that was told to end is gone long before.
  private static final long ENDS_MS = 3_000;

  private static final long LETS_GO_MS = 500;

  private final List<String> what;
  private final Patience patience;
  private volatile @Nullable Process process;
  private volatile long pressedAt;
  private boolean gentle;
  private boolean small;

  /// the session gave a frame
  private boolean shown;

  /// the session got as far as to be opened
  private boolean wasOpen;

  /// How long the process may say nothing.
  ///
  /// @param start until the camera is open
  /// @param frame from one frame to the next
  /// @param shot from the press to the picture
  public record Patience(Duration start, Duration frame, Duration shot) {
    /// For drivers as they are.
    public static final Patience USUAL =
        new Patience(Duration.ofSeconds(20), Duration.ofSeconds(6), Duration.ofSeconds(15));
  }

  /// @param address any but a stream
  public HelperCamera(CameraAddress address, DeviceTime time, Patience patience, Executor thread) {
    super(time, thread);
    this.patience = patience;
    this.what =
        switch (address) {
          case CameraAddress.Video(String device) -> List.of("v4l2", device);
          case CameraAddress.Webcam(int number) -> List.of("webcam", Integer.toString(number));
          case CameraAddress.Files(String folder) -> List.of("files", folder);
          case CameraAddress.Stream _ -> throw new IllegalArgumentException("not at this machine");
        };
  }

  @Override
  CameraState session() throws InterruptedException {
    CameraState ended = once();
    boolean silent = ended == CameraState.AWAY || ended == CameraState.CRASHED;
    if (small || shown || !silent || !wasOpen || stopping()) {
      // small ones do not help either: next time as it was
      if (small && !shown) small = false;
      return ended;
    }
    // while the process before lives it holds the camera, and drivers let go of it a little late
    Process before = process;
    if (before != null && !before.waitFor(ENDS_MS, TimeUnit.MILLISECONDS)) return ended;
    if (!pause(LETS_GO_MS)) return CameraState.CLOSED;
    LOG.info("a camera gives no frame, smaller ones are asked for");
    small = true;
    CameraState again = once();
    small = shown;
    return again;
  }

  private CameraState once() throws InterruptedException {
    shown = false;
    wasOpen = false;
    Process made;
    try {
      made = new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException | DeviceException e) {
      LOG.warn("the process of a camera does not start: {}", e.getClass().getName());
      return CameraState.NO_DRIVER;
    }
    process = made;
    try {
      CameraState ended = stopping() ? CameraState.CLOSED : guarded(made);
      // it died of the picture it was to take
      gentle |= ended == CameraState.CRASHED && waiting();
      return ended;
    } finally {
      made.destroyForcibly();
    }
  }

  private CameraState guarded(Process made) throws InterruptedException {
    try {
      return follow(made);
    } catch (IOException | IllegalArgumentException e) {
      LOG.info("the process of a camera ended: {}", e.getClass().getName());
      return CameraState.CRASHED;
    }
  }

  private CameraState follow(Process made) throws IOException, InterruptedException {
    InputStream in = made.getInputStream();
    var decoder = new HostWire.Decoder();
    byte[] chunk = new byte[1 << 16];
    long heardAt = time().millis();
    long limit = patience.start().toMillis();
    while (!stopping()) {
      boolean alive = made.isAlive();
      int n = in.available() > 0 ? in.read(chunk) : 0;
      long now = time().millis();
      if (n > 0) {
        decoder.feed(chunk, n);
        for (var m = decoder.next(); m.isPresent(); m = decoder.next()) {
          heardAt = now;
          limit = patience.frame().toMillis();
          Optional<CameraState> ends = heard(m.get());
          if (ends.isPresent()) return ends.get();
        }
        continue;
      }
      if (!alive) return CameraState.CRASHED;
      boolean shooting = waiting();
      if (shooting && now - pressedAt > patience.shot().toMillis()) missed(Shot.Why.LATE);
      if (!shooting && now - heardAt > limit) return CameraState.CRASHED;
      pause(LOOK_MS);
    }
    return CameraState.CLOSED;
  }

  /// @return how the camera stands, when the process says that it ends
  private Optional<CameraState> heard(HostWire.Message m) {
    switch (m.kind()) {
      case READY -> {
        wasOpen = true;
        opened(HostWire.facts(m.text()));
      }
      case PREVIEW ->
          frame(m.body())
              .ifPresent(f -> {
                shown = true;
                show(f);
              });
      case STILL ->
          frame(m.body())
              .ifPresentOrElse(f -> resolve(new Shot.Taken(f)), () -> missed(Shot.Why.SPOILED));
      case MISSED -> missed(Shot.Why.valueOf(m.text()));
      case NAMES -> {}
      case TROUBLE -> {
        return Optional.of(CameraState.valueOf(m.text()));
      }
    }
    return Optional.empty();
  }

  @Override
  void pressed() {
    pressedAt = time().millis();
    Process now = process;
    if (now == null) return;
    try {
      OutputStream to = now.getOutputStream();
      to.write(HostWire.SHOOT);
      to.flush();
    } catch (IOException _) {
      // its thread notices too, and the shot fails there
    }
  }

  @Override
  void cut() {
    Process now = process;
    if (now != null) now.destroyForcibly();
  }

  private List<String> command() throws DeviceException {
    var all = new ArrayList<>(what);
    if (gentle) all.add(GENTLE);
    if (small) all.add(SMALL);
    return HostProgram.command(all);
  }
}
