package cn.ruhu.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where the audit log and the feed stood, signed by the server; chained, so that none can be taken
/// out unnoticed. One line of JSON. Whoever keeps one away from the server can prove later what
/// stood in the log (SYNC §4.8). Immutable.
///
/// @param before SHA-256 of the line before, zeros for the first
/// @param key raw public key, hex; the signature names its algorithm
public record Checkpoint(
    long seq,
    String hash,
    String epoch,
    long feed,
    String feedHash,
    long at,
    String before,
    String key,
    String signature) {

  public Checkpoint {
    Shape.present(hash, epoch, feedHash, before, key, signature);
  }

  /// What is signed.
  ///
  /// @param seq newest line of the log
  /// @param feed newest commit
  public record Stand(long seq, String hash, String epoch, long feed, String feedHash, long at) {}

  /// @param before [#hashOf] of the line before
  public static Checkpoint sign(Stand stand, String before, SigningKey key) {
    byte[] text =
        Signatures.checkpointText(
            stand.seq(),
            stand.hash(),
            stand.epoch(),
            stand.feed(),
            stand.feedHash(),
            stand.at(),
            before);
    return new Checkpoint(
        stand.seq(),
        stand.hash(),
        stand.epoch(),
        stand.feed(),
        stand.feedHash(),
        stand.at(),
        before,
        key.publicHex(),
        key.sign(text));
  }

  /// As it is kept, shipped and hashed.
  public String line() {
    return new String(Messages.write(this), StandardCharsets.UTF_8);
  }

  /// Empty when it is none.
  public static Optional<Checkpoint> parse(String line) {
    try {
      byte[] json = line.getBytes(StandardCharsets.UTF_8);
      return Optional.of(Messages.read(json, Checkpoint.class));
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  /// Whether it was signed with this key as it stands.
  public boolean signedBy(String publicHex) {
    byte[] text = Signatures.checkpointText(seq, hash, epoch, feed, feedHash, at, before);
    return key.equals(publicHex) && Signatures.verify(publicHex, text, signature);
  }

  /// What the next one is chained to.
  public static String hashOf(String line) {
    return Hashes.sha256Hex(line.getBytes(StandardCharsets.UTF_8));
  }
}
