package cn.ruhu.server.accounts;

import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.WireException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// Keeps people's work keys, one for each machine, sealed to the recovery key, and gives one back
/// to its person on its machine after a password was reset (SYNC §4.0.4): so no forgotten password
/// loses work. Every key given back is in the audit log. Thread-safe.
public final class WorkKeys {
  private static final int SEALED_MAX = 1_024;

  private final Enrolments.Parts parts;
  private final byte[] recovery;

  /// @param recovery X25519 secret
  public WorkKeys(Enrolments.Parts parts, byte[] recovery) {
    this.parts = parts;
    this.recovery = recovery.clone();
  }

  /// Keeps a key; the newest counts. The key its owner signs seals with stays beside those of
  /// before.
  ///
  /// @return what was kept, `WORK_KEY` when it is not the caller's own key sealed to this server,
  ///   or `TOKEN` when the machine was closed: then the key kept before is what proves its person
  public Answer<Accounts.WorkKey> keep(Caller caller, Accounts.WorkKey key)
      throws StorageException {
    Optional<byte[]> open = open(caller.staff(), key.sealed());
    if (open.isEmpty()) return Answer.refused("WORK_KEY", "does not open");
    Arrays.fill(open.get(), (byte) 0);
    Accounts.PersonKey signs = key.signs();
    if (signs != null && !signs.isOf(caller.staff(), caller.device()))
      return Answer.refused("WORK_KEY", "signs");
    return parts
        .database()
        .write(tx -> {
          if (tx.grants().heldMachineClosed(caller.device()).isPresent())
            return Answer.refused("TOKEN", "closed");
          tx.run(
              """
              INSERT INTO work_key (staff, device, sealed, kept_at) VALUES (?, ?, ?, ?)
              ON CONFLICT (staff, device)
                DO UPDATE SET sealed = excluded.sealed, kept_at = excluded.kept_at
              """,
              caller.staff(),
              caller.device(),
              key.sealed(),
              parts.clock().millis());
          if (signs != null)
            tx.run(
                """
                INSERT INTO person_key (staff, device, public_key, kept_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (staff, device, public_key) DO NOTHING
                """,
                caller.staff(),
                caller.device(),
                signs.publicKey(),
                parts.clock().millis());
          return Answer.given(key);
        });
  }

  /// The key of somebody who just signed in, sealed for the one who asks; empty when none was kept.
  ///
  /// @param to raw X25519 public key, hex
  Optional<String> giveBack(UUID staff, UUID device, String to) throws StorageException {
    return parts
        .database()
        .write(tx -> {
          Optional<byte[]> key =
              tx.one(
                      "SELECT sealed FROM work_key WHERE staff = ? AND device = ?",
                      row -> row.text("sealed"),
                      staff,
                      device)
                  .flatMap(sealed -> open(staff, sealed));
          if (key.isEmpty()) return Optional.empty();
          String as = Protocol.workKeyBack(staff, device);
          byte[] box = SealedBox.seal(to, as, key.get(), parts.random());
          Arrays.fill(key.get(), (byte) 0);
          parts
              .audit()
              .add(
                  tx,
                  new Audit.Entry(
                      "WORK_KEY_RETURNED", staff.toString(), device.toString(), "", ""));
          return Optional.of(Hashes.hex(box));
        });
  }

  /// The key kept of a person on a machine; the receiver wipes it.
  Optional<byte[]> kept(UUID staff, UUID device) throws StorageException {
    return parts
        .database()
        .read(tx ->
            tx.one(
                "SELECT sealed FROM work_key WHERE staff = ? AND device = ?",
                row -> row.text("sealed"),
                staff,
                device))
        .flatMap(sealed -> open(staff, sealed));
  }

  /// Empty when it is not this person's, or not sealed to this server.
  Optional<byte[]> open(UUID staff, String sealed) {
    if (sealed.length() > SEALED_MAX) return Optional.empty();
    try {
      byte[] box = HexFormat.of().parseHex(sealed);
      return Optional.of(SealedBox.open(recovery, Protocol.workKeyOf(staff), box));
    } catch (WireException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
