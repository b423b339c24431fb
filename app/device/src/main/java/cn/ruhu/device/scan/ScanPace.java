package cn.ruhu.device.scan;

/// How patient a folder is watched (DEVICES 2.4).
///
/// @param stableMs a file is taken when size and time stood still so long
/// @param patienceMs so long an empty, cut-off or held file may yet be finished by its program
/// @param orderMs so long a later file waits for an earlier one that still grows
/// @param rescanMs the folder is listed at least so often: network drives announce nothing
public record ScanPace(long stableMs, long patienceMs, long orderMs, long rescanMs) {
  /// For scanners as they are.
  public static final ScanPace USUAL = new ScanPace(1_500, 10_000, 10_000, 2_000);
}
