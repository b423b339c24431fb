package cn.ruhu.casefile.linking;

import cn.ruhu.casefile.record.CaseRecord;
import java.util.Optional;

/// What was made of a finding; names are codes of table `linkState`.
public enum LinkState {
  /// nobody looked yet, or the last word was taken back
  OPEN,
  /// one person
  LINKED,
  /// two people
  APART,
  /// somebody looked and has to ask first
  LATER;

  /// State of a record; empty for a code of a newer program.
  public static Optional<LinkState> of(CaseRecord link) {
    for (LinkState s : values()) if (s.name().equals(link.text("state"))) return Optional.of(s);
    return Optional.empty();
  }

  /// Whether somebody still has to say something.
  public boolean waits() {
    return this == OPEN || this == LATER;
  }
}
