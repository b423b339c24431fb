package cn.ruhu.store;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What [StoreCheck] found in a data folder; no personal data.
///
/// @param ok nothing is wrong
/// @param device id of the machine, null when the folder is none
/// @param enrolled whether the machine knows a server
/// @param problems codes of what is wrong with the machine's own files
public record StoreFacts(
    boolean ok,
    @Nullable UUID device,
    boolean enrolled,
    List<String> problems,
    List<VaultFacts> vaults) {

  /// One person's store.
  ///
  /// @param problems codes: what [StoreException.Code] names, and `INTEGRITY`, `CHAIN`,
  ///   `FILE_MISSING`, `FILE_LENGTH`
  /// @param cleanlyClosed false also while the program has it open
  /// @param chainLinked each journal line follows the one before; its bytes are only checked
  ///   unlocked
  /// @param opsByState by [JournalEntry.State]
  /// @param verdicts by the district's answer
  /// @param damaged names of databases that were found damaged and lie beside the one in use
  /// @param salvages what became of the person's work each time, as its last sign-in found
  /// @param oldestPendingAt device clock, milliseconds since 1970, 0 for none
  public record VaultFacts(
      UUID person,
      List<String> problems,
      long version,
      boolean cleanlyClosed,
      String integrity,
      boolean chainLinked,
      Map<String, Long> recordsByType,
      Map<String, Long> opsByState,
      Map<String, Long> verdicts,
      long oldestPendingAt,
      Map<String, Long> filesByState,
      long filesLeftOver,
      long drafts,
      long scopes,
      long databaseBytes,
      long walBytes,
      long fileBytes,
      List<String> damaged,
      List<Salvaged> salvages) {}
}
