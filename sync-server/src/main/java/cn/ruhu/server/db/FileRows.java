package cn.ruhu.server.db;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which files came whole, and which records name them. Addresses are the text of a
/// [cn.ruhu.wire.FileAddress].
public interface FileRows {
  /// A record that names, or once named, a file in one of its fields.
  record Use(UUID record, String field) {}

  /// A file that is here whole, by the field that names it.
  record Named(String address, String field) {}

  /// A file that is here whole.
  record Whole(String address, long length) {}

  /// Where a file that is asked for (after a restore, a bad disk) is or was named.
  record Lost(String address, UUID record, String field) {
    /// By address, then record, as their texts.
    static final Comparator<Lost> ORDER =
        Comparator.comparing(Lost::address)
            .thenComparing(lost -> lost.record().toString())
            .thenComparing(Lost::field);
  }

  /// Notes a file as whole.
  ///
  /// @param caseId case it was sent for; null for this server's own, which it stays, whoever sends
  ///   it too
  /// @param at server clock, milliseconds since 1970
  void finished(String address, @Nullable UUID caseId, long length, long at)
      throws StorageException;

  /// Lends a file that came for one case to another file, which the server itself made from records
  /// of that case: from then on it belongs to both. Once is enough; doing it again changes nothing.
  ///
  /// @param address of a file that came, or is still to come, for `from`
  void lend(String address, UUID from, UUID to) throws StorageException;

  /// Length of a whole file, 0 when it is not here.
  long length(String address) throws StorageException;

  /// Whether the file is here whole and belongs to this case: it was sent for it, lent to it
  /// ([#lend]), or sent for none, which only this server's own files are.
  boolean belongs(String address, UUID caseId) throws StorageException;

  /// Records that name or named the file, in the order of their ids.
  List<UUID> namedBy(String address) throws StorageException;

  /// Where a file that is here whole is or was named.
  List<Use> uses(String address) throws StorageException;

  /// Whole files that records name or named, as far as they belong to the records' cases (a record
  /// of no case shows any), by record and in the order of addresses. Asked once for a whole page.
  Map<UUID, List<Named>> receipts(Collection<UUID> records) throws StorageException;

  /// Whole files that records of a case name or named, as far as they belong to it.
  Set<String> ofCase(UUID caseId) throws StorageException;

  /// Files that are here whole, by address.
  ///
  /// @param after address, or its beginning, behind which they lie
  /// @param below address, or its beginning, before which they lie
  /// @param max most files
  List<Whole> whole(String after, String below, int max) throws StorageException;

  /// Notes that a file is not here as it came: it counts as never arrived and is asked for again.
  void lose(String address) throws StorageException;

  /// Asks for every file that a record names or named and that never came whole.
  void askForTheRest() throws StorageException;

  /// Places in live records of some scopes and cases that name a file which is asked for, by
  /// address.
  ///
  /// @param from address to begin at
  /// @param max most places
  List<Lost> lost(Collection<String> scopes, Collection<UUID> cases, String from, int max)
      throws StorageException;
}
