package cn.ruhu.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Salvages the damaged databases of a data folder without a password, for the helpdesk: what the
/// next sign-in of their people would do by itself. Holds the folder, so the program must be
/// closed.
public final class StoreSalvage {
  private StoreSalvage() {}

  /// @return whose database was damaged and is salvaged now; what of it opens is known at that
  ///   person's next sign-in
  /// @throws StoreException `NO_FILE` when there is no such folder, `IN_USE` while the program
  ///   runs, `DISK_FULL` and its kin; what is damaged is still in place then
  public static List<UUID> run(Path home, InstantSource clock) throws StoreException {
    List<StoreFacts.VaultFacts> damaged = damaged(StoreCheck.run(home));
    if (damaged.isEmpty()) return List.of();
    var done = new ArrayList<UUID>();
    try (FileChannel lock = FileChannel.open(home.resolve("lock"), StandardOpenOption.WRITE)) {
      MachineFolder.hold(lock);
      for (StoreFacts.VaultFacts vault : damaged) {
        Path folder = home.resolve(Machine.VAULTS).resolve(vault.person().toString());
        if (!Salvage.settle(folder, Disk.real())) Salvage.run(folder, Disk.real(), clock.millis());
        done.add(vault.person());
      }
    } catch (IOException e) {
      throw StoreException.of("salvaging a data folder", e);
    }
    return done;
  }

  private static List<StoreFacts.VaultFacts> damaged(StoreFacts facts) {
    return facts.vaults().stream()
        .filter(v ->
            v.problems().contains("INTEGRITY")
                || v.problems().contains(StoreException.Code.CORRUPT.name()))
        .toList();
  }
}
