package cn.ruhu.desktop.scanning;

import java.util.List;

/// The sum of a batch: fed = filed + ready + waiting + blank + covers + put aside + missing, or a
/// page is lost. By construction each sheet that is here stands in exactly one of them; what a
/// scanner says went through and is not here is missing until somebody looked at the paper.
///
/// @param waiting unread, unknown, doubtful, elsewhere too, or not looked at for its signature
/// @param covers cover sheets, and notices that were brought back
/// @param again files whose bytes were taken before; outside the sum
/// @param missing sides that went through a scanner and did not come
/// @param broken jobs of a scanner that nobody compared with the paper
record Ledger(
    int fed,
    int filed,
    int ready,
    int waiting,
    int blank,
    int covers,
    int aside,
    int again,
    int missing,
    int broken) {
  static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0, 0, 0);

  /// Nothing is missing.
  Ledger(int fed, int filed, int ready, int waiting, int blank, int covers, int aside, int again) {
    this(fed, filed, ready, waiting, blank, covers, aside, again, 0, 0);
  }

  static Ledger of(List<TrayRow> rows, ScanBatch batch) {
    int missing = batch.jobs().stream().mapToInt(FedJob::missing).sum();
    return new Ledger(
        rows.size() + missing,
        count(rows, TrayRow.State.FILED),
        count(rows, TrayRow.State.READY),
        count(rows, TrayRow.State.READING)
            + count(rows, TrayRow.State.SIGN)
            + count(rows, TrayRow.State.TWIN)
            + count(rows, TrayRow.State.ASK)
            + count(rows, TrayRow.State.WAIT),
        count(rows, TrayRow.State.BLANK),
        count(rows, TrayRow.State.COVER) + count(rows, TrayRow.State.LEADS),
        count(rows, TrayRow.State.ASIDE),
        batch.again(),
        missing,
        (int) batch.jobs().stream().filter(FedJob::open).count());
  }

  private static int count(List<TrayRow> rows, TrayRow.State state) {
    return (int) rows.stream().filter(r -> r.state() == state).count();
  }

  /// Every sheet is accounted for and none waits.
  boolean settled() {
    return ready == 0 && waiting == 0 && broken == 0;
  }
}
