package cn.ruhu.store;

import cn.ruhu.wire.Aead;
import cn.ruhu.wire.AtRest;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Hkdf;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The open keys of one signed-in person: the work key for everything of their own, a key per
/// granted scope for pulled copies (DESIGN §6). Thread-safe.
final class Keyring {
  private final byte[] vaultKey;
  private final byte[] workKey;
  private final byte[] nameKey;
  private final RandomGenerator random;
  private final Map<String, byte[]> scopes = new ConcurrentHashMap<>();

  Keyring(byte[] vaultKey, byte[] workKey, RandomGenerator random) {
    this.vaultKey = vaultKey;
    this.workKey = workKey;
    this.random = random;
    this.nameKey = Hkdf.derive(workKey, new byte[0], "ruhu store names 1", 32);
  }

  /// Associated data: what a sealed value belongs to.
  static byte[] aad(@Nullable Object... parts) {
    return AtRest.aad(parts);
  }

  /// Opaque, stable name for a text that must not show on the disk.
  String opaque(String text) {
    return Hashes.sha256Hex(nameKey, text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] seal(byte[] aad, byte[] plain) {
    return Aead.seal(workKey, aad, plain, random);
  }

  byte[] open(byte[] aad, byte[] sealed) throws StoreException {
    return open(workKey, aad, sealed);
  }

  static byte[] open(byte[] key, byte[] aad, byte[] sealed) throws StoreException {
    try {
      return Aead.open(key, aad, sealed);
    } catch (WireException e) {
      throw new StoreException(StoreException.Code.CORRUPT, "a sealed row does not open", e);
    }
  }

  /// A fresh key of `scope`, wrapped; not held before [#hold].
  byte[] newScope(String scope) {
    return Aead.seal(vaultKey, aad("scope_key", scope), Aead.newKey(random), random);
  }

  void hold(String scope, byte[] wrapped) throws StoreException {
    scopes.put(scope, open(vaultKey, aad("scope_key", scope), wrapped));
  }

  /// From now on nothing under this scope's key can be opened.
  void forget(String scope) {
    byte[] key = scopes.remove(scope);
    if (key != null) java.util.Arrays.fill(key, (byte) 0);
  }

  Set<String> scopes() {
    return new TreeSet<>(scopes.keySet());
  }

  boolean holds(String scope) {
    return scopes.containsKey(scope);
  }

  byte[] sealScope(String scope, byte[] aad, byte[] plain) throws StoreException {
    return Aead.seal(scopeKey(scope), aad, plain, random);
  }

  byte[] openScope(String scope, byte[] aad, byte[] sealed) throws StoreException {
    return open(scopeKey(scope), aad, sealed);
  }

  private byte[] scopeKey(String scope) throws StoreException {
    byte[] key = scopes.get(scope);
    if (key == null)
      throw new StoreException(StoreException.Code.CORRUPT, "a row of a scope without key");
    return key;
  }

  /// Opens what the district answered to a bundle of this person's.
  Bundles.Receipt receipt(Bundles.SealedReceipt sealed, String serverKey) throws WireException {
    return Bundles.open(sealed, serverKey, workKey);
  }

  /// The person's own signing key on this machine. It is made of what only the password opens: not
  /// the machine's secret, and not the work key, which the district could open.
  SigningKey signingKey() {
    return SigningKey.fromBytes(
        Hkdf.derive(vaultKey, new byte[0], "ruhu person signing 1", Aead.KEY_LENGTH));
  }

  byte[] newKey() {
    return Aead.newKey(random);
  }

  RandomGenerator random() {
    return random;
  }

  byte[] workKey() {
    return workKey.clone();
  }
}
