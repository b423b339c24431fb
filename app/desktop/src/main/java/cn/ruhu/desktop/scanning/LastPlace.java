package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Routing.Slot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a sheet nobody can read most likely goes: where the nearest sheet fed before it goes, by
/// its code or by hand; only where none has a place, where somebody put a sheet last. What was put
/// aside leads nobody. Window thread only.
final class LastPlace {
  private @Nullable Slot last;

  void put(Slot place) {
    last = place;
  }

  /// @param hand the sheets in hand; of several, the first fed counts
  Optional<Slot> of(List<TrayRow> rows, List<TrayRow> hand) {
    return before(rows, hand).or(() -> Optional.ofNullable(last));
  }

  private static Optional<Slot> before(List<TrayRow> rows, List<TrayRow> hand) {
    if (hand.isEmpty()) return Optional.empty();
    Set<UUID> ids = new HashSet<>();
    for (TrayRow r : hand) ids.add(r.id());
    Optional<Slot> found = Optional.empty();
    for (TrayRow r : rows) {
      if (ids.contains(r.id())) break;
      if (r.place().isPresent() && r.state() != TrayRow.State.ASIDE) found = r.place();
    }
    return found.map(s -> new Slot(s.application(), s.docType(), s.owner(), 0, 0, 0));
  }
}
