package cn.ruhu.journeys.simulation;

import cn.ruhu.server.db.GrantRows;
import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Where the simulated district keeps its rows: in memory, or in the server's own database.
interface DistrictDisk {
  Ledger ledger();

  /// Every record, tombstones included.
  List<Held> records() throws StorageException;

  /// Whether an op was answered.
  boolean answered(UUID opId) throws StorageException;

  /// What each op that waits waits for.
  Map<UUID, Set<UUID>> waiting() throws StorageException;

  /// Adds or changes an account, as an administrator does.
  void person(GrantRows.Person person) throws StorageException;

  /// Begins another lineage, as a restore that says so does.
  void epoch(UUID epoch) throws StorageException;

  /// Says up to where every backup reaches.
  void safe(long seq) throws StorageException;

  /// Hears which hash the push under way claims for each line.
  default void claim(Map<Long, String> lineHashes) {}

  /// What a backup of this moment holds.
  Image<DistrictDisk> backup() throws Exception;

  void close();
}
