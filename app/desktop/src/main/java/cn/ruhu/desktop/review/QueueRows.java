package cn.ruhu.desktop.review;

import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreChange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The rows of the queue, each made once and again only when its case changed or the day did: a
/// district's hundred thousand households are not judged anew because one of them was touched.
/// Thread-safe.
final class QueueRows {
  private static final Set<String> HERE =
      QueueRow.HERE.stream().map(Stage::name).collect(Collectors.toUnmodifiableSet());

  private final Desk desk;
  private final Map<UUID, Optional<QueueRow>> rows = new HashMap<>();
  private final Map<UUID, Long> changedAt = new HashMap<>();
  private LocalDate day = LocalDate.MIN;
  private long allChangedAt;
  private long clock;
  private long made;

  QueueRows(Desk desk) {
    this.desk = desk;
    desk.store().onChange(this::changed);
  }

  /// What of a change is no case's (a colleague, a standard) may stand in every row.
  private synchronized void changed(StoreChange change) {
    clock++;
    if (change.everything() || change.cases().isEmpty()) {
      rows.clear();
      allChangedAt = clock;
      return;
    }
    for (UUID id : change.cases()) {
      rows.remove(id);
      changedAt.put(id, clock);
    }
  }

  /// Every case that is a reviewer's business. Not for the window's thread.
  List<QueueRow> read() {
    var found = new ArrayList<QueueRow>();
    LocalDate today = desk.today();
    for (CaseRecord a : desk.applications())
      if (HERE.contains(a.text("stage"))) row(a.id(), today).ifPresent(found::add);
    return found;
  }

  private Optional<QueueRow> row(UUID id, LocalDate today) {
    long since;
    synchronized (this) {
      if (!day.equals(today)) {
        rows.clear();
        day = today;
      }
      Optional<QueueRow> kept = rows.get(id);
      if (kept != null) return kept.map(r -> r.looked(desk));
      since = clock;
    }
    Optional<QueueRow> row = QueueRow.of(desk, desk.caseFile(id));
    synchronized (this) {
      made++;
      // what changed while it was made is made again next time
      boolean still = allChangedAt <= since && changedAt.getOrDefault(id, 0L) <= since;
      if (still && day.equals(today)) rows.put(id, row);
    }
    return row;
  }

  /// How many rows were made from their files so far.
  synchronized long made() {
    return made;
  }
}
