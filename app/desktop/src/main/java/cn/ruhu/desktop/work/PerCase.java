package cn.ruhu.desktop.work;

import cn.ruhu.store.StoreChange;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// What a list makes of each case, made again only when the case changed or the day did; gone with
/// the program. Not for the window's thread; thread-safe.
///
/// @param <T> what is made, empty when the list has nothing of the case
public final class PerCase<T> {
  private final Desk desk;
  private final Map<UUID, Optional<T>> made = new HashMap<>();
  private final Map<UUID, Long> changedAt = new HashMap<>();
  private LocalDate day = LocalDate.MIN;
  private long allChangedAt;
  private long clock;

  public PerCase(Desk desk) {
    this.desk = desk;
    desk.store().onChange(this::changed);
  }

  private synchronized void changed(StoreChange change) {
    clock++;
    boolean all = change.everything() || change.cases().isEmpty();
    if (all) {
      made.clear();
      allChangedAt = clock;
    }
    for (UUID id : change.cases()) {
      made.remove(id);
      changedAt.put(id, clock);
    }
  }

  /// What is made of a case now.
  public Optional<T> of(UUID application, Supplier<Optional<T>> make) {
    LocalDate today;
    long since;
    synchronized (this) {
      turn();
      Optional<T> kept = made.get(application);
      if (kept != null) return kept;
      today = day;
      since = clock;
    }
    Optional<T> now = make.get();
    synchronized (this) {
      // what changed while it was made is made again next time
      boolean still = allChangedAt <= since && changedAt.getOrDefault(application, 0L) <= since;
      if (still && day.equals(today)) made.put(application, now);
    }
    return now;
  }

  /// What was made on another day is made again.
  private void turn() {
    LocalDate today = desk.today();
    if (day.equals(today)) return;
    made.clear();
    day = today;
  }
}
