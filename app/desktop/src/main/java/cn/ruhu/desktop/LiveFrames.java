package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraFrame;
import cn.ruhu.device.camera.CameraListener;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.Shot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/// The camera in use while somebody looks through it. One frame is looked at at a time, beside the
/// window, and the newest next; none is kept. Window thread, but for the camera's own calls.
///
/// @param <S> what a frame shows
final class LiveFrames<S> implements CameraListener {
  /// Wider frames are looked at with every nth pixel only: nothing they are shown in is wider.
  private static final int WIDTH_MAX = 1280;

  private final Background background;
  private final Function<byte[], Optional<S>> look;
  private final Consumer<S> seen;
  private final Consumer<CameraState> stands;
  private final AtomicReference<@Nullable CameraFrame> newest = new AtomicReference<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private @Nullable Camera camera; // window thread
  private boolean over; // window thread

  /// @param look makes something of a JPEG frame, beside the window; empty for a spoiled one
  /// @param seen hears of it on the window's thread
  /// @param stands hears on the window's thread how the camera stands, `NO_DRIVER` where there is
  ///   none
  LiveFrames(
      Background background,
      Function<byte[], Optional<S>> look,
      Consumer<S> seen,
      Consumer<CameraState> stands) {
    this.background = background;
    this.look = look;
    this.seen = seen;
    this.stands = stands;
  }

  /// Looks for the camera of this machine and begins.
  void begin(CameraDesk cameras) {
    background.run(cameras::any, this::begin, _ -> begin(Optional.empty()));
  }

  private void begin(Optional<Camera> found) {
    if (over || found.isEmpty()) {
      found.ifPresent(this::close);
      if (!over) stands.accept(CameraState.NO_DRIVER);
      return;
    }
    camera = found.get();
    camera.start(this);
  }

  /// Takes one picture.
  ///
  /// @param then on the window's thread, once
  void shoot(Consumer<Shot> then) {
    Camera now = camera;
    if (now == null) then.accept(new Shot.Missed(Shot.Why.NOT_READY));
    else now.shoot(shot -> background.window(() -> then.accept(shot)));
  }

  /// Switches it off; nothing is told any more but what became of a shot under way.
  void end() {
    over = true;
    Camera was = camera;
    camera = null;
    if (was != null) close(was);
  }

  /// It waits for its thread.
  private void close(Camera was) {
    background.perform(was::close, () -> {}, _ -> {});
  }

  @Override
  public void frame(CameraFrame frame) {
    newest.set(frame);
    if (busy.compareAndSet(false, true)) background.window(this::next);
  }

  private void next() {
    CameraFrame frame = newest.getAndSet(null);
    if (frame == null || over) {
      busy.set(false);
      // one may have come between the two
      if (newest.get() != null && !over && busy.compareAndSet(false, true)) next();
      return;
    }
    background.run(
        () -> look.apply(frame.jpeg()),
        found -> {
          if (!over) found.ifPresent(seen);
          next();
        },
        _ -> next());
  }

  @Override
  public void changed(CameraState now) {
    background.window(() -> {
      if (!over) stands.accept(now);
    });
  }

  /// A frame to aim by.
  ///
  /// @return empty for one that is spoiled inside: the next one comes
  static Optional<Pixels> picture(byte[] jpeg) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(in, true, true);
      int step = Math.ceilDiv(reader.getWidth(0), WIDTH_MAX);
      ImageReadParam how = reader.getDefaultReadParam();
      how.setSourceSubsampling(step, step, 0, 0);
      return Optional.of(Pixels.of(reader.read(0, how)));
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }
}
