package cn.ruhu.casefile.errand;

import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A lead that another street must answer for (转办): one op ends it here and begins it there, so
/// that it is never with nobody. Afterwards the street that gave it away reads nothing of it
/// (DOMAIN §0.2 C7).
///
/// Policy §12, §16. Stateless and thread-safe.
public final class Moves {
  private static final List<String> TOLD =
      List.of(
          "channel",
          "department",
          "personName",
          "personNumber",
          "personPhone",
          "address",
          "community",
          "about",
          "needs",
          "urgent",
          "reporter");

  private Moves() {}

  /// What the new street gets besides what was heard.
  ///
  /// @param id of the new record
  /// @param number of the new record in the book of leads
  /// @param street nine digits of the street that answers for it from now on
  /// @param reason why it is theirs
  public record There(UUID id, String number, String street, String reason) {}

  /// Both halves of a move.
  ///
  /// @param today day at the office; the clock of the first contact begins anew with it
  public static List<RecordChange> move(
      CaseRecord lead, There there, Actor by, Instant now, LocalDate today) {
    String me = by.staff().toString();
    CaseRecord gone =
        lead.with("state", LeadState.MOVED.name())
            .with("movedTo", there.street())
            .with("closeReason", there.reason())
            .with("closedBy", me)
            .with("closedAt", now.toString());
    CaseRecord made =
        CaseRecord.of(RecordType.LEAD, there.id(), there.street(), there.id(), java.util.Map.of());
    for (String f : TOLD) made = made.with(f, lead.text(f));
    made =
        made.with("street", there.street())
            .with("receivedFor", there.street())
            .with("number", there.number())
            .with("state", LeadState.NEW.name())
            .with("by", me)
            .with("receivedAt", now.toString())
            .with("heardAt", lead.get("heardAt").orElse(lead.text("receivedAt")))
            .with("contactDue", ErrandClock.contactDue(today, lead.is("urgent")).date().toString())
            .with("movedFrom", lead.id().toString())
            .with("moveNote", there.reason());
    return List.of(RecordChange.between(lead, gone).orElseThrow(), RecordChange.create(made));
  }

  /// Whether a new lead comes from another one: those who may give one away make it in any street.
  public static boolean arrives(Actor actor, CaseRecord made) {
    return made.type() == RecordType.LEAD
        && made.ref("movedFrom").isPresent()
        && (actor.role() == Role.WINDOW_CLERK || actor.role() == Role.STREET_REVIEWER);
  }

  /// Whether every lead that goes arrives in the street it goes to, and none arrives that does not
  /// go: the two halves travel together.
  public static boolean whole(Collection<RecordChange> op) {
    for (RecordChange c : op) {
      if (c.type() != RecordType.LEAD) continue;
      Optional<String> to = after(c, "movedTo");
      boolean moves = after(c, "state").equals(Optional.of(LeadState.MOVED.name()));
      if (moves && (to.isEmpty() || !arrives(op, c.id(), to.get()))) return false;
      Optional<String> from = c.create() ? after(c, "movedFrom") : Optional.empty();
      if (from.isPresent() && !goes(op, from.get(), c.scope())) return false;
    }
    return true;
  }

  private static boolean arrives(Collection<RecordChange> op, UUID from, String street) {
    return op.stream()
        .filter(c -> c.type() == RecordType.LEAD && c.create() && c.scope().equals(street))
        .anyMatch(c -> after(c, "movedFrom").equals(Optional.of(from.toString())));
  }

  private static boolean goes(Collection<RecordChange> op, String from, String street) {
    return op.stream()
        .filter(c -> c.type() == RecordType.LEAD && c.id().toString().equals(from))
        .anyMatch(c -> after(c, "movedTo").equals(Optional.of(street)));
  }

  private static Optional<String> after(RecordChange change, String field) {
    return Optional.ofNullable(change.fields().get(field))
        .flatMap(f -> Optional.ofNullable(f.after()));
  }
}
