package cn.ruhu.desktop.review;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The orders of the queue's rows. Each is kept until the rows change, so that another order, or
/// another choice within one, sorts nothing at a keystroke: an order of a hundred thousand rows is
/// 0.4 MB. Safe for any thread.
final class QueueOrders {
  private volatile Kept kept = new Kept(List.of(), Map.of());

  private record By(QueueOrder order, boolean down) {}

  /// @param rows which list these are the orders of; another list with the same rows is another
  private record Kept(List<QueueRow> rows, Map<By, List<QueueRow>> orders) {}

  /// @param byNumber nobody changes it any more
  List<QueueRow> of(List<QueueRow> byNumber, QueueOrder order, boolean down) {
    return orders(byNumber)
        .computeIfAbsent(new By(order, down), b -> b.order().sorted(byNumber, b.down()));
  }

  /// Makes every order ready; blocks for as long as that takes.
  void ready(List<QueueRow> byNumber) {
    for (QueueOrder order : QueueOrder.values()) {
      of(byNumber, order, false);
      of(byNumber, order, true);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a hundred thousand rows are not compared by content
  private Map<By, List<QueueRow>> orders(List<QueueRow> rows) {
    Kept now = kept;
    if (now.rows() != rows) {
      now = new Kept(rows, new ConcurrentHashMap<>());
      kept = now;
    }
    return now.orders();
  }
}
