package cn.ruhu.device.camera;

/// What pressing the shutter came to.
public sealed interface Shot {
  /// A picture.
  record Taken(CameraFrame frame) implements Shot {}

  /// None. Nothing was kept and pressing again is safe.
  record Missed(Why why) implements Shot {}

  /// Why there is none. Names are stable; the words stand in the bundles.
  enum Why {
    /// the camera is not there now
    NOT_READY,
    /// the shot before is still under way
    BUSY,
    /// it went away meanwhile, or was closed
    GONE,
    /// picture after picture was damaged
    SPOILED,
    /// none came in time
    LATE
  }
}
