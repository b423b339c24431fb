package cn.ruhu.device.scan;

/// How a device says it stands. A hint: some say wrong things (DEVICES 2.2), so no job is refused
/// for it. Names are stable; the words stand in the bundles.
public enum SourceState {
  /// waits for a job; whether paper lies in a feeder is not known
  READY,
  /// paper lies in the feeder
  LOADED,
  /// the feeder is empty
  FEEDER_EMPTY,
  /// works for somebody
  BUSY,
  /// paper is stuck
  JAM,
  /// a lid or a door is open
  COVER_OPEN,
  /// switched off at its panel, or out of order
  STOPPED
}
