package cn.ruhu.server.db;

import cn.ruhu.wire.Aead;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Seals the columns of class S3 (identity numbers, disease, bank, place: DOMAIN §7) with
/// AES-256-GCM, bound to table and row, so that a copy of the database file alone does not give
/// them away; and makes the keyed look-up value of an identity number. Thread-safe.
public final class Vault {
  private final byte[] sealKey;
  private final byte[] lookupKey;
  private final RandomGenerator random;

  /// @param key 32 bytes from the key folder
  /// @param random cryptographic
  public Vault(byte[] key, RandomGenerator random) {
    this.sealKey = Hashes.sha256("ruhu-column-1".getBytes(StandardCharsets.UTF_8), key);
    this.lookupKey = Hashes.sha256("ruhu-lookup-1".getBytes(StandardCharsets.UTF_8), key);
    this.random = random;
  }

  /// @param place table and row, e.g. `record/<id>`
  public byte[] seal(String place, byte[] plain) {
    return Aead.seal(sealKey, place.getBytes(StandardCharsets.UTF_8), plain, random);
  }

  /// @throws StorageException when the bytes were moved, changed, or sealed under another key
  public byte[] open(String place, byte[] sealed) throws StorageException {
    try {
      return Aead.open(sealKey, place.getBytes(StandardCharsets.UTF_8), sealed);
    } catch (WireException e) {
      throw new StorageException("a sealed column does not open", e);
    }
  }

  /// Equal for equal numbers, useless without the key.
  public String lookup(String number) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(lookupKey, "HmacSHA256"));
      return Hashes.hex(mac.doFinal(number.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError("every Java has HmacSHA256", e);
    }
  }
}
