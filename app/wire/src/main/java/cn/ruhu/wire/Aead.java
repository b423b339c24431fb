package cn.ruhu.wire;

import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM with associated data. Envelope: one algorithm byte (1), a random 96-bit nonce,
/// ciphertext and 128-bit tag. A key seals at most 2^32 envelopes (random nonces).
public final class Aead {
  /// Bytes of a key.
  public static final int KEY_LENGTH = 32;

  private static final byte AES_256_GCM = 1;
  private static final int NONCE = 12;
  private static final int TAG = 16;

  /// Bytes an envelope has more than its content.
  public static final int OVERHEAD = 1 + NONCE + TAG;

  private Aead() {}

  /// @param random a cryptographic source outside tests
  public static byte[] newKey(RandomGenerator random) {
    byte[] key = new byte[KEY_LENGTH];
    random.nextBytes(key);
    return key;
  }

  /// @param key 32 bytes
  /// @param aad what the content belongs to (table, row, segment number); not stored, needed to
  ///   open
  /// @param random source of the nonce, cryptographic outside tests
  public static byte[] seal(byte[] key, byte[] aad, byte[] plain, RandomGenerator random) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] out = new byte[plain.length + OVERHEAD];
    out[0] = AES_256_GCM;
    System.arraycopy(nonce, 0, out, 1, NONCE);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, aad);
      cipher.doFinal(plain, 0, plain.length, out, 1 + NONCE);
      return out;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("sealing needs a key of 32 bytes", e);
    }
  }

  /// @throws WireException `SIGNATURE` when key, associated data or a bit is wrong; `VERSION` for
  ///   an unknown algorithm; `MALFORMED` when too short
  public static byte[] open(byte[] key, byte[] aad, byte[] envelope) throws WireException {
    if (envelope.length < OVERHEAD)
      throw new WireException(WireException.Code.MALFORMED, "envelope is too short");
    if (envelope[0] != AES_256_GCM)
      throw new WireException(WireException.Code.VERSION, "envelope algorithm " + envelope[0]);
    byte[] nonce = new byte[NONCE];
    System.arraycopy(envelope, 1, nonce, 0, NONCE);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, aad)
          .doFinal(envelope, 1 + NONCE, envelope.length - 1 - NONCE);
    } catch (GeneralSecurityException e) {
      throw new WireException(WireException.Code.SIGNATURE, "envelope does not open");
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] aad)
      throws GeneralSecurityException {
    if (key.length != KEY_LENGTH) throw new IllegalArgumentException("a key has 32 bytes");
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(aad);
    return cipher;
  }
}
