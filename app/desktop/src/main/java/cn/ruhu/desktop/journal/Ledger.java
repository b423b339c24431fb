package cn.ruhu.desktop.journal;

import cn.ruhu.desktop.kit.Where;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The journal of the signed-in person as the screen reads it. Implemented over the store.
public interface Ledger {
  /// Every act still in the journal, newest first, and what waits. Reads the store: in the
  /// background.
  Page read();

  /// Calls back, on any thread, when something changed. Run the result to stop.
  Runnable onChange(Runnable changed);

  /// One exchange with the district, now. Returns at once.
  void syncNow();

  /// @param lines newest first
  /// @param trouble code of what stops the way to the district, empty for nothing
  record Page(
      List<Line> lines,
      int opsWaiting,
      int filesWaiting,
      long bytesWaiting,
      Optional<Instant> lastSync,
      Optional<String> trouble) {}

  /// One act.
  ///
  /// @param kind `save`, `act.ACCEPT`, `visit.finish`…
  /// @param caseNumber number of the application, empty when it has none yet
  /// @param reason code of the district's answer when it took less than everything
  /// @param field `TYPE.field` the answer speaks of
  /// @param files files of it
  /// @param filesWaiting of them without a receipt
  record Line(
      UUID op,
      Instant at,
      String kind,
      String caseNumber,
      Where where,
      Optional<String> reason,
      Optional<String> field,
      int files,
      int filesWaiting) {}
}
