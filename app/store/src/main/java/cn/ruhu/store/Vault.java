package cn.ruhu.store;

import cn.ruhu.wire.Aead;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Hkdf;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One person's keys on one machine (SYNC §7 "Keys"): password (Argon2id) and device secret → vault
/// key → work key and scope keys. Neither the password without the device nor the device without
/// the password opens anything.
final class Vault {
  private static final int SALT = 16;

  private final Path file;
  private final Disk disk;
  private final byte[] deviceSecret;
  private final RandomGenerator random;

  Vault(Path folder, Disk disk, byte[] deviceSecret, RandomGenerator random) {
    this.file = folder.resolve("vault");
    this.disk = disk;
    this.deviceSecret = deviceSecret;
    this.random = random;
  }

  Optional<VaultFile> read() throws StoreException {
    return SafeFile.read(file, VaultFile.class);
  }

  /// Makes the vault, around `workKey` when an earlier one came back from the server.
  Keyring create(
      UUID user,
      String login,
      char[] password,
      PasswordHash.Cost cost,
      @Nullable String recoveryKey,
      byte @Nullable [] workKey)
      throws StoreException {
    byte[] vault = Aead.newKey(random);
    byte[] work = workKey == null ? Aead.newKey(random) : workKey.clone();
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    byte[] outer = outer(user, password, salt, cost);
    VaultFile made =
        new VaultFile(
            1,
            user,
            login,
            "aes-256-gcm",
            "argon2id+hkdf-sha256",
            cost.kib(),
            cost.passes(),
            cost.lanes(),
            Hashes.hex(salt),
            Hashes.hex(Aead.seal(outer, Keyring.aad("vault", user), vault, random)),
            Hashes.hex(Aead.seal(vault, Keyring.aad("work", user), work, random)),
            check(work),
            null,
            null);
    SafeFile.write(disk, file, sealed(made, recoveryKey, work));
    return new Keyring(vault, work, random);
  }

  static String check(byte[] workKey) {
    return Hashes.sha256Hex("ruhu work key 1".getBytes(StandardCharsets.US_ASCII), workKey);
  }

  private VaultFile sealed(VaultFile f, @Nullable String recoveryKey, byte[] work) {
    if (recoveryKey == null || recoveryKey.equals(f.recoveryKey())) return f;
    byte[] box = SealedBox.seal(recoveryKey, Protocol.workKeyOf(f.user()), work, random);
    return f.withRecovery(recoveryKey, Hashes.hex(box));
  }

  private byte[] outer(UUID user, char[] password, byte[] salt, PasswordHash.Cost cost) {
    byte[] slow = PasswordHash.derive(password, salt, cost, Aead.KEY_LENGTH);
    try {
      return Hkdf.derive(slow, deviceSecret, "ruhu vault key 1 " + user, Aead.KEY_LENGTH);
    } finally {
      Arrays.fill(slow, (byte) 0);
    }
  }

  private byte @Nullable [] vaultKey(VaultFile f, char[] password) {
    var cost = new PasswordHash.Cost(f.kib(), f.passes(), f.lanes());
    byte[] outer = outer(f.user(), password, Hashes.bytes(f.salt()), cost);
    try {
      return Aead.open(outer, Keyring.aad("vault", f.user()), Hashes.bytes(f.vaultKey()));
    } catch (WireException _) {
      return null; // the password is wrong: an everyday answer, counted by the caller
    } finally {
      Arrays.fill(outer, (byte) 0);
    }
  }

  /// Empty when the password is wrong. Renews the seal for the server when its key is another.
  Optional<Keyring> open(VaultFile f, char[] password, @Nullable String recoveryKey)
      throws StoreException {
    byte[] vault = vaultKey(f, password);
    if (vault == null) return Optional.empty();
    byte[] work = Keyring.open(vault, Keyring.aad("work", f.user()), Hashes.bytes(f.workKey()));
    VaultFile renewed = sealed(f, recoveryKey, work);
    if (!renewed.equals(f)) SafeFile.write(disk, file, renewed);
    return Optional.of(new Keyring(vault, work, random));
  }

  /// No password opens it any more; only the server, which has the work key sealed to it, lets its
  /// person in again. Stays as it is when the server has not.
  void shut() throws StoreException {
    Optional<VaultFile> f = read();
    if (f.isEmpty() || f.get().recoverySealed() == null) return;
    byte[] noise = new byte[Hashes.bytes(f.get().vaultKey()).length];
    random.nextBytes(noise);
    VaultFile old = f.get();
    SafeFile.write(
        disk,
        file,
        old.withPassword(old.kib(), old.passes(), old.lanes(), old.salt(), Hashes.hex(noise)));
  }

  /// Wraps the vault key anew; nothing else is touched. False when `old` is wrong.
  boolean change(VaultFile f, char[] old, char[] replacement, PasswordHash.Cost cost)
      throws StoreException {
    byte[] vault = vaultKey(f, old);
    if (vault == null) return false;
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    byte[] outer = outer(f.user(), replacement, salt, cost);
    String wrapped = Hashes.hex(Aead.seal(outer, Keyring.aad("vault", f.user()), vault, random));
    SafeFile.write(
        disk,
        file,
        f.withPassword(cost.kib(), cost.passes(), cost.lanes(), Hashes.hex(salt), wrapped));
    return true;
  }
}
