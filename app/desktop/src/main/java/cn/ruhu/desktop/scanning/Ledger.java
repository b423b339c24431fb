package cn.ruhu.desktop.scanning;

import java.util.List;

/// The sum of a batch: fed = filed + ready + waiting + blank + covers + put aside, or a page is
/// missing. By construction each sheet stands in exactly one of them.
///
/// @param waiting unread, unknown, doubtful, or not looked at for its signature
/// @param covers cover sheets, and notices that were brought back
/// @param again files whose bytes were taken before; outside the sum
record Ledger(
    int fed, int filed, int ready, int waiting, int blank, int covers, int aside, int again) {
  static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0, 0, 0);

  static Ledger of(List<TrayRow> rows, int again) {
    return new Ledger(
        rows.size(),
        count(rows, TrayRow.State.FILED),
        count(rows, TrayRow.State.READY),
        count(rows, TrayRow.State.READING)
            + count(rows, TrayRow.State.SIGN)
            + count(rows, TrayRow.State.ASK)
            + count(rows, TrayRow.State.WAIT),
        count(rows, TrayRow.State.BLANK),
        count(rows, TrayRow.State.COVER) + count(rows, TrayRow.State.LEADS),
        count(rows, TrayRow.State.ASIDE),
        again);
  }

  private static int count(List<TrayRow> rows, TrayRow.State state) {
    return (int) rows.stream().filter(r -> r.state() == state).count();
  }

  /// Every sheet is accounted for and none waits.
  boolean settled() {
    return ready == 0 && waiting == 0;
  }
}
