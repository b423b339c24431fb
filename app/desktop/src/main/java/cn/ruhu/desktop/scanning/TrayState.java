package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tray as it stands on the disk, sorted as the cases stand.
///
/// @param batches oldest first
/// @param rows of the batches that are open or in sight
/// @param faults of the batch in sight
record TrayState(
    List<ScanBatch> batches, Map<UUID, List<TrayRow>> rows, List<Faults.Fault> faults) {

  /// Finished batches stay for weeks: only what is open or in sight is sorted anew. Touches the
  /// disk.
  ///
  /// @param looked id of the batch in sight
  static TrayState read(ScanTray tray, Desk desk, @Nullable UUID looked) throws StoreException {
    List<ScanBatch> all = tray.batches();
    var rows = new HashMap<UUID, List<TrayRow>>();
    for (ScanBatch b : all)
      if (b.open() || b.id().equals(looked) || b.equals(all.getLast()))
        rows.put(b.id(), tray.rows(b));
    List<TrayRow> seen =
        all.stream()
            .filter(b -> looked == null || b.id().equals(looked))
            .reduce((_, later) -> later)
            .map(b -> rows.getOrDefault(b.id(), List.of()))
            .orElse(List.of());
    return new TrayState(all, rows, Faults.of(seen, desk::caseFile, desk.today()));
  }

  /// Sheets of a batch.
  List<TrayRow> of(UUID batch) {
    return rows.getOrDefault(batch, List.of());
  }

  /// Sheets a person must decide about or may file now, over all open batches.
  int waiting() {
    return count(r -> r.problem() || r.state() == TrayRow.State.READY);
  }

  /// Sheets not read yet.
  int unread() {
    return count(r -> r.state() == TrayRow.State.READING);
  }

  private int count(java.util.function.Predicate<TrayRow> which) {
    return (int)
        batches.stream()
            .filter(ScanBatch::open)
            .flatMap(b -> of(b.id()).stream())
            .filter(which)
            .count();
  }
}
