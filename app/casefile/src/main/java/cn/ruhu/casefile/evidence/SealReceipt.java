package cn.ruhu.casefile.evidence;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Texts;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The district's word that it received a sealed visit: which seal and when, signed by the key it
/// signs its replies with. A seal that stands in a receipt was there at that moment, whatever the
/// clock of the machine said and whoever holds the machine later. Immutable, thread-safe.
///
/// @param visit that was received
/// @param sealHash number of its seal, `sha256-<hex>`
/// @param at when it arrived, by the district's clock
/// @param key raw Ed25519 key of the district, 64 hex digits
/// @param signature over [#text], as `wire` writes it
public record SealReceipt(UUID visit, String sealHash, Instant at, String key, String signature) {
  private static final int WORDS = 5;

  /// The text that is signed.
  public static byte[] text(UUID visit, String sealHash, Instant at) {
    return String.join(
            "\n", "ruhu-visit-received-1 ed25519 sha256", visit.toString(), sealHash, at.toString())
        .getBytes(StandardCharsets.UTF_8);
  }

  /// As a bundle of evidence has it, between blanks.
  public String line() {
    return String.join(" ", visit.toString(), sealHash, at.toString(), key, signature);
  }

  /// Reads [#line]; empty for anything else.
  public static Optional<SealReceipt> read(String line) {
    String[] word = line.split(" ", -1);
    if (word.length != WORDS) return Optional.empty();
    Optional<UUID> visit = Texts.uuid(word[0]);
    try {
      Instant at = Instant.parse(word[2]);
      return visit.map(v -> new SealReceipt(v, word[1], at, word[3], word[4]));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Fields of the fact that holds it, without `application` and `by`.
  public Map<String, String> fields() {
    return Map.of(
        "kind", GateKind.SEAL_RECEIVED.name(),
        "subject", visit.toString(),
        "value", key + " " + signature,
        "reason", sealHash,
        "at", at.toString());
  }

  /// Reads a fact; empty for a fact of another kind, or one that is not understood. Whether the
  /// signature holds is for who has the arithmetic (`wire`).
  public static Optional<SealReceipt> of(CaseRecord fact) {
    if (!fact.text("kind").equals(GateKind.SEAL_RECEIVED.name())) return Optional.empty();
    return read(
        String.join(
            " ", fact.text("subject"), fact.text("reason"), fact.text("at"), fact.text("value")));
  }

  /// The receipt of a visit's seal among the facts of its case; empty when the district has not
  /// received it yet, or this machine has not heard so.
  public static Optional<SealReceipt> among(Iterable<CaseRecord> facts, CaseRecord visit) {
    for (CaseRecord fact : facts) {
      Optional<SealReceipt> found = of(fact);
      if (found
          .filter(r -> r.visit().equals(visit.id()))
          .filter(r -> r.sealHash().equals(visit.text("sealHash")))
          .isPresent()) return found;
    }
    return Optional.empty();
  }
}
