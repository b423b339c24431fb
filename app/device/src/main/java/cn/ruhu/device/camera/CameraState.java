package cn.ruhu.device.camera;

/// How a camera stands. Names are stable; the words and what to do stand in the bundles.
public enum CameraState {
  /// not started, or closed
  CLOSED,
  /// being opened
  OPENING,
  /// frames come
  READY,
  /// nobody answers, or it went away: unplugged, network; tried again by itself
  AWAY,
  /// it asks for a password, or the system does not let this user open it; tried again
  DENIED,
  /// another program holds it; tried again
  BUSY,
  /// it answers with no pictures: the address is not that of a camera; tried again
  NO_PICTURES,
  /// the driver ended by itself; started again
  CRASHED,
  /// this machine has no driver for it
  NO_DRIVER
}
