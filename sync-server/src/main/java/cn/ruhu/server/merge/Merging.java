package cn.ruhu.server.merge;

import cn.ruhu.wire.Change;

/// How a change meets a record that is there: [Merge#onto] in every program. A seam, so that the
/// simulator can show what a wrong one would do.
@FunctionalInterface
public interface Merging {
  /// @param journal journal the change came in
  Merged onto(Held current, Change change, Merge.Unseen unseen, String journal);
}
