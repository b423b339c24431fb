package cn.ruhu.device.escl;

import cn.ruhu.device.scan.ScanEnd;

/// Why a call came to nothing; stays inside this package.
final class EsclTrouble extends Exception {
  private static final long serialVersionUID = 1L;

  private final ScanEnd.Why why;
  private final String fingerprint;

  EsclTrouble(ScanEnd.Why why) {
    this(why, "");
  }

  /// @param fingerprint of the certificate that was shown, `""` for none
  EsclTrouble(ScanEnd.Why why, String fingerprint) {
    super(why.name());
    this.why = why;
    this.fingerprint = fingerprint;
  }

  ScanEnd.Why why() {
    return why;
  }

  String fingerprint() {
    return fingerprint;
  }
}
