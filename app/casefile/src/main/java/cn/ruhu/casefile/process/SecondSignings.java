package cn.ruhu.casefile.process;

import cn.ruhu.casefile.evidence.SecondSignature;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Visits that were sealed without the second investigator's signature (DOMAIN C22, 乙未签): he had
/// never signed in on that machine, had to leave, or was locked out. He signs within 24 hours on
/// any machine of his; after that the street is asked, and what it says opens 24 hours more. A
/// signature that came in between counts from then on. Nothing but the signature is waited for.
/// Stateless, thread-safe.
public final class SecondSignings {
  /// How long a visit waits for the second signature by itself.
  public static final Duration OPEN = Duration.ofHours(24);

  private SecondSignings() {}

  /// How such a visit stands.
  public enum Standing {
    /// the signature is there, and in time
    SIGNED,
    /// waited for until [State#until]
    OPEN,
    /// the time is over: the street has to say how it goes on
    OVER
  }

  /// @param until end of the time that is, or was, given
  /// @param signature that is there, whether in time or not
  public record State(Standing standing, Instant until, Optional<SecondSignature> signature) {}

  /// How the visit stands; empty for one that was signed by both when it was sealed, was not
  /// finished, or was followed by a later finished one.
  ///
  /// @param visit VISIT of the case
  public static Optional<State> of(CaseFile file, CaseRecord visit, Instant now) {
    boolean counts = file.finishedVisit().filter(v -> v.id().equals(visit.id())).isPresent();
    if (!counts || !lacks(visit)) return Optional.empty();
    Instant until = until(file, visit);
    Optional<SecondSignature> made = made(file, visit);
    boolean inTime = made.filter(s -> !s.proof().at().isAfter(until)).isPresent();
    Standing standing =
        inTime ? Standing.SIGNED : now.isAfter(until) ? Standing.OVER : Standing.OPEN;
    return Optional.of(new State(standing, until, made));
  }

  /// Whether both signatures are there: the second one under the seal, or later and in time.
  static boolean signed(CaseFile file, CaseRecord visit) {
    if (visit.text("signatureA").isEmpty()) return false;
    if (!visit.text("signatureB").isEmpty()) return true;
    Instant until = until(file, visit);
    return made(file, visit).filter(s -> !s.proof().at().isAfter(until)).isPresent();
  }

  /// Whether only the second signature is missing.
  ///
  /// @param visit VISIT
  public static boolean lacks(CaseRecord visit) {
    return !visit.text("signatureA").isEmpty()
        && visit.text("signatureB").isEmpty()
        && !visit.text("sealHash").isEmpty()
        && CaseFile.FINISHED.contains(visit.text("disposition"))
        && visit.ref("investigatorB").isPresent();
  }

  /// The signature that came later: over this very seal, by the second investigator; the first one
  /// where there are several.
  public static Optional<SecondSignature> made(CaseFile file, CaseRecord visit) {
    return file.gateFacts(GateKind.SECOND_SIGNED).stream()
        .flatMap(f -> SecondSignature.of(f).stream())
        .filter(s ->
            s.visit().equals(visit.id())
                && s.sealHash().equals(visit.text("sealHash"))
                && visit.ref("investigatorB").filter(s.investigator()::equals).isPresent())
        .findFirst();
  }

  /// Whether somebody sees a case because a visit of theirs waits for their signature, whatever
  /// became of the assignment: they may have come in a partner's place and stand in none.
  ///
  /// @param visit the VISIT
  /// @param open false once it was signed
  public record Grant(UUID visit, UUID staff, boolean open) {}

  /// What a record says of that; empty for most.
  ///
  /// @param record any record of a case
  public static Optional<Grant> grant(CaseRecord record) {
    return switch (record.type()) {
      case VISIT ->
          lacks(record) && !record.text("purpose").equals("SPOT_CHECK")
              ? record.ref("investigatorB").map(b -> new Grant(record.id(), b, true))
              : Optional.empty();
      case GATE_FACT ->
          SecondSignature.of(record).map(s -> new Grant(s.visit(), s.investigator(), false));
      default -> Optional.empty();
    };
  }

  private static Instant until(CaseFile file, CaseRecord visit) {
    Instant from = CaseFile.instant(visit, "finishedAt").orElse(Instant.EPOCH);
    for (CaseRecord answer : file.gateFacts(GateKind.ALERT_ANSWERED)) {
      if (!answer.text("subject").equals(visit.id().toString())) continue;
      Instant at = CaseFile.instant(answer, "at").orElse(from);
      if (at.isAfter(from)) from = at;
    }
    return from.plus(OPEN);
  }
}
