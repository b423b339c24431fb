package cn.ruhu.desktop.verification;

import java.util.List;
import java.util.UUID;

/// A case the city is asked about, or was.
///
/// @param number as people write it
/// @param applicant name
/// @param people members who signed and have a number
/// @param hindrances why it cannot go out, codes of the bundle; empty when it can
public record AskedCase(
    UUID application,
    String number,
    String applicant,
    int people,
    State state,
    List<String> hindrances) {
  public AskedCase {
    hindrances = List.copyOf(hindrances);
  }

  /// How far it is.
  public enum State {
    /// waits to go out
    READY,
    /// cannot go out yet
    BLOCKED,
    /// asked; no report yet
    ASKED,
    /// answered
    ANSWERED
  }
}
