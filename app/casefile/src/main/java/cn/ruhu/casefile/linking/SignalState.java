package cn.ruhu.casefile.linking;

import cn.ruhu.casefile.record.CaseRecord;
import java.util.Optional;

/// How far the street is with a signal; names are codes of table `signalState`.
public enum SignalState {
  OPEN,
  /// a review or a report of change was begun
  TAKEN_UP,
  /// looked at: the registry is wrong, or it changes nothing
  GROUNDLESS;

  /// State of a record; empty for a code of a newer program.
  public static Optional<SignalState> of(CaseRecord signal) {
    for (SignalState s : values()) if (s.name().equals(signal.text("state"))) return Optional.of(s);
    return Optional.empty();
  }
}
