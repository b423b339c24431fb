package cn.ruhu.server.audit;

import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Signatures;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where the audit log and the feed stood, signed by the server; chained, so that none can be taken
/// out unnoticed. One line of JSON. Immutable.
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

  /// What is signed.
  ///
  /// @param seq newest line of the log
  /// @param feed newest commit
  record Stand(long seq, String hash, String epoch, long feed, String feedHash, long at) {}

  static Checkpoint sign(Stand stand, String before, SigningKey key) {
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

  String line() {
    return new String(Messages.write(this), StandardCharsets.UTF_8);
  }

  /// Empty when it is none.
  static Optional<Checkpoint> parse(String line) {
    try {
      byte[] json = line.getBytes(StandardCharsets.UTF_8);
      return Optional.of(Messages.read(json, Checkpoint.class)).filter(Checkpoint::whole);
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("ConstantValue") // what JSON leaves out is null
  private boolean whole() {
    return hash != null && epoch != null && feedHash != null && before != null && key != null;
  }

  /// Whether it was signed with this key as it stands.
  boolean signedBy(String publicHex) {
    byte[] text = Signatures.checkpointText(seq, hash, epoch, feed, feedHash, at, before);
    return key.equals(publicHex) && Signatures.verify(publicHex, text, signature);
  }

  static String hashOf(String line) {
    return Hashes.sha256Hex(line.getBytes(StandardCharsets.UTF_8));
  }
}
