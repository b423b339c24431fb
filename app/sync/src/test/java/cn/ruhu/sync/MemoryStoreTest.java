package cn.ruhu.sync;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The store in memory keeps the contract.
class MemoryStoreTest extends SyncStoreContract {
  private final MemoryStore memory = new MemoryStore(9);

  @Override
  SyncStore store() {
    return memory;
  }

  @Override
  UUID save(List<RecordChange> changes, boolean atomic, List<String> files) {
    return memory.save(changes, atomic, files);
  }

  @Override
  Optional<CaseRecord> seen(UUID id) {
    return memory.seen(id);
  }

  @Override
  String put(byte[] content) {
    return memory.put(content, CASE);
  }
}
