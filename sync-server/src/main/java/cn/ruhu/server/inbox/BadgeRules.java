package cn.ruhu.server.inbox;

import cn.ruhu.casefile.evidence.SealText;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
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

  /// A visit signed by badge.
  private record Signed(CaseRecord visit, String number, Optional<UUID> by) {}

  private static Optional<Signed> signed(RecordChange change) {
    if (!change.create() || change.type() != RecordType.VISIT) return Optional.empty();
    CaseRecord visit = change.applyTo(null);
    String number = visit.text("badge");
    return number.isEmpty()
        ? Optional.empty()
        : Optional.of(new Signed(visit, number, visit.ref("investigatorB")));
  }

  private static Optional<BadgeKey> key(Workspace work, Signed signed) throws StorageException {
    return signed.by().isEmpty()
        ? Optional.empty()
        : work.rows().grants().badge(signed.by().get(), signed.number());
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
    Optional<Signed> signed = signed(change);
    if (signed.isEmpty()) return false;
    Optional<BadgeKey> key = key(work, signed.get());
    if (signed.get().by().isEmpty() || key.isEmpty()) return signed.get().by().isEmpty();
    CaseRecord visit = signed.get().visit();
    String[] words = words(visit);
    Optional<Instant> at = signedAt(visit);
    if (at.isEmpty()) return true;
    byte[] text =
        SealText.of(
            SealText.Place.BADGE, signed.get().by().get(), visit.text("sealHash"), at.get());
    return !Signatures.verify(key.get().publicKey(), text, words[0]);
  }

  /// Why such a visit is late, a code of `lateCause`; empty when it is not. When it was signed says
  /// the latest of the moment the badge signed, the end of the visit, and the newest moment of this
  /// server the machine had seen: a clock that was set back makes nothing earlier than that.
  static Optional<String> late(Workspace work, Context context, Change change)
      throws StorageException {
    Optional<Signed> signed = OpCodec.change(change).flatMap(BadgeRules::signed);
    if (signed.isEmpty()) return Optional.empty();
    Optional<BadgeKey> key = key(work, signed.get());
    if (key.isEmpty()) return Optional.of("BADGE_UNKNOWN");
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
