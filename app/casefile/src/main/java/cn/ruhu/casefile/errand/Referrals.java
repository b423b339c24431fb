package cn.ruhu.casefile.errand;

import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is handed on (分办, 转介; Policy §12, §16): a receiver, the facts, a day, and what came back.
///
/// Stateless and thread-safe.
public final class Referrals {
  /// How far it is; names are codes of table `referralState`.
  public enum State {
    SENT,
    RECEIVED,
    ANSWERED,
    RECALLED;

    static Optional<State> of(CaseRecord referral) {
      return Arrays.stream(values())
          .filter(s -> s.name().equals(referral.text("state")))
          .findFirst();
    }
  }

  /// code of table `department` that is named in words
  private static final String OTHER = "99";

  private static final Set<Role> OFFICE = Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER);

  private Referrals() {}

  /// Whether an answer is still expected.
  public static boolean awaitsAnswer(CaseRecord referral) {
    return referral.text("state").equals(State.SENT.name())
        || referral.text("state").equals(State.RECEIVED.name());
  }

  /// Fields without which it may not go: a receiver, the facts, a day.
  public static List<String> missing(CaseRecord referral) {
    var missing = new ArrayList<String>();
    switch (referral.text("kind")) {
      case "ASSIGN" -> {
        if (referral.get("toStaff").isEmpty() && referral.text("toName").isBlank())
          missing.add("toStaff");
      }
      case "REFER" -> {
        String department = referral.text("department");
        if (department.isEmpty()) missing.add("department");
        if (department.equals(OTHER) && referral.text("toName").isBlank()) missing.add("toName");
      }
      default -> missing.add("kind");
    }
    for (String f : List.of("facts", "due")) if (referral.text(f).isBlank()) missing.add(f);
    return missing;
  }

  /// Whether the author may make this change of it, judged by what was seen.
  ///
  /// @param current as it stands, empty when it is new
  public static boolean allows(Actor actor, RecordChange change, Optional<CaseRecord> current) {
    Optional<CaseRecord> seen = Seen.by(change, current);
    return allows(actor, seen, change.applyTo(seen.orElse(null)));
  }

  /// Whether the author may make this of it: it goes in the own name and never changes; what comes
  /// back is written down by whoever it reaches, and taken back by the same person or the reviewer.
  public static boolean allows(Actor actor, Optional<CaseRecord> before, CaseRecord after) {
    Optional<State> to = State.of(after);
    if (!OFFICE.contains(actor.role()) || to.isEmpty() || !coherent(after, to.get())) return false;
    if (before.isEmpty())
      return to.get() == State.SENT
          && is(actor, after, "by")
          && (after.ref("lead").isPresent() || after.ref("application").isPresent())
          && missing(after).isEmpty();
    CaseRecord was = before.get();
    Optional<State> from = State.of(was);
    if (from.isEmpty() || !sameSlip(was, after)) return false;
    if (from.equals(to)) return was.equals(after);
    return switch (to.get()) {
      case SENT, RECEIVED -> awaitsAnswer(was) || mayUndo(actor, was);
      case ANSWERED, RECALLED -> awaitsAnswer(was) && is(actor, after, "answeredBy");
    };
  }

  private static boolean mayUndo(Actor actor, CaseRecord was) {
    return is(actor, was, "answeredBy") || actor.role() == Role.STREET_REVIEWER;
  }

  private static boolean sameSlip(CaseRecord was, CaseRecord after) {
    for (FieldSpec f : RecordType.REFERRAL.fields())
      if (!f.group().equals("answer") && !was.get(f.name()).equals(after.get(f.name())))
        return false;
    return true;
  }

  private static boolean coherent(CaseRecord r, State state) {
    boolean received = !r.text("receivedBy").isBlank() && r.get("receivedOn").isPresent();
    boolean nothing = r.get("receivedBy").isEmpty() && r.get("receivedOn").isEmpty();
    boolean answered = !r.text("reply").isBlank() && r.get("answeredBy").isPresent();
    boolean silent =
        r.get("reply").isEmpty() && r.get("repliedOn").isEmpty() && r.get("answeredBy").isEmpty();
    return switch (state) {
      case SENT -> nothing && silent;
      case RECEIVED -> received && silent;
      case ANSWERED -> answered && r.get("repliedOn").isPresent() && (received || nothing);
      case RECALLED -> answered && (received || nothing);
    };
  }

  private static boolean is(Actor actor, CaseRecord record, String field) {
    return record.ref(field).filter(actor.staff()::equals).isPresent();
  }
}
