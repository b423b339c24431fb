package cn.ruhu.device.scan;

import java.time.Duration;

/// Takes the pages of one job, on the thread that runs it.
public interface PageSink {
  /// A whole page. Returning true is the receipt: it is on the disk and survives a power cut.
  ///
  /// @return false when it could not be kept: the job ends there with [ScanEnd.Why#NOT_KEPT]
  boolean page(ScannedPage page);

  /// The device asks for patience; the driver tries again by itself.
  ///
  /// @param why [ScanEnd.Why#BUSY] as a rule
  /// @param next until the next try
  default void waiting(ScanEnd.Why why, Duration next) {}
}
