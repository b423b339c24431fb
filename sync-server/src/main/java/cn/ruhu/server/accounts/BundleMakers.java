package cn.ruhu.server.accounts;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// Who made a sealed bundle. A bundle is signed by its machine; that it is its person's as well is
/// known by the work key, which lies at the district since that person's sign-in there and which
/// nobody has without the password. Thread-safe.
public final class BundleMakers {
  private final Database database;
  private final WorkKeys workKeys;

  public BundleMakers(Database database, WorkKeys workKeys) {
    this.database = database;
    this.workKeys = workKeys;
  }

  /// The key an enrolled machine signs with; empty for one that may not hand anything in.
  public Optional<String> machineKey(UUID device) throws StorageException {
    return database.read(tx ->
        Enrolments.device(tx, device.toString())
            .filter(Enrolments.Device::active)
            .map(Enrolments.Device::key));
  }

  /// The person on that machine, as the account stands now; a closed one may still hand in work.
  public Optional<Caller> person(UUID staff, UUID device) throws StorageException {
    return database.read(tx -> People.caller(tx, staff, device));
  }

  /// Opens a person's work key; the receiver wipes it.
  ///
  /// @param sealed hex, as [cn.ruhu.wire.Protocol#workKeyOf]
  public Optional<byte[]> open(UUID staff, String sealed) {
    return workKeys.open(staff, sealed);
  }

  /// Whether it is the very key the person left here at a sign-in on that machine.
  public boolean isTheirs(UUID staff, UUID device, byte[] workKey) throws StorageException {
    Optional<byte[]> kept = workKeys.kept(staff, device);
    boolean same = kept.isPresent() && Arrays.equals(kept.get(), workKey);
    kept.ifPresent(k -> Arrays.fill(k, (byte) 0));
    return same;
  }
}
