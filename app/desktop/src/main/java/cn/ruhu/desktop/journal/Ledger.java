package cn.ruhu.desktop.journal;

import cn.ruhu.desktop.kit.Where;
import cn.ruhu.store.Salvaged;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.LateNews;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The journal of the signed-in person as the screen reads it. Implemented over the store.
public interface Ledger {
  /// Every act still in the journal, what came, and what waits. Reads the store: in the background.
  Page read() throws StoreException;

  /// Calls back, on any thread, when something changed. Run the result to stop.
  Runnable onChange(Runnable changed);

  /// One exchange with the district, now. Returns at once.
  void syncNow();

  /// As [#syncNow], and files go along though the line is paid by the byte.
  void filesNow();

  /// Whether this line is paid by the byte: records travel, files wait. Kept for this machine.
  void metered(boolean yes);

  /// @param lines newest first
  /// @param came newest first
  /// @param left how long what waits still takes, empty while nothing is sent or nobody knows
  /// @param trouble code of what stops the way to the district, empty for nothing
  /// @param salvages what became of the person's work when this machine's data were damaged, oldest
  ///   first
  record Page(
      List<Line> lines,
      List<Came> came,
      int opsWaiting,
      int filesWaiting,
      long bytesWaiting,
      Optional<Duration> left,
      boolean metered,
      Optional<Instant> lastSync,
      Optional<String> trouble,
      List<Salvaged> salvages) {}

  /// A line of the journal, whichever way it went.
  sealed interface Entry permits Line, Came {
    UUID id();

    Instant at();

    /// Case it belongs to, empty for none.
    Optional<UUID> caseId();

    /// Number of the application, empty when it has none yet.
    String caseNumber();
  }

  /// What others did, as the district handed it out.
  ///
  /// @param at the district's clock
  record Came(UUID id, Instant at, Optional<UUID> caseId, String caseNumber, List<Part> parts)
      implements Entry {}

  /// Records of one type in what came.
  ///
  /// @param type name of the record type
  /// @param fresh not here before
  /// @param changed here before with other values
  /// @param gone deleted, or out of this person's reach
  record Part(String type, int fresh, int changed, int gone) {}

  /// One act of this person.
  ///
  /// @param kind `save`, `act.ACCEPT`, `visit.finish`…
  /// @param caseNumber number of the application, empty when it has none yet
  /// @param reason code of the district's answer when it took less than everything
  /// @param field `TYPE.field` the answer speaks of
  /// @param files files of it
  /// @param filesWaiting of them without a receipt
  /// @param late what became of it when it came too late, null for every other
  record Line(
      UUID id,
      Instant at,
      String kind,
      Optional<UUID> caseId,
      String caseNumber,
      Where where,
      Optional<String> reason,
      Optional<String> field,
      int files,
      int filesWaiting,
      @Nullable LateNews late)
      implements Entry {}
}
