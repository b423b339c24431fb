package cn.ruhu.wire;

import java.util.Optional;

/// Name of a file: the hash of its content, `sha256-` and 64 hex digits. Safe as a path segment.
///
/// @param text the whole name
public record FileAddress(String text) {
  private static final String PREFIX = Protocol.HASH + "-";

  public FileAddress {
    if (!valid(text)) throw new IllegalArgumentException("not a file address");
  }

  /// Address of `content`.
  public static FileAddress of(byte[] content) {
    return ofDigest(Hashes.sha256(content));
  }

  /// @param sha256 32 bytes
  public static FileAddress ofDigest(byte[] sha256) {
    return new FileAddress(PREFIX + Hashes.hex(sha256));
  }

  /// Empty when `text` is not an address.
  public static Optional<FileAddress> parse(String text) {
    return valid(text) ? Optional.of(new FileAddress(text)) : Optional.empty();
  }

  /// The 64 hex digits.
  public String hex() {
    return text.substring(PREFIX.length());
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean valid(String text) {
    return text.startsWith(PREFIX) && Hashes.isHex(text.substring(PREFIX.length()));
  }
}
