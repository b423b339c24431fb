package cn.ruhu.wire;

import java.nio.charset.StandardCharsets;

/// The hash chain over the lines of one journal (SYNC §4.0.1): `h = SHA-256(h' ‖ line)` over the
/// exact bytes of a line. The first link is bound to the journal's id and the algorithm, so a line
/// cannot be moved to another journal and another hash can come without a new shape.
public final class Chain {
  private Chain() {}

  /// Hash before the first line of a journal.
  ///
  /// @param journal journal id, 32 hex digits
  public static String start(String journal) {
    return Hashes.sha256Hex(
        ("ruhu-journal-1 " + Protocol.HASH + "\n" + journal).getBytes(StandardCharsets.UTF_8));
  }

  /// Hash after `line`.
  ///
  /// @param prev 64 hex digits
  /// @param line exact bytes without the line feed
  public static String next(String prev, byte[] line) {
    return Hashes.sha256Hex(Hashes.bytes(prev), line);
  }
}
