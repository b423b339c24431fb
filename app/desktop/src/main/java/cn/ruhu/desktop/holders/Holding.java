package cn.ruhu.desktop.holders;

import cn.ruhu.desktop.kit.Show;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One case and who works on it.
///
/// @param code its number as it is written down
/// @param applicant name, empty while nobody is named
/// @param stage code of the stage
/// @param window who works on the window's section
/// @param pair who visits, empty when nobody was sent out
/// @param visitors ids of the pair
/// @param handed how the window's section last changed hands, empty when it never did
/// @param handedOn by whom and why it did, in words, else empty
/// @param mine the signed-in person works on it, at the window or in the pair
/// @param lost it was taken over from the signed-in person
/// @param may the signed-in person may take the window's section over, or give it to somebody
record Holding(
    UUID application,
    String code,
    String applicant,
    String stage,
    Optional<Worker> window,
    Optional<Worker> pair,
    List<UUID> visitors,
    Optional<Handed> handed,
    String handedOn,
    boolean mine,
    boolean lost,
    boolean may) {

  Holding {
    visitors = List.copyOf(visitors);
  }

  /// The number in groups.
  String number() {
    return Show.caseNumber(code);
  }

  /// @param by who handed it on, to themselves or to somebody else
  /// @param at when, empty when unknown
  record Handed(UUID by, UUID former, UUID holder, Optional<Instant> at, String reason) {}

  /// @param id of the person, of the first one of a pair
  /// @param name in words
  /// @param since when it became theirs, empty when unknown
  /// @param seen when the district last heard of their work on this case
  /// @param machine end of the machine's number the visit lies on, empty when unknown
  record Worker(
      UUID id, String name, Optional<Instant> since, Optional<Instant> seen, String machine) {}
}
