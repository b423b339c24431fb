package cn.ruhu.device.scan;

/// What a look at a device told.
public sealed interface SourceLook {
  /// It answered.
  record Known(ScanCaps caps, SourceState state) implements SourceLook {}

  /// It did not, or not as it must.
  ///
  /// @param why as of a job
  /// @param fingerprint SHA-256 of the certificate it showed, 64 lower-case hex digits, when
  ///   [ScanEnd.Why#UNTRUSTED] or [ScanEnd.Why#CHANGED_KEY]; else `""`
  record Not(ScanEnd.Why why, String fingerprint) implements SourceLook {
    public Not(ScanEnd.Why why) {
      this(why, "");
    }
  }
}
