package cn.ruhu.casefile.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/// The text an investigator's signature under a visit is made over. It names its purpose, the place
/// in the pair, the person and when that person proved to be there, so that a signature of one
/// investigator is worth nothing as the other's.
public final class SealText {
  /// Place in the pair.
  public enum Place {
    A,
    B
  }

  private SealText() {}

  /// @param sealHash `sha256-<hex>` of the manifest's bytes
  /// @param provenAt when the person signed in on the machine that signs
  public static byte[] of(Place place, UUID staff, String sealHash, Instant provenAt) {
    return String.join(
            "\n",
            "ruhu-visit-seal-1 ed25519 sha256",
            place.name(),
            staff.toString(),
            sealHash,
            provenAt.toString())
        .getBytes(StandardCharsets.UTF_8);
  }
}
