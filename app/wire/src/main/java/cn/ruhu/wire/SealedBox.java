package cn.ruhu.wire;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/// Something only the holder of an X25519 key can open: work keys sealed to the server's recovery
/// key, and back to a device. X25519 + HKDF-SHA256 + AES-256-GCM. Envelope: algorithm byte (1),
/// ephemeral public key, [Aead] envelope.
public final class SealedBox {
  private static final byte X25519_HKDF_AES = 1;
  private static final int KEY = 32;

  private SealedBox() {}

  /// A fresh secret key of 32 bytes.
  ///
  /// @param random a cryptographic source outside tests
  public static byte[] newSecret(RandomGenerator random) {
    byte[] secret = new byte[KEY];
    random.nextBytes(secret);
    return secret;
  }

  /// Raw public key of a secret one, 64 hex digits.
  public static String publicHex(byte[] secret) {
    return Hashes.hex(new X25519PrivateKeyParameters(secret, 0).generatePublicKey().getEncoded());
  }

  /// @param publicHex whom it is for
  /// @param purpose what it is, bound to the seal
  public static byte[] seal(
      String publicHex, String purpose, byte[] plain, RandomGenerator random) {
    if (!Hashes.isHex(publicHex)) throw new IllegalArgumentException("not an X25519 key");
    byte[] ephemeral = newSecret(random);
    byte[] from = new X25519PrivateKeyParameters(ephemeral, 0).generatePublicKey().getEncoded();
    byte[] to = Hashes.bytes(publicHex);
    byte[] inner = Aead.seal(key(ephemeral, to, from, to, purpose), aad(purpose), plain, random);
    byte[] out = new byte[1 + KEY + inner.length];
    out[0] = X25519_HKDF_AES;
    System.arraycopy(from, 0, out, 1, KEY);
    System.arraycopy(inner, 0, out, 1 + KEY, inner.length);
    return out;
  }

  /// @throws WireException `SIGNATURE` when it is for somebody else, for another purpose or damaged
  public static byte[] open(byte[] secret, String purpose, byte[] box) throws WireException {
    if (box.length < 1 + KEY + Aead.OVERHEAD)
      throw new WireException(WireException.Code.MALFORMED, "sealed box is too short");
    if (box[0] != X25519_HKDF_AES)
      throw new WireException(WireException.Code.VERSION, "sealed box algorithm " + box[0]);
    byte[] from = new byte[KEY];
    System.arraycopy(box, 1, from, 0, KEY);
    byte[] inner = new byte[box.length - 1 - KEY];
    System.arraycopy(box, 1 + KEY, inner, 0, inner.length);
    byte[] to = new X25519PrivateKeyParameters(secret, 0).generatePublicKey().getEncoded();
    byte[] key;
    try {
      key = key(secret, from, from, to, purpose);
    } catch (IllegalStateException e) {
      throw new WireException(WireException.Code.SIGNATURE, "sealed box has a weak key");
    }
    return Aead.open(key, aad(purpose), inner);
  }

  private static byte[] key(byte[] mine, byte[] theirs, byte[] from, byte[] to, String purpose) {
    byte[] shared = new byte[KEY];
    new X25519PrivateKeyParameters(mine, 0)
        .generateSecret(new X25519PublicKeyParameters(theirs, 0), shared, 0);
    byte[] salt = new byte[2 * KEY];
    System.arraycopy(from, 0, salt, 0, KEY);
    System.arraycopy(to, 0, salt, KEY, KEY);
    return Hkdf.derive(shared, salt, "ruhu-sealed-box-1 " + purpose, Aead.KEY_LENGTH);
  }

  private static byte[] aad(String purpose) {
    return purpose.getBytes(StandardCharsets.UTF_8);
  }
}
