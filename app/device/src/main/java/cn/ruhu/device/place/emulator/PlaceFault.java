package cn.ruhu.device.place.emulator;

/// What goes wrong with receivers (DEVICES §4).
public enum PlaceFault {
  NONE,
  /// no satellites: status V, mode 1
  NO_FIX,
  /// every third position lies 10 km north, with every sign of certainty
  JUMP,
  /// two positions 10 km north, then the right ones
  JUMP_FIRST,
  /// HDOP 20, an error of 100 m
  COARSE,
  /// lines end in the middle
  CUT,
  /// one byte of each line is another than it was
  NOISE,
  /// the same moment again and again
  STALE,
  /// dead reckoning or simulation
  ESTIMATED,
  /// the date is 1024 weeks old
  ROLLOVER,
  /// not one byte
  SILENT,
  /// ends after the second moment
  HANG_UP,
  /// something else answers
  FOREIGN
}
