package cn.ruhu.device.scan;

/// Where the paper lies. Names are stable: they are kept in settings and typed at the command line.
public enum ScanInput {
  /// the glass: one side a job
  PLATEN,
  /// the feeder, front sides
  FEEDER,
  /// the feeder, both sides
  DUPLEX;

  /// Whether a stack is drawn in.
  public boolean fed() {
    return this != PLATEN;
  }
}
