package cn.ruhu.casefile.errand;

import cn.ruhu.casefile.record.CaseRecord;
import java.util.Arrays;
import java.util.Optional;

/// How far a lead is; names are codes of table `leadState`.
public enum LeadState {
  /// taken in, with the window
  NEW,
  /// given to a colleague or a community
  DISPATCHED,
  /// another street answers for it
  MOVED,
  /// an application was opened for it
  CASE,
  /// ended with a reason
  CLOSED;

  /// Whether somebody of the street still answers for it.
  public boolean isOpen() {
    return this == NEW || this == DISPATCHED;
  }

  /// State of a record; empty for a code this program does not know.
  public static Optional<LeadState> of(CaseRecord lead) {
    return Arrays.stream(values()).filter(s -> s.name().equals(lead.text("state"))).findFirst();
  }
}
