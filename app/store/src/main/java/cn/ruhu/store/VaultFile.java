package cn.ruhu.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What lies in a person's `vault` file. Binary values are hex.
///
/// @param version 1
/// @param cipher of every wrap: `aes-256-gcm`
/// @param kdf `argon2id+hkdf-sha256`: Argon2id of the password, then HKDF with the device secret
/// @param vaultKey the vault key, wrapped by the key made of password and device secret; the only
///   thing a change of password rewrites
/// @param workKey the work key, wrapped by the vault key
/// @param workCheck hash that tells the right work key from a wrong one
/// @param recoveryKey whom [#recoverySealed] is for
/// @param recoverySealed the work key sealed to the server's recovery key
record VaultFile(
    int version,
    UUID user,
    String login,
    String cipher,
    String kdf,
    int kib,
    int passes,
    int lanes,
    String salt,
    String vaultKey,
    String workKey,
    String workCheck,
    @Nullable String recoveryKey,
    @Nullable String recoverySealed) {

  VaultFile withPassword(int newKib, int newPasses, int newLanes, String newSalt, String wrapped) {
    return new VaultFile(
        version,
        user,
        login,
        cipher,
        kdf,
        newKib,
        newPasses,
        newLanes,
        newSalt,
        wrapped,
        workKey,
        workCheck,
        recoveryKey,
        recoverySealed);
  }

  VaultFile withRecovery(String key, String sealed) {
    return new VaultFile(
        version, user, login, cipher, kdf, kib, passes, lanes, salt, vaultKey, workKey, workCheck,
        key, sealed);
  }
}
