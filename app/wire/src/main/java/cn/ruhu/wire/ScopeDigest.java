package cn.ruhu.wire;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// What a scope holds, as one number that both ends reckon for themselves: the sum, modulo 2^256,
/// of SHA-256 over id and commit of every live record. A commit's records never change, so equal
/// sums mean equal copies; a record is added and taken out without looking at the others. Whether a
/// copy's content is sound is each end's own question (its seal, its hash): what a role is shown of
/// a record differs, so that the two contents have no common hash.
///
/// Not thread-safe.
public final class ScopeDigest {
  private static final BigInteger MASK = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  private BigInteger sum;

  private ScopeDigest(BigInteger sum) {
    this.sum = sum;
  }

  /// Of a scope that holds nothing.
  public static ScopeDigest empty() {
    return new ScopeDigest(BigInteger.ZERO);
  }

  /// @param text as [#text] gave it
  /// @throws IllegalArgumentException when it is none
  public static ScopeDigest of(String text) {
    return new ScopeDigest(new BigInteger(1, Hashes.bytes(text)));
  }

  /// @param seq commit of the record's newest change
  public void add(UUID id, long seq) {
    sum = sum.add(point(id, seq)).and(MASK);
  }

  public void remove(UUID id, long seq) {
    sum = sum.subtract(point(id, seq)).and(MASK);
  }

  /// 64 hex digits.
  public String text() {
    String hex = sum.toString(16);
    return "0".repeat(Hashes.HEX_LENGTH - hex.length()) + hex;
  }

  private static BigInteger point(UUID id, long seq) {
    return new BigInteger(1, Hashes.sha256((id + "@" + seq).getBytes(StandardCharsets.UTF_8)));
  }
}
