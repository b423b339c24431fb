package cn.ruhu.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// HKDF-SHA256 (RFC 5869): one secret, many keys.
public final class Hkdf {
  private Hkdf() {}

  /// @param secret input key material
  /// @param salt may be empty
  /// @param info what the key is for; two purposes never share a text
  /// @param length bytes wanted, 1 to 8160
  public static byte[] derive(byte[] secret, byte[] salt, String info, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .addSalt(salt)
                  .thenExpand(info.getBytes(StandardCharsets.UTF_8), length));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("HKDF of this length", e);
    }
  }
}
