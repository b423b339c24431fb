package cn.ruhu.wire;

import cn.ruhu.casefile.evidence.SealReceipt;
import java.time.Instant;
import java.util.UUID;

/// Makes and checks the district's receipt of a sealed visit. Stateless, thread-safe.
public final class SealReceipts {
  private SealReceipts() {}

  /// The receipt of a seal.
  ///
  /// @param sealHash `sha256-<hex>`
  /// @param at when it arrived, by the district's clock
  /// @param district signs its replies
  public static SealReceipt make(UUID visit, String sealHash, Instant at, SigningKey district) {
    byte[] text = SealReceipt.text(visit, sealHash, at);
    return new SealReceipt(visit, sealHash, at, district.publicHex(), district.sign(text));
  }

  /// Whether the key it names signed it. Whose key that is, a machine that was enrolled knows, and
  /// whoever has it from the district.
  public static boolean holds(SealReceipt receipt) {
    return Hashes.isHex(receipt.key())
        && Signatures.verify(
            receipt.key(),
            SealReceipt.text(receipt.visit(), receipt.sealHash(), receipt.at()),
            receipt.signature());
  }
}
