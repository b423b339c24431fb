package cn.ruhu.server.inbox;

import cn.ruhu.casefile.evidence.SealText;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.server.db.GrantRows;
import cn.ruhu.server.db.GrantRows.BadgeKey;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Signatures;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What becomes of a sealed visit the second investigator signed by his badge. A signature the
/// district can check and that is wrong was made by no program of ours: it is refused. One by a
/// badge nobody knows here, or one that was taken back before, is late work: kept whole, and judged
/// by a person. Stateless and thread-safe.
final class BadgeRules {
  private BadgeRules() {}

  /// A visit that is, or may be, signed by badge.
  ///
  /// @param number of the badge it names, empty when it names none
  private record Signed(CaseRecord visit, String number, Optional<UUID> by) {}

  private static Optional<Signed> signed(RecordChange change) {
    if (!change.create() || change.type() != RecordType.VISIT) return Optional.empty();
    CaseRecord visit = change.applyTo(null);
    String number = visit.text("badge");
    boolean unsigned = visit.text("finishedAt").isEmpty() || visit.text("signatureB").isEmpty();
    return number.isEmpty() && unsigned
        ? Optional.empty()
        : Optional.of(new Signed(visit, number, visit.ref("investigatorB")));
  }

  /// The badge a visit names; where it names none, the one of the second investigator that signed
  /// it all the same: what is judged is the signature, not what is said of it.
  private static Optional<BadgeKey> key(Workspace work, Signed signed) throws StorageException {
    if (signed.by().isEmpty()) return Optional.empty();
    UUID by = signed.by().get();
    GrantRows grants = work.rows().grants();
    if (!signed.number().isEmpty()) return grants.badge(by, signed.number());
    for (String number : grants.badges(by)) {
      Optional<BadgeKey> key = grants.badge(by, number);
      if (key.isPresent() && fits(signed.visit(), by, key.get())) return key;
    }
    return Optional.empty();
  }

  private static boolean fits(CaseRecord visit, UUID by, BadgeKey key) {
    Optional<Instant> at = signedAt(visit);
    if (at.isEmpty()) return false;
    byte[] text = SealText.of(SealText.Place.BADGE, by, visit.text("sealHash"), at.get());
    return Signatures.verify(key.publicKey(), text, words(visit)[0]);
  }

  /// The signature, and when its owner was there.
  private static String[] words(CaseRecord visit) {
    return visit.text("signatureB").split(" ", -1);
  }

  private static Optional<Instant> signedAt(CaseRecord visit) {
    String[] words = words(visit);
    return words.length == 2 ? Texts.instant(words[1]) : Optional.empty();
  }

  /// Whether the signature is not the one of the badge it names.
  static boolean forged(Workspace work, RecordChange change) throws StorageException {
    Optional<Signed> signed = signed(change).filter(s -> !s.number().isEmpty());
    if (signed.isEmpty()) return false;
    Optional<UUID> by = signed.get().by();
    if (by.isEmpty()) return true;
    Optional<BadgeKey> key = key(work, signed.get());
    return key.isPresent() && !fits(signed.get().visit(), by.get(), key.get());
  }

  /// Why such a visit is late, a code of `lateCause`; empty when it is not. When it was signed says
  /// the latest of the moment the badge signed, the end of the visit, and the newest moment of this
  /// server the machine had seen: a clock that was set back makes nothing earlier than that.
  static Optional<String> late(Workspace work, Context context, Change change)
      throws StorageException {
    Optional<Signed> signed = OpCodec.change(change).flatMap(BadgeRules::signed);
    if (signed.isEmpty()) return Optional.empty();
    Optional<BadgeKey> key = key(work, signed.get());
    boolean named = !signed.get().number().isEmpty();
    if (key.isEmpty()) return named ? Optional.of("BADGE_UNKNOWN") : Optional.empty();
    CaseRecord visit = signed.get().visit();
    long said = Math.max(millis(Texts.instant(visit.text("finishedAt"))), millis(signedAt(visit)));
    long at = Math.max(said, context.op().lastServerTime());
    boolean over = key.get().revokedAt() > 0 && at > key.get().revokedAt();
    return over ? Optional.of("BADGE_REVOKED") : Optional.empty();
  }

  private static long millis(Optional<Instant> at) {
    return at.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
  }
}
