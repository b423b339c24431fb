package cn.ruhu.desktop.visit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Visits that were put away while something of them was still on its way to the disk: a picture
/// that is read, an answer that is written. Taken up again before that is done, a visit is the very
/// same one, so that what arrives does not go to one that nobody looks at. Window thread only.
final class Parked {
  private final Map<UUID, Visit> visits = new HashMap<>();

  void park(Visit visit) {
    visits.put(visit.assignment.id(), visit);
    arrived(visit);
  }

  /// Something of a visit arrived; once it was the last, what lies on the disk is all of it.
  void arrived(Visit visit) {
    visit.draft.whenSettled(() -> {
      if (!visit.survey.waiting()) visits.remove(visit.assignment.id(), visit);
    });
  }

  /// A visit that goes on from what lies on the disk.
  void forget(Visit visit) {
    visits.remove(visit.assignment.id());
  }

  /// The visit of an assignment, if it was put away and is not whole on the disk yet.
  Optional<Visit> take(UUID assignment) {
    return Optional.ofNullable(visits.remove(assignment));
  }
}
