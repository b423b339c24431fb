package cn.ruhu.journeys.simulation;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.SyncStore;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Where a simulated machine keeps its work: in memory, or in the program's own store.
interface MachineDisk {
  UUID device();

  /// What the protocol works on. Another one after [#killed].
  SyncStore store();

  /// Keeps an op.
  ///
  /// @param wall the machine's clock, milliseconds since 1970
  UUID save(String kind, long wall, List<RecordChange> changes, boolean atomic)
      throws StoreException;

  /// A record as the person sees it.
  Optional<CaseRecord> seen(UUID id);

  /// What the person picks from.
  List<WireRecord> held();

  /// Pulled copies that are not deleted: id → fields.
  Map<UUID, Map<String, String>> copies() throws Exception;

  /// Records whose copy cannot be looked at because own work that the district holds back lies over
  /// them.
  Set<UUID> covered();

  /// How often copies were found not to be the district's.
  int differences();

  Optional<Verdict> verdict(UUID opId);

  /// Whether an op is still in the journal.
  boolean keeps(UUID opId);

  /// Commit of the copy of a record, 0 when there is none.
  long copySeq(UUID id) throws Exception;

  /// Whether every scope was pulled up to a commit.
  boolean pulledPast(long seq);

  /// The program dies at this moment and begins again over what is on the disk.
  void killed() throws Exception;

  /// The disk as it is now.
  Image<MachineDisk> image() throws Exception;

  void close() throws StoreException;
}
