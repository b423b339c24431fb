package cn.ruhu.desktop.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The lists at a desk that keep lines: whoever opens a case for one of them makes its lines for
/// all that are due. Its lock is held while lines are kept and taken in, so that none that was made
/// earlier takes the place of a later one. Thread-safe.
final class KeptLists {
  private final List<KeptRows<?>> begun = new CopyOnWriteArrayList<>();

  /// A list that has its rows wants to be told of others.
  void join(KeptRows<?> rows) {
    if (!begun.contains(rows)) begun.add(rows);
  }

  List<KeptRows<?>> begun() {
    return begun;
  }
}
