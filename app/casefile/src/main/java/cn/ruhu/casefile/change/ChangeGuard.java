package cn.ruhu.casefile.change;

import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldChange;
import cn.ruhu.casefile.record.RecordChange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may move a report, beyond who may write which of its groups: it is made TOLD and in one's
/// own name; it is judged by the street's reviewer, in their own name and with words; until then
/// the window takes it back, with words. What was told is never written twice: a report that was
/// wrong is taken back and made anew.
///
/// A move is judged by the state its author saw. Two people who did not see each other move one
/// report twice: that is a conflict of the state, both kept, not a refusal of the second.
/// Stateless.
public final class ChangeGuard {
  private static final int WORDS_MIN = 2;

  private ChangeGuard() {}

  /// Whether the change to a report is one of those.
  public static boolean allows(Actor actor, RecordChange change, Optional<CaseRecord> current) {
    CaseRecord after = change.applyTo(current.orElse(null));
    if (current.isEmpty())
      return ChangeState.waits(after)
          && own(actor, after, "by")
          && (after.get("recordedAt").isEmpty() || own(actor, after, "recordedBy"));
    if (touches(change, "recordedAt") && !own(actor, after, "recordedBy")) return false;
    if (!touches(change, "state"))
      return !touches(change, "ruling") && !touches(change, "takeBackReason");
    @Nullable FieldChange state = change.fields().get("state");
    if (state == null || !ChangeState.TOLD.name().equals(state.before())) return false;
    String to = String.valueOf(state.after());
    if (actor.role() == Role.STREET_REVIEWER)
      return ChangeState.of(to).filter(ChangeState.RULINGS::contains).isPresent()
          && own(actor, after, "ruledBy")
          && said(after, "ruling");
    return to.equals(ChangeState.TAKEN_BACK.name()) && said(after, "takeBackReason");
  }

  private static boolean touches(RecordChange change, String field) {
    return change.fields().containsKey(field);
  }

  private static boolean own(Actor actor, CaseRecord report, String field) {
    return report.ref(field).filter(actor.staff()::equals).isPresent();
  }

  private static boolean said(CaseRecord report, String field) {
    return report.text(field).strip().length() >= WORDS_MIN;
  }
}
