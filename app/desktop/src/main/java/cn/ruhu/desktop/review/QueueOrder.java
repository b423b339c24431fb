package cn.ruhu.desktop.review;

import cn.ruhu.casefile.process.Stage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/// What the rows of the queue are ordered by: each as one whole number, because a hundred thousand
/// rows are ordered anew at a keystroke; rows that are alike stand by their number.
@SuppressWarnings("ImmutableEnumChecker") // the keys are functions of the row alone
enum QueueOrder {
  /// those that wait for this person first (a case that came back waits for who returned it), then
  /// by what is left of the limit
  PRESSING(r -> (r.mine() ? r.talk().another() ? 1L : 0L : 2L) << 36 | due(r)),
  DUE(QueueOrder::due),
  STAGE(r -> r.stage().compareTo(Stage.DRAFT)),
  DOUBTS(r -> -(few(r.must()) << 24 | few(r.should()) << 12 | few(r.quality()))),
  DIFFERENCES(r -> -r.differences()),
  PAPERS(r -> -(r.missing().size() + (long) r.pending())),
  FILES(r -> -r.files().away().size()),
  ROUNDS(r -> -r.talk().rounds()),
  WAITED(r -> -r.waitingDays());

  /// bits of a place in the list, beside which a key of 40 bits with its sign has room
  private static final int PLACE_BITS = 23;

  private static final long PLACES = (1L << PLACE_BITS) - 1;

  private final ToLongFunction<QueueRow> key;

  QueueOrder(ToLongFunction<QueueRow> key) {
    this.key = key;
  }

  private static long due(QueueRow r) {
    return r.due().isEmpty() ? 1L << 34 : r.daysLeft() + (1L << 32);
  }

  private static long few(int n) {
    return Math.min(n, 4_095);
  }

  /// @param byNumber at most eight million rows, those of lower numbers first
  /// @param down the other way round
  List<QueueRow> sorted(List<QueueRow> byNumber, boolean down) {
    long[] all = new long[byNumber.size()];
    for (int i = 0; i < all.length; i++) {
      long k = key.applyAsLong(byNumber.get(i));
      all[i] = (down ? -k : k) << PLACE_BITS | i;
    }
    Arrays.sort(all);
    QueueRow[] sorted = new QueueRow[all.length];
    for (int i = 0; i < all.length; i++) sorted[i] = byNumber.get((int) (all[i] & PLACES));
    return Collections.unmodifiableList(Arrays.asList(sorted));
  }
}
