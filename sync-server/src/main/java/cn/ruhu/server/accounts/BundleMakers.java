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

  /// A machine that was ever enrolled.
  ///
  /// @param key it signs with
  /// @param closed it was revoked, lost or wiped: what it brings is late, and its word alone is
  ///   nobody's work
  public record Machine(String key, boolean closed) {}

  /// The machine that signed a bundle; empty when the district never knew it. A stick is no
  /// machine: that one was reported lost says nothing against what a colleague carried away before,
  /// and there is nobody to tell to wipe anything.
  public Optional<Machine> machine(UUID device) throws StorageException {
    return database.read(
        tx -> Enrolments.device(tx, device.toString()).map(d -> new Machine(d.key(), !d.active())));
  }

  /// The person on that machine, as both stand now; a closed account or machine may still hand in
  /// work.
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
