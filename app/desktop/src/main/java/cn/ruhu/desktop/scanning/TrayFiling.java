package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Brings the sheets of a batch that are ready into their cases ([Filing]), and notes what became
/// of each. Touches the disk; the tray lets one at it at a time.
final class TrayFiling {
  private final Desk desk;
  private final ScanTray tray;

  TrayFiling(Desk desk, ScanTray tray) {
    this.desk = desk;
    this.tray = tray;
  }

  /// What filing came to.
  ///
  /// @param pages filed now
  /// @param cases in so many cases
  /// @param stuck damaged, or not to be taken out of a file shared with another case: they wait
  /// @param alike lie elsewhere too, and nobody looked at that: they wait
  record Filed(int pages, int cases, int stuck, int alike) {}

  /// Files every page that is ready: for each case one op with its pages, the signatures that were
  /// seen, and the originals. Whether one lies elsewhere too is asked once more here: since it was
  /// read its other may have come, or gone.
  Filed file(UUID batchId) throws StoreException {
    ScanBatch batch = compared(batchId);
    Map<UUID, List<TrayRow>> byCase = new LinkedHashMap<>();
    List<TrayRow> all = tray.rows(batch);
    for (TrayRow r : all)
      if (r.state() == TrayRow.State.READY)
        byCase
            .computeIfAbsent(r.place().orElseThrow().application(), _ -> new ArrayList<>())
            .add(r);
    int pages = 0;
    int ready = 0;
    for (var e : byCase.entrySet()) {
      pages += file(desk.caseFile(e.getKey()), batch, all, e.getValue());
      ready += e.getValue().size();
    }
    int alike = (int) all.stream().filter(r -> r.state() == TrayRow.State.TWIN).count();
    return new Filed(pages, byCase.size(), ready - pages, alike);
  }

  private ScanBatch compared(UUID batchId) throws StoreException {
    List<ScanPage> asked =
        tray.rows(tray.batch(batchId)).stream()
            .filter(r -> r.state() == TrayRow.State.READY || r.state() == TrayRow.State.TWIN)
            .map(TrayRow::page)
            .filter(p -> p.choice().twin().isEmpty())
            .toList();
    Set<UUID> alike = new TwinLook(desk, tray).among(asked);
    var ids = new HashSet<UUID>();
    for (ScanPage p : asked) ids.add(p.id());
    tray.edit(ids, p -> p.with(p.look().alike(alike.contains(p.id()))));
    return tray.batch(batchId);
  }

  private int file(CaseFile file, ScanBatch batch, List<TrayRow> all, List<TrayRow> rows)
      throws StoreException {
    var filing = new Filing(desk, file, batch, all);
    // filed before the power went, and not noted: a sheet goes into its case once
    List<TrayRow> fresh = rows.stream().filter(r -> file.record(r.id()).isEmpty()).toList();
    desk.save("scan", "", false, filing.changes(fresh, tray::bytes));
    // of the case as it is known here: another street's leaves the view as soon as it was sent
    CaseFile now = desk.caseFile(file.head().orElseThrow().id());
    var marks = new HashMap<UUID, ScanChoice.Mark>();
    for (TrayRow r : rows) now.record(r.id()).ifPresent(p -> marks.put(r.id(), mark(p)));
    tray.edit(
        marks.keySet(),
        p -> p.with(p.choice().with(marks.getOrDefault(p.id(), p.choice().mark()))));
    Map<UUID, String> refused = filing.refused();
    tray.edit(
        refused.keySet(),
        p -> p.with(ScanLook.refused(refused.getOrDefault(p.id(), ""), 0)).with(ScanChoice.NONE));
    return marks.size();
  }

  /// How a sheet stands whose page is filed.
  static ScanChoice.Mark mark(CaseRecord page) {
    return page.text("origin").isEmpty() ? ScanChoice.Mark.FILED : ScanChoice.Mark.CUT;
  }
}
