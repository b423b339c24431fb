package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Routing.Slot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a sheet nobody can read most likely goes: where the last one was put by hand, else where
/// the sheet fed before it goes. Window thread only.
final class LastPlace {
  private @Nullable Slot last;

  void put(Slot place) {
    last = place;
  }

  /// @param held the sheet in hand
  Optional<Slot> of(List<TrayRow> rows, @Nullable TrayRow held) {
    return Optional.ofNullable(last).or(() -> before(rows, held));
  }

  private static Optional<Slot> before(List<TrayRow> rows, @Nullable TrayRow held) {
    if (held == null) return Optional.empty();
    Optional<Slot> found = Optional.empty();
    for (TrayRow r : rows) {
      if (r.id().equals(held.id())) break;
      if (r.place().isPresent()) found = r.place();
    }
    return found.map(s -> new Slot(s.application(), s.docType(), s.owner(), 0, 0, 0));
  }
}
