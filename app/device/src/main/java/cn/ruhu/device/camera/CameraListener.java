package cn.ruhu.device.camera;

/// Hears of a camera on its thread; must return at once, for the next frame waits meanwhile.
public interface CameraListener {
  /// A frame to aim by.
  void frame(CameraFrame frame);

  /// The state changed.
  void changed(CameraState state);

  /// What the driver really gave, each time it opened; a stream says nothing but its frames.
  default void opened(CameraFacts facts) {}
}
