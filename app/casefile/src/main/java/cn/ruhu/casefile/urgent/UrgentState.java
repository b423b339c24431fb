package cn.ruhu.casefile.urgent;

import cn.ruhu.casefile.record.CaseRecord;
import java.util.Optional;

/// How far aid before papers is; names are codes of table `urgentState`.
public enum UrgentState {
  /// taken in at the window; waits for the chief
  REGISTERED,
  /// signed; waits to be given
  SIGNED,
  /// refused with a reason; over
  REFUSED,
  /// given; its papers are due
  GIVEN,
  /// the papers are in; over
  FILED,
  /// taken back by the window before anything was given; over
  CLOSED;

  /// State of a record; empty for a code of a newer program.
  public static Optional<UrgentState> of(CaseRecord aid) {
    for (UrgentState s : values()) if (s.name().equals(aid.text("state"))) return Optional.of(s);
    return Optional.empty();
  }

  /// Whether nobody has anything to do with it any more.
  public boolean over() {
    return this == REFUSED || this == FILED || this == CLOSED;
  }
}
