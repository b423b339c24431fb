package cn.ruhu.server.db;

import cn.ruhu.server.merge.Held;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Records as they stand, their history, and the look-ups that hang on them.
public interface RecordRows {
  Optional<Held> find(UUID id) throws StorageException;

  /// As [#find], locked until the transaction ends.
  Optional<Held> locked(UUID id) throws StorageException;

  /// Those of many records that are here.
  default Map<UUID, Held> find(Set<UUID> ids) throws StorageException {
    var found = new HashMap<UUID, Held>();
    for (UUID id : ids) find(id).ifPresent(r -> found.put(id, r));
    return found;
  }

  /// As [#find(Set)], locked until the transaction ends, in one order for everybody. Whoever
  /// changes a record of a case locks the application of the case first: that one row stands for
  /// the whole case (decision 0008).
  default Map<UUID, Held> locked(Set<UUID> ids) throws StorageException {
    var found = new HashMap<UUID, Held>();
    for (UUID id : ids) locked(id).ifPresent(r -> found.put(id, r));
    return found;
  }

  /// Every record of a case, tombstones included, in the order of their ids.
  List<Held> ofCase(UUID caseId) throws StorageException;

  /// Live records of a type, in the order of their ids.
  List<Held> ofType(String type) throws StorageException;

  /// Records that changed in a home scope after a commit, in commit order; without tombstones that
  /// are out of the feed.
  List<Held> inScope(String scope, long after, long upTo, int limit) throws StorageException;

  /// Records of one case that changed after a commit, in commit order.
  List<Held> inCase(UUID caseId, long after, long upTo, int limit) throws StorageException;

  /// Where a record stands before it is written again.
  record Standing(String scope, boolean live) {}

  /// Those of many records that are here.
  default Map<UUID, Standing> standings(Set<UUID> ids) throws StorageException {
    var out = new HashMap<UUID, Standing>();
    find(ids).forEach((id, held) -> out.put(id, new Standing(held.scope(), !held.deleted())));
    return out;
  }

  /// A live record and the commit of its newest change.
  record Point(UUID id, long seq) {}

  /// Every live record of a home scope.
  List<Point> points(String scope) throws StorageException;

  /// Every home scope there is a record in.
  List<String> scopes() throws StorageException;

  /// Records of a scope that are not what their hash says, in the order of their locks.
  List<UUID> damaged(String scope) throws StorageException;

  /// Puts back what a record last said, from its history.
  ///
  /// @return false when the history holds nothing that hashes to what was written
  boolean mend(UUID id) throws StorageException;

  /// Ids of persons whose identity number is `number`: an exact look-up only.
  List<UUID> byIdNumber(String number) throws StorageException;

  /// Writes a record as of a commit, with its history row and its look-ups (assignments, files it
  /// names, identity number).
  ///
  /// @param record with the commit its writer saw it at ([Held#seq]), 0 for a new one
  /// @return hash over what was written ([RecordDigest])
  /// @throws StorageException of kind `AGAIN` when that is not what stands there: nobody's write is
  ///   ever covered by one that did not see it
  String put(Held record, long seq) throws StorageException;

  /// As [#put], each record once; the hashes in the same order.
  default List<String> put(Collection<Held> records, long seq) throws StorageException {
    var digests = new ArrayList<String>(records.size());
    for (Held record : records) digests.add(put(record, seq));
    return digests;
  }
}
