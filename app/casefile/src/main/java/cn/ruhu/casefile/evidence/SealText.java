package cn.ruhu.casefile.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/// The text a signature under a visit is made over. It names its purpose, the place of who signs,
/// the person or machine and when it was there, so that a signature of one investigator is worth
/// nothing as the other's or as the machine's.
public final class SealText {
  /// Who signs.
  public enum Place {
    /// first investigator
    A,
    /// second investigator, by the key he signed in with on the machine
    B,
    /// second investigator, by the key of his badge
    BADGE,
    /// the machine the visit was made on
    DEVICE
  }

  private SealText() {}

  /// @param signer person or machine
  /// @param sealHash `sha256-<hex>` of the manifest's bytes
  /// @param provenAt when the person signed in on the machine that signs; for the machine, when it
  ///   sealed
  public static byte[] of(Place place, UUID signer, String sealHash, Instant provenAt) {
    return String.join(
            "\n",
            "ruhu-visit-seal-1 ed25519 sha256",
            place.name(),
            signer.toString(),
            sealHash,
            provenAt.toString())
        .getBytes(StandardCharsets.UTF_8);
  }
}
