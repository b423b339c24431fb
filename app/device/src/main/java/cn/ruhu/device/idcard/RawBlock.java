package cn.ruhu.device.idcard;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Bytes exactly as a card gave them, kept as evidence. Immutable; prints its length and never its
/// content, because the content is a person.
public final class RawBlock {
  private final byte[] bytes;

  private RawBlock(byte[] bytes) {
    this.bytes = bytes;
  }

  public static RawBlock of(byte[] bytes) {
    return new RawBlock(bytes.clone());
  }

  /// A copy of the bytes.
  public byte[] toArray() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }

  /// SHA-256 as 64 lower-case hexadecimal digits, kept with every field that came from a chip.
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawBlock block && Arrays.equals(bytes, block.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "RawBlock[" + bytes.length + " bytes]";
  }
}
