package cn.ruhu.device.camera;

import java.util.function.Consumer;

/// A camera as the window sees it. It never throws at the window, opens again by itself when it was
/// away, and keeps nothing: a frame nobody takes is gone. All methods may be called from any
/// thread.
public interface Camera extends AutoCloseable {
  /// Begins to show. Once only; the listener is called on the camera's own thread.
  void start(CameraListener listener);

  /// The state now.
  CameraState state();

  /// Takes one picture, as the camera made it and as large as it can. One at a time.
  ///
  /// @param done called exactly once, on the camera's thread or at once on the caller's
  void shoot(Consumer<Shot> done);

  /// Stops and waits up to a second for the thread to end. A shot under way fails.
  @Override
  void close();
}
