package cn.ruhu.desktop.work;

import cn.ruhu.store.StoreChange;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// What a list makes of each case, made again only when the case changed or the day did: a list of
/// a large district is not made anew because one household was touched. In a large store lists take
/// turns, case by case, and leave the other core to whoever is at work: the first look of all takes
/// minutes. Not for the window's thread; thread-safe.
///
/// @param <T> what is made, empty when the list has nothing of the case
public final class PerCase<T> {
  /// What such a look may take before it is given up: a list of a hundred thousand cases takes
  /// minutes the first time.
  public static final Duration DEADLINE = Duration.ofHours(1);

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

  /// In a large store what nobody lists stays so until its case changes: a file that arrived
  /// changes what is listed only.
  private synchronized void changed(StoreChange change) {
    clock++;
    boolean all = change.everything() || change.cases().isEmpty();
    if (all && desk.store().isLarge()) made.values().removeIf(Optional::isPresent);
    else if (all) made.clear();
    if (all) allChangedAt = clock;
    for (UUID id : change.cases()) {
      made.remove(id);
      changedAt.put(id, clock);
    }
  }

  /// What is made of a case now.
  public Optional<T> of(UUID application, Supplier<Optional<T>> make) {
    if (!desk.store().isLarge()) return keptOrMade(application, make);
    synchronized (this) {
      turn();
      Optional<T> kept = made.get(application);
      if (kept != null) return kept;
    }
    // another list may make it while this one waits, and what changes meanwhile is no matter
    return desk.inTurn(() -> keptOrMade(application, make));
  }

  private Optional<T> keptOrMade(UUID application, Supplier<Optional<T>> make) {
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
