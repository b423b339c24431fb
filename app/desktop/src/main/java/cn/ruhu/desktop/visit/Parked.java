package cn.ruhu.desktop.visit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Visits that were put away while something of them was still on its way to the disk: a picture
/// that is read, an answer that is written. Taken up again before that is done, a visit is the very
/// same one, so that what arrives does not go to one that nobody looks at. Window thread only.
final class Parked {
  private final Map<String, Visit> visits = new HashMap<>();

  void park(Visit visit) {
    visits.put(visit.draft.key(), visit);
    arrived(visit);
  }

  /// Something of a visit arrived; once it was the last, what lies on the disk is all of it.
  void arrived(Visit visit) {
    visit.draft.whenSettled(() -> {
      if (!visit.survey.waiting()) visits.remove(visit.draft.key(), visit);
    });
  }

  /// A visit that goes on from what lies on the disk.
  void forget(Visit visit) {
    visits.remove(visit.draft.key());
  }

  /// The visit of a draft's key, if it was put away and is not whole on the disk yet.
  Optional<Visit> take(String key) {
    return Optional.ofNullable(visits.remove(key));
  }
}
