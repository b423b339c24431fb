package cn.ruhu.server.accounts;

import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.UnlockCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Answers the challenge of a machine on which somebody is locked out and no network reaches: the
/// helpdesk reads the response over the telephone. Whoever asks must be known to the helpdesk by
/// voice or call-back; every answer is in the audit log. Thread-safe.
public final class Unlocks {
  private final Enrolments.Parts parts;
  private final byte[] recovery;

  /// @param recovery X25519 secret
  public Unlocks(Enrolments.Parts parts, byte[] recovery) {
    this.parts = parts;
    this.recovery = recovery.clone();
  }

  /// The response to a challenge; the machine takes it once.
  ///
  /// @param challenge as it was heard
  /// @param by who answers
  /// @param reason in their words
  /// @return `REASON` when it is missing or no reason for the log, `CHALLENGE` when it was
  ///   misheard, `NOBODY`, `CHALLENGE_MACHINE` for a machine that is not enrolled,
  ///   `MACHINE_CLOSED`, `PERSON_CLOSED`, `NEVER_HERE` when this person never signed in there and
  ///   has no badge
  public Answer<String> response(String login, String challenge, String by, String reason)
      throws StorageException {
    Optional<Refusal> unfit = Administration.reason(reason);
    if (unfit.isPresent()) return new Answer.Refused<>(unfit.get());
    Optional<UnlockCode.Challenge> heard = UnlockCode.parse(challenge);
    if (heard.isEmpty()) return Answer.refused("CHALLENGE", "");
    return parts
        .database()
        .write(tx -> {
          Optional<StaffRows.Staff> staff = StaffRows.byLogin(tx, login);
          if (staff.isEmpty()) return Answer.refused("NOBODY", "");
          record Machine(String id, String key, boolean active) {}
          Optional<Machine> machine =
              tx.one(
                  "SELECT id, public_key, active FROM device WHERE block = ?",
                  row -> new Machine(row.text("id"), row.text("public_key"), row.flag("active")),
                  String.format(Locale.ROOT, "%03d", heard.get().block()));
          if (machine.isEmpty()) return Answer.refused("CHALLENGE_MACHINE", "");
          if (!machine.get().active()) return Answer.refused("MACHINE_CLOSED", machine.get().id());
          if (!staff.get().active()) return Answer.refused("PERSON_CLOSED", login);
          UUID device = UUID.fromString(machine.get().id());
          boolean known =
              SignIns.worked(tx, staff.get().id(), device)
                  || WorkBadges.number(tx, staff.get().id()).isPresent(); // tried there by PIN
          if (!known) return Answer.refused("NEVER_HERE", login);
          parts
              .audit()
              .add(
                  tx,
                  new Audit.Entry(
                      "UNLOCK_ANSWERED",
                      by,
                      machine.get().id(),
                      staff.get().id().toString(),
                      reason.strip()));
          byte[] secret = UnlockCode.ofDistrict(recovery, machine.get().key());
          try {
            return Answer.given(UnlockCode.response(secret, heard.get(), device, staff.get().id()));
          } finally {
            Arrays.fill(secret, (byte) 0);
          }
        });
  }
}
