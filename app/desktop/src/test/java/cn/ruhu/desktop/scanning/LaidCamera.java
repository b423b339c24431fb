package cn.ruhu.desktop.scanning;

import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraFrame;
import cn.ruhu.device.camera.CameraListener;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.FrameSize;
import cn.ruhu.device.camera.Shot;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A camera that shows what the test lays under it, and gives what it shows when it is pressed.
final class LaidCamera implements Camera {
  /// size of its frames, pixels
  static final int W = 1000;

  static final int H = 1333;

  CameraListener hears;
  final Map<byte[], byte[]> stills = new IdentityHashMap<>();
  byte[] lies = {};
  int shots;
  boolean fails;

  /// pictures take their time: they come when the test lets them
  boolean slow;

  Consumer<Shot> waits = _ -> {};

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
    shots++;
    if (slow) waits = done;
    else done.accept(fails ? new Shot.Missed(Shot.Why.LATE) : new Shot.Taken(still()));
  }

  CameraFrame still() {
    return new CameraFrame(
        stills.getOrDefault(lies, lies), new FrameSize(1500, 2000), Instant.EPOCH);
  }

  static CameraFrame frame(byte[] jpeg) {
    return new CameraFrame(jpeg, new FrameSize(W, H), Instant.ofEpochSecond(1_700_000_000));
  }

  @Override
  public void close() {
    // nothing is held
  }
}
