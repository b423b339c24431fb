package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Brings the sheets of a batch that are ready into their cases ([Filing]), and notes what became
/// of each. Touches the disk; the tray lets one write at a time.
final class TrayFiling {
  /// Times all sheets are looked at before those that keep changing are left to wait.
  private static final int ROUNDS_MAX = 3;

  private final Desk desk;
  private final ScanTray tray;

  private final Alike look;

  /// Tells which of these sheets lie elsewhere too; takes long, and the tray may change meanwhile.
  @FunctionalInterface
  interface Alike {
    Set<UUID> among(List<ScanPage> pages) throws StoreException;
  }

  TrayFiling(Desk desk, ScanTray tray) {
    this(desk, tray, pages -> new TwinLook(desk, tray).among(pages));
  }

  TrayFiling(Desk desk, ScanTray tray, Alike look) {
    this.desk = desk;
    this.tray = tray;
    this.look = look;
  }

  /// What filing came to.
  ///
  /// @param pages filed now
  /// @param cases in so many cases
  /// @param stuck damaged, not to be taken out of a file shared with another case, or changed again
  ///   and again meanwhile: they wait
  /// @param alike lie elsewhere too, and nobody looked at that: they wait
  record Filed(int pages, int cases, int stuck, int alike) {}

  /// A sheet as it was when somebody looked whether it lies elsewhere too.
  private record Compared(ScanPage page, boolean alike) {
    static ScanPage bare(ScanPage page) {
      return page.with(page.look().alike(false));
    }

    boolean isStill(ScanPage now) {
      return bare(page).equals(bare(now));
    }
  }

  /// Files every page that is ready: for each case one op with its pages, the signatures that were
  /// seen, and the originals. Whether one lies elsewhere too is asked once more here: since it was
  /// read its other may have come, or gone. That takes long, and the tray takes in what comes
  /// meanwhile; where it is another then, all are looked at anew, and those that keep changing wait
  /// at last.
  Filed file(UUID batchId) throws StoreException {
    var compared = new HashMap<UUID, Compared>();
    for (int round = 1; ; round++) {
      compare(batchId, compared);
      synchronized (tray) { // what was looked at and what is filed are one
        boolean all = asked(batchId).stream().allMatch(p -> isKnown(compared, p));
        if (all || round == ROUNDS_MAX) return write(batchId, compared);
        compared.clear(); // a sheet is compared with others, and those are others now
      }
    }
  }

  private static boolean isKnown(Map<UUID, Compared> compared, ScanPage now) {
    Compared then = compared.get(now.id());
    return then != null && then.isStill(now);
  }

  /// Sheets that are ready as far as nobody finds them elsewhere.
  private List<ScanPage> asked(UUID batchId) {
    return tray.rows(tray.batch(batchId)).stream()
        .filter(r -> r.state() == TrayRow.State.READY || r.state() == TrayRow.State.TWIN)
        .map(TrayRow::page)
        .filter(p -> p.choice().twin().isEmpty())
        .toList();
  }

  private void compare(UUID batchId, Map<UUID, Compared> into) throws StoreException {
    if (tray.batches().stream().noneMatch(b -> b.id().equals(batchId)))
      throw new IllegalStateException("no such batch");
    List<ScanPage> asked = asked(batchId).stream().filter(p -> !isKnown(into, p)).toList();
    Set<UUID> alike = look.among(asked);
    for (ScanPage p : asked) into.put(p.id(), new Compared(p, alike.contains(p.id())));
  }

  private Filed write(UUID batchId, Map<UUID, Compared> compared) throws StoreException {
    var alikes = new HashMap<UUID, Boolean>();
    for (ScanPage p : asked(batchId)) {
      Compared then = compared.get(p.id());
      if (then != null && then.isStill(p)) alikes.put(p.id(), then.alike());
    }
    tray.edit(alikes.keySet(), p -> p.with(p.look().alike(alikes.getOrDefault(p.id(), false))));
    ScanBatch batch = tray.batch(batchId);
    Map<UUID, List<TrayRow>> byCase = new LinkedHashMap<>();
    List<TrayRow> all = tray.rows(batch);
    for (TrayRow r : all)
      if (r.state() == TrayRow.State.READY
          && (alikes.containsKey(r.id()) || !r.page().choice().twin().isEmpty()))
        byCase
            .computeIfAbsent(r.place().orElseThrow().application(), _ -> new ArrayList<>())
            .add(r);
    int pages = 0;
    for (var e : byCase.entrySet())
      pages += file(desk.caseFile(e.getKey()), batch, all, e.getValue());
    // those that kept changing wait too
    int ready = (int) all.stream().filter(r -> r.state() == TrayRow.State.READY).count();
    int alike = (int) all.stream().filter(r -> r.state() == TrayRow.State.TWIN).count();
    return new Filed(pages, byCase.size(), ready - pages, alike);
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
