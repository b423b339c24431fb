package cn.ruhu.device.scan;

/// What a source of scans is doing. Names are stable; the words stand in the bundles.
public enum ScannerState {
  /// not started, or closed
  CLOSED,
  /// looks for files
  READY,
  /// looks for files among the newest only: more lie in the folder than are watched
  FOLDER_FULL,
  /// the folder is not there (unplugged, network away): it goes on by itself when it is back
  FOLDER_GONE,
  /// the system does not let this user read the folder
  FOLDER_DENIED
}
