package cn.ruhu.desktop.scanning;

import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanInput;
import java.util.UUID;

/// One job of a scanner as a batch remembers it: what went through against what came. A job that
/// broke off, or of which a side is missing, is open until somebody compared it with the paper or
/// the rest of it came ([#completes]); until then its batch does not end.
///
/// @param came pages that lie here
/// @param fed sides the device says went through, at least `came`
/// @param why name of [ScanEnd.Why], `""` while it runs
/// @param checked somebody compared it with the paper, or the rest came
/// @param told the device said how many sides went through; false in a batch of an earlier version
/// @param input name of [ScanInput] it was fed by; `""` while it runs, where the program ended
///   before the job, and in a batch of an earlier version
record FedJob(UUID id, int came, int fed, String why, boolean checked, boolean told, String input) {
  FedJob {
    if (input == null) input = "";
  }

  static FedJob begun(UUID id) {
    return new FedJob(id, 0, 0, "", false, false, "");
  }

  FedJob took() {
    return new FedJob(id, came + 1, Math.max(fed, came + 1), why, checked, told, input);
  }

  /// The program ended before the job did, or the disk did not take its end: how much went through
  /// nobody knows.
  FedJob brokenOff() {
    return new FedJob(id, came, fed, ScanEnd.Why.VANISHED.name(), checked, false, input);
  }

  /// @param by where the paper lay
  FedJob ended(ScanEnd end, ScanInput by) {
    int sides = Math.max(came, end.fed().orElse(came));
    boolean count = end.fed().isPresent();
    return new FedJob(id, came, sides, end.why().name(), checked, count, by.name());
  }

  /// Whether a job that brought no page is remembered: sides are missing, or the device went away
  /// without a count, and a sheet may have gone through.
  static boolean leavesTrace(ScanEnd end, ScanInput input) {
    boolean gone = end.why() == ScanEnd.Why.VANISHED && end.fed().isEmpty() && input.fed();
    return end.missing() > 0 || gone;
  }

  /// Whether with this job the stack of an earlier one is through: it took the rest from the same
  /// feeder to its end, and of the earlier one it is told that every side that went through came. A
  /// count nobody told settles nothing, and a sheet on the glass is no rest of a stack.
  boolean completes(FedJob before) {
    boolean rest = why.equals(ScanEnd.Why.DONE.name()) && missing() == 0;
    boolean stack = !input.equals(ScanInput.PLATEN.name()) && input.equals(before.input);
    return rest && stack && before.open() && before.told && before.missing() == 0;
  }

  FedJob seen() {
    return new FedJob(id, came, fed, why, true, told, input);
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
