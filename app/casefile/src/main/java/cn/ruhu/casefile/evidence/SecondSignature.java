package cn.ruhu.casefile.evidence;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Texts;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// The second investigator's signature under a visit that was sealed without it, made later on any
/// machine of his (DOMAIN C22, 乙未签). The visit's list was closed before this key was known, so the
/// machine he signed on vouches for the key with its own. A fact of the case holds it, because a
/// sealed visit is never written again. Immutable, thread-safe.
///
/// @param investigator second investigator of the visit
/// @param sealHash number of the seal that is signed, `sha256-<hex>`
/// @param proof the rest
public record SecondSignature(UUID visit, UUID investigator, String sealHash, Proof proof) {
  private static final int WORDS = 6;

  /// What proves it.
  ///
  /// @param signature over [SecondSignature#text] as `PERSON` by `key`, as `wire` writes it
  /// @param at when it was signed, by the clock of the machine it was signed on
  /// @param key raw Ed25519 key of the person on that machine, 64 hex digits
  /// @param device machine it was signed on
  /// @param deviceKey raw Ed25519 key of that machine, 64 hex digits
  /// @param deviceSignature over [SecondSignature#text] as `DEVICE` by `deviceKey`
  public record Proof(
      String signature,
      Instant at,
      String key,
      UUID device,
      String deviceKey,
      String deviceSignature) {
    /// Between blanks, as a fact and a bundle of evidence have it.
    public String text() {
      return String.join(
          " ", signature, at.toString(), key, device.toString(), deviceKey, deviceSignature);
    }

    /// Reads [#text]; empty for anything else, also for the two words of a signature made when the
    /// visit was sealed.
    public static Optional<Proof> read(String text) {
      String[] word = text.split(" ", -1);
      if (word.length != WORDS) return Optional.empty();
      Optional<UUID> device = Texts.uuid(word[3]);
      try {
        Instant at = Instant.parse(word[1]);
        return device.map(d -> new Proof(word[0], at, word[2], d, word[4], word[5]));
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    }
  }

  /// Who signs the text.
  public enum Signer {
    /// the second investigator
    PERSON,
    /// the machine he signs on
    DEVICE
  }

  /// The text that is signed: the seal, who signs it, with which key, where and when. Neither of
  /// the two signatures is worth anything as the other, or as one of [SealText].
  public static byte[] text(
      Signer signer, UUID visit, UUID investigator, String sealHash, Proof proof) {
    return String.join(
            "\n",
            "ruhu-visit-second-1 ed25519 sha256",
            signer.name(),
            visit.toString(),
            investigator.toString(),
            sealHash,
            proof.key(),
            proof.device().toString(),
            proof.deviceKey(),
            proof.at().toString())
        .getBytes(StandardCharsets.UTF_8);
  }

  /// As [#text(Signer, UUID, UUID, String, Proof)], of this one.
  public byte[] text(Signer signer) {
    return text(signer, visit, investigator, sealHash, proof);
  }

  /// Fields of the fact that holds it, without `application`.
  public SortedMap<String, String> fields() {
    return new TreeMap<>(
        Map.of(
            "kind", GateKind.SECOND_SIGNED.name(),
            "subject", visit.toString(),
            "value", proof.text(),
            "reason", sealHash,
            "by", investigator.toString(),
            "at", proof.at().toString()));
  }

  /// Reads a fact; empty for a fact of another kind, or one that is not understood. Whether the
  /// signatures hold is for who has the arithmetic (`wire`).
  public static Optional<SecondSignature> of(CaseRecord fact) {
    if (!fact.text("kind").equals(GateKind.SECOND_SIGNED.name())) return Optional.empty();
    Optional<UUID> visit = Texts.uuid(fact.text("subject"));
    Optional<UUID> by = fact.ref("by");
    Optional<Proof> proof = Proof.read(fact.text("value"));
    if (visit.isEmpty() || by.isEmpty() || proof.isEmpty()) return Optional.empty();
    return Optional.of(
        new SecondSignature(visit.get(), by.get(), fact.text("reason"), proof.get()));
  }
}
