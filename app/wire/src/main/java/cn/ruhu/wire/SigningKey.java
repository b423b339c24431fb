package cn.ruhu.wire;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/// An Ed25519 key pair made from 32 secret bytes. Thread-safe. `toString` shows the public half
/// only.
public final class SigningKey {
  private static final int LENGTH = 32;

  private final byte[] secret;
  private final PrivateKey key;
  // found when first asked for: a start needs none. Two threads may both find it, and find the same
  private @Nullable String publicHex;

  private SigningKey(byte[] secret) {
    this.secret = secret.clone();
    try {
      this.key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, this.secret));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has Ed25519", e);
    }
  }

  /// @param random a cryptographic source outside tests (`SecureRandom`)
  public static SigningKey generate(RandomGenerator random) {
    byte[] secret = new byte[LENGTH];
    random.nextBytes(secret);
    return new SigningKey(secret);
  }

  /// @throws IllegalArgumentException unless `secret` has 32 bytes
  public static SigningKey fromBytes(byte[] secret) {
    if (secret.length != LENGTH) throw new IllegalArgumentException("an Ed25519 key has 32 bytes");
    return new SigningKey(secret);
  }

  /// The 32 secret bytes, to be sealed before they touch a disk.
  public byte[] toBytes() {
    return secret.clone();
  }

  /// Raw public key, 64 hex digits.
  public String publicHex() {
    String known = publicHex;
    if (known != null) return known;
    byte[] point = new Ed25519PrivateKeyParameters(secret, 0).generatePublicKey().getEncoded();
    String found = Hashes.hex(point);
    publicHex = found;
    return found;
  }

  /// Signature of `text` with its algorithm: `ed25519:` and 128 hex digits.
  public String sign(byte[] text) {
    return Protocol.SIGN + ":" + Hashes.hex(signed(text));
  }

  /// As [#sign], in 86 characters of base64url instead of hex: for what only travels.
  public String signShort(byte[] text) {
    return Protocol.SIGN + ":" + Hashes.base64(signed(text));
  }

  private byte[] signed(byte[] text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("signing with a good key", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + publicHex() + "]";
  }
}
