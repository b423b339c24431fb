package cn.ruhu.desktop.review;

import cn.ruhu.casefile.process.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/// What the rows of the queue are ordered by: each as one whole number, because a hundred thousand
/// rows are ordered anew at a keystroke; rows that are alike stand by their number.
@SuppressWarnings("ImmutableEnumChecker") // the keys are functions of the row alone
enum QueueOrder {
  /// those that wait for this person first (a case that came back waits for who returned it), then
  /// by what is left of the limit
  PRESSING(r -> (r.mine() ? r.talk().another() ? 1L << 40 : 0L : 2L << 40) + due(r)),
  DUE(QueueOrder::due),
  STAGE(r -> r.stage().compareTo(Stage.DRAFT)),
  DOUBTS(r -> -((long) r.must() << 40 | (long) r.should() << 20 | r.quality())),
  DIFFERENCES(r -> -r.differences()),
  PAPERS(r -> -(r.missing().size() + (long) r.pending())),
  FILES(r -> -r.files().away().size()),
  ROUNDS(r -> -r.talk().rounds()),
  WAITED(r -> -r.waitingDays());

  private final ToLongFunction<QueueRow> key;

  QueueOrder(ToLongFunction<QueueRow> key) {
    this.key = key;
  }

  private static long due(QueueRow r) {
    return r.due().isEmpty() ? 1L << 39 : r.daysLeft() + (1L << 30);
  }

  private record Keyed(long key, QueueRow row) implements Comparable<Keyed> {
    @Override
    public int compareTo(Keyed other) {
      int by = Long.compare(key, other.key);
      return by != 0 ? by : row.number().compareTo(other.row.number());
    }
  }

  /// @param down the other way round
  List<QueueRow> sorted(List<QueueRow> rows, boolean down) {
    Keyed[] all = new Keyed[rows.size()];
    for (int i = 0; i < all.length; i++) {
      QueueRow row = rows.get(i);
      long k = key.applyAsLong(row);
      all[i] = new Keyed(down ? -k : k, row);
    }
    Arrays.sort(all);
    var sorted = new ArrayList<QueueRow>(all.length);
    for (Keyed k : all) sorted.add(k.row());
    return sorted;
  }
}
