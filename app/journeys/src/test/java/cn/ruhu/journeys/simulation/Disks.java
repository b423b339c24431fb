package cn.ruhu.journeys.simulation;

import cn.ruhu.server.db.MemoryLedger;
import cn.ruhu.sync.MemoryStore;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/// The disks of one world.
interface Disks extends AutoCloseable {
  /// The disk of a new machine.
  ///
  /// @param number of the machine in its world
  /// @param seed of everything random on it
  MachineDisk machine(long number, UUID staff, long seed) throws Exception;

  /// The empty disk of a new district.
  DistrictDisk district() throws Exception;

  /// How long a world on these disks lives at least, in steps.
  default int days() {
    return 40;
  }

  @Override
  default void close() throws IOException {}

  /// Disks in memory.
  ///
  /// @param mutant whose flaw or lie is planted in each
  static Disks inMemory(Optional<Mutant> mutant) {
    return new Disks() {
      @Override
      public MachineDisk machine(long number, UUID staff, long seed) {
        var device = new UUID(0xD, number);
        var store = new MemoryStore(seed, staff, device);
        mutant.flatMap(m -> m.flaw).ifPresent(store::worsen);
        return new MemoryMachineDisk(device, store);
      }

      @Override
      public DistrictDisk district() {
        var ledger = new MemoryLedger();
        mutant.flatMap(m -> m.lie).ifPresent(ledger.tables()::worsen);
        return new MemoryDistrictDisk(ledger);
      }
    };
  }
}
