package cn.ruhu.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The visit this machine sealed last, of whomever and of whatever household: each seal names the
/// one before, so that a visit taken out of the row, or put into it later, shows. Nothing here
/// tells of anybody. Thread-safe.
public final class Seals {
  private final Path file;
  private final Disk disk;

  Seals(Path home, Disk disk) {
    this.file = home.resolve("seals");
    this.disk = disk;
  }

  /// A sealed visit.
  ///
  /// @param sealHash one-way name of its seal, `sha256-<hex>`: the seal itself opens the evidence
  /// @param at when it was sealed, device clock
  public record Last(UUID visit, String sealHash, Instant at) {}

  /// Empty before the first.
  ///
  /// @throws StoreException `DAMAGED_FILE`
  public synchronized Optional<Last> last() throws StoreException {
    return SafeFile.read(file, Last.class);
  }

  /// From now on this is the last; called once the visit is saved. A program that ends in between
  /// finds the visit in the person's own records, which count as well.
  public synchronized void sealed(Last seal) throws StoreException {
    SafeFile.write(disk, file, seal);
  }
}
