package cn.ruhu.journeys.simulation;

import cn.ruhu.server.db.GrantRows;
import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.db.MemoryLedger;
import cn.ruhu.server.merge.Held;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A [MemoryLedger] as a disk.
record MemoryDistrictDisk(MemoryLedger memory) implements DistrictDisk {
  @Override
  public Ledger ledger() {
    return memory;
  }

  @Override
  public List<Held> records() {
    return memory.tables().records();
  }

  @Override
  public boolean answered(UUID opId) {
    return memory.tables().answered(opId);
  }

  @Override
  public Map<UUID, Set<UUID>> waiting() {
    return memory.tables().waiting();
  }

  @Override
  public void person(GrantRows.Person person) {
    memory.tables().person(person);
  }

  @Override
  public void epoch(UUID epoch) {
    memory.tables().epoch(epoch);
  }

  @Override
  public void safe(long seq) {
    memory.tables().safe(seq);
  }

  @Override
  public void claim(Map<Long, String> lineHashes) {
    memory.tables().claim(lineHashes);
  }

  @Override
  public Image<DistrictDisk> backup() {
    MemoryLedger kept = memory.copy();
    return () -> new MemoryDistrictDisk(kept.copy());
  }

  @Override
  public void close() {}
}
