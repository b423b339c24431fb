package cn.ruhu.desktop.scanning;

import cn.ruhu.device.scan.ScanEnd;
import java.util.UUID;

/// One job of a scanner as a batch remembers it: what went through against what came. A job that
/// broke off, or of which a side is missing, is open until somebody compared it with the paper or
/// scanned on; until then its batch does not end.
///
/// @param came pages that lie here
/// @param fed sides the device says went through, at least `came`
/// @param why name of [ScanEnd.Why], `""` while it runs
/// @param checked somebody compared it with the paper, or the rest came
record FedJob(UUID id, int came, int fed, String why, boolean checked) {
  static FedJob begun(UUID id) {
    return new FedJob(id, 0, 0, "", false);
  }

  FedJob took() {
    return new FedJob(id, came + 1, Math.max(fed, came + 1), why, checked);
  }

  /// @param told how it ended
  FedJob ended(ScanEnd told) {
    int sides = Math.max(came, told.fed().orElse(came));
    return new FedJob(id, came, sides, told.why().name(), checked);
  }

  FedJob seen() {
    return new FedJob(id, came, fed, why, true);
  }

  boolean running() {
    return why.isEmpty();
  }

  /// Sides that went through and are not here; 0 when somebody compared it.
  int missing() {
    return checked ? 0 : Math.max(0, fed - came);
  }

  /// Somebody has to look at the paper.
  boolean open() {
    return !checked && !running() && (missing() > 0 || !whole());
  }

  /// It ended as it should, or because somebody wanted it to.
  boolean whole() {
    return why.equals(ScanEnd.Why.DONE.name()) || why.equals(ScanEnd.Why.CANCELLED.name());
  }
}
