package cn.ruhu.device.camera.host;

import cn.ruhu.device.camera.CameraFacts;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.FrameSize;
import cn.ruhu.device.camera.JpegTables;
import cn.ruhu.imaging.ImageProbe;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A camera of Linux in two modes: a small one to aim by, and the largest it has for the picture
/// (DEVICES 2.1). After changing to the large one the first frames are thrown away, for light and
/// focus settle; then frames are taken while they still grow, because a sharper picture of the same
/// sheet is a longer JPEG.
final class V4l2Driver implements Driver {
  private static final int FRAME_MS = 1_000;
  private static final int SETTLING = 3;
  private static final int TRIES = 8;
  private static final double STILL_GROWS = 1.02;

  private final VideoCalls calls;
  private final String path;
  private final How how;
  private @Nullable V4l2Device device;
  private @Nullable Mode previewMode;
  private @Nullable Mode stillMode;
  private V4l2Device.@Nullable Given now;

  V4l2Driver(VideoCalls calls, String path, How how) {
    this.calls = calls;
    this.path = path;
    this.how = how;
  }

  @Override
  public CameraFacts open() throws Gone {
    var opened = V4l2Device.open(calls, path);
    device = opened;
    String model = opened.model();
    List<Mode> modes = opened.modes();
    Mode largest =
        Mode.still(modes).orElseThrow(() -> new Gone(CameraState.NO_PICTURES, "no known format"));
    Mode aim = Mode.preview(modes, largest, how.previewWidth()).orElse(largest);
    previewMode = aim;
    stillMode = how.gentle() ? aim : largest;
    opened.control(V4l2.CID_POWER_LINE_FREQUENCY, V4l2.POWER_LINE_50_HZ);
    opened.control(V4l2.CID_FOCUS_AUTO, 1);
    V4l2Device.Given given = opened.begin(aim);
    now = given;
    Mode large = how.gentle() ? given.mode() : largest;
    return new CameraFacts(model, given.mode().size(), large.size(), large.jpeg());
  }

  private V4l2Device device() throws Gone {
    if (device == null) throw new Gone(CameraState.AWAY, "not open");
    return device;
  }

  @Override
  public Optional<byte[]> preview() throws Gone {
    return frame();
  }

  /// The next frame as JPEG, whole or not at all.
  private Optional<byte[]> frame() throws Gone {
    V4l2Device.Given set = now;
    if (set == null) throw new Gone(CameraState.AWAY, "not open");
    Optional<V4l2Device.Filled> filled = device().next(FRAME_MS);
    if (filled.isEmpty()) return Optional.empty();
    byte[] bytes = filled.get().bytes();
    FrameSize size = set.mode().size();
    return set.mode().jpeg()
        ? whole(bytes)
        : Yuyv.jpeg(bytes, size.width(), size.height(), set.bytesPerLine());
  }

  private static Optional<byte[]> whole(byte[] jpeg) {
    boolean sound = ImageProbe.probe(JpegTables.complete(jpeg)) instanceof ImageProbe.Picture;
    return sound ? Optional.of(jpeg) : Optional.empty();
  }

  @Override
  public Optional<byte[]> still() throws Gone {
    Mode aim = previewMode;
    Mode large = stillMode;
    if (aim == null || large == null) throw new Gone(CameraState.AWAY, "not open");
    if (aim.equals(large)) return best(0);
    device().stop();
    try {
      now = device().begin(large);
      return best(SETTLING);
    } finally {
      device().stop();
      now = device().begin(aim);
    }
  }

  /// The longest frame once they grow no more.
  private Optional<byte[]> best(int settling) throws Gone {
    byte[] best = {};
    int seen = 0;
    for (int i = 0; i < settling + TRIES; i++) {
      Optional<byte[]> next = frame();
      if (next.isEmpty()) continue;
      if (++seen <= settling) continue;
      boolean grows = next.get().length > best.length * STILL_GROWS;
      if (next.get().length > best.length) best = next.get();
      if (!grows || settling == 0) break;
    }
    return best.length == 0 ? Optional.empty() : Optional.of(best);
  }

  @Override
  public void close() {
    if (device != null) device.close();
  }
}
