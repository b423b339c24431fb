package cn.ruhu.journeys.simulation;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.sync.MemoryStore;
import cn.ruhu.sync.SyncStore;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A [MemoryStore] as a disk.
record MemoryMachineDisk(UUID device, MemoryStore memory) implements MachineDisk {
  @Override
  public SyncStore store() {
    return memory;
  }

  @Override
  public UUID save(String kind, long wall, List<RecordChange> changes, boolean atomic) {
    return memory.save(kind, wall, changes, atomic, List.of());
  }

  @Override
  public int differences() {
    return memory.differences();
  }

  @Override
  public Optional<CaseRecord> seen(UUID id) {
    return memory.seen(id);
  }

  @Override
  public List<WireRecord> held() {
    return memory.held();
  }

  @Override
  public Map<UUID, Map<String, String>> copies() {
    return memory.copies();
  }

  @Override
  public Set<UUID> covered() {
    return Set.of();
  }

  @Override
  public Optional<Verdict> verdict(UUID opId) {
    return memory.verdict(opId);
  }

  @Override
  public boolean keeps(UUID opId) {
    return memory.keeps(opId);
  }

  @Override
  public long copySeq(UUID id) {
    return memory.copySeq(id);
  }

  @Override
  public boolean pulledPast(long seq) {
    return memory.pulledPast(seq);
  }

  @Override
  public void killed() {
    memory.killed();
  }

  @Override
  public Image<MachineDisk> image() {
    var copy = new MemoryMachineDisk(device, memory.image());
    return () -> copy;
  }

  @Override
  public void close() {}
}
