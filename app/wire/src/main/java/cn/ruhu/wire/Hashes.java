package cn.ruhu.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// SHA-256 and its text form: 64 lower-case hex digits.
public final class Hashes {
  /// Length of a hash as text.
  public static final int HEX_LENGTH = 64;

  private static final HexFormat HEX = HexFormat.of();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Hashes() {}

  /// SHA-256 over the parts one after the other.
  public static byte[] sha256(byte[]... parts) {
    MessageDigest digest = sha256();
    for (byte[] part : parts) digest.update(part);
    return digest.digest();
  }

  /// As [#sha256(byte[]...)], in hex.
  public static String sha256Hex(byte[]... parts) {
    return HEX.formatHex(sha256(parts));
  }

  /// A fresh digest, for content that comes in pieces.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /// SHA-512, from whose first half Ed25519 makes its scalar (RFC 8032).
  static byte[] sha512(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-512", e);
    }
  }

  /// Lower-case hex.
  public static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }

  /// base64url without padding: shorter than hex, for what only travels.
  public static String base64(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }

  /// @throws IllegalArgumentException when `hex` is no hex
  public static byte[] bytes(String hex) {
    return HEX.parseHex(hex);
  }

  /// Whether `text` is a hash: exactly 64 digits of 0–9 a–f.
  public static boolean isHex(String text) {
    return isHex(text, HEX_LENGTH);
  }

  static boolean isHex(String text, int length) {
    if (text.length() != length) return false;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) return false;
    }
    return true;
  }
}
