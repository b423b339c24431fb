package cn.ruhu.server.db;

import cn.ruhu.server.merge.Held;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Records as they stand, their history, and the look-ups that hang on them.
public interface RecordRows {
  Optional<Held> find(UUID id) throws StorageException;

  /// As [#find], locked until the transaction ends.
  Optional<Held> locked(UUID id) throws StorageException;

  /// Every record of a case, tombstones included, in the order of their ids.
  List<Held> ofCase(UUID caseId) throws StorageException;

  /// Live records of a type, in the order of their ids.
  List<Held> ofType(String type) throws StorageException;

  /// Records that changed in a home scope after a commit, in commit order.
  List<Held> inScope(String scope, long after, long upTo, int limit) throws StorageException;

  /// Records of one case that changed after a commit, in commit order.
  List<Held> inCase(UUID caseId, long after, long upTo, int limit) throws StorageException;

  /// Ids of persons whose identity number is `number`: an exact look-up only.
  List<UUID> byIdNumber(String number) throws StorageException;

  /// Writes a record as of a commit, with its history row and its look-ups (assignments, files it
  /// names, identity number).
  void put(Held record, long seq) throws StorageException;
}
