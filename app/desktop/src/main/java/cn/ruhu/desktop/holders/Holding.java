package cn.ruhu.desktop.holders;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One case and who works on it.
///
/// @param applicant name, empty while nobody is named
/// @param stage code of the stage
/// @param window who works on the window's section
/// @param pair who visits, empty when nobody was sent out
/// @param handedOn by whom and why the window's section last changed hands, in words, else empty
/// @param mine the signed-in person works on it, at the window or in the pair
/// @param lost it was taken over from the signed-in person
/// @param may the signed-in person may take the window's section over, or give it to somebody
record Holding(
    UUID application,
    String number,
    String applicant,
    String stage,
    Optional<Worker> window,
    Optional<Worker> pair,
    String handedOn,
    boolean mine,
    boolean lost,
    boolean may) {

  /// @param id of the person, of the first one of a pair
  /// @param name in words
  /// @param since when it became theirs, empty when unknown
  /// @param seen when the district last heard of their work on this case
  /// @param machine end of the machine's number the visit lies on, empty when unknown
  record Worker(
      UUID id, String name, Optional<Instant> since, Optional<Instant> seen, String machine) {}
}
