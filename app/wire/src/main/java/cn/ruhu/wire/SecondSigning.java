package cn.ruhu.wire;

import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.casefile.evidence.SecondSignature.Proof;
import cn.ruhu.casefile.evidence.SecondSignature.Signer;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/// Makes and checks the second investigator's later signature under a sealed visit. Stateless,
/// thread-safe.
public final class SecondSigning {
  private SecondSigning() {}

  /// The machine a signature is made on.
  ///
  /// @param key raw Ed25519 key, 64 hex digits
  /// @param sign its signature over a text, as [SigningKey#sign] writes it
  public record Station(UUID device, String key, Function<byte[], String> sign) {}

  /// Signs a seal as the second investigator.
  ///
  /// @param sealHash `sha256-<hex>`
  /// @param person the investigator's own key on this machine
  /// @param at now
  public static SecondSignature sign(
      UUID visit,
      UUID investigator,
      String sealHash,
      SigningKey person,
      Station station,
      Instant at) {
    var open = new Proof("", at, person.publicHex(), station.device(), station.key(), "");
    byte[] mine = SecondSignature.text(Signer.PERSON, visit, investigator, sealHash, open);
    byte[] machines = SecondSignature.text(Signer.DEVICE, visit, investigator, sealHash, open);
    var proof =
        new Proof(
            person.sign(mine),
            at,
            open.key(),
            open.device(),
            open.deviceKey(),
            station.sign().apply(machines));
    return new SecondSignature(visit, investigator, sealHash, proof);
  }

  /// Whether both signatures are over this seal by the keys they name. Whose keys these are it
  /// cannot know: the district knows the machine's, and who was signed in on it.
  public static boolean holds(SecondSignature made) {
    Proof p = made.proof();
    return Hashes.isHex(p.key())
        && Hashes.isHex(p.deviceKey())
        && !p.key().equals(p.deviceKey())
        && Signatures.verify(p.key(), made.text(Signer.PERSON), p.signature())
        && Signatures.verify(p.deviceKey(), made.text(Signer.DEVICE), p.deviceSignature());
  }
}
