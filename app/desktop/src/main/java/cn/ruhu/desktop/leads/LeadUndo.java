package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.errand.Leads;
import cn.ruhu.casefile.errand.Referrals;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the last act changed, so that it can be taken back as long as nobody has gone on from it.
///
/// @param lead whose it is
/// @param what the act, in words
/// @param changed each record before and after; before is null for a slip the act made
record LeadUndo(UUID lead, Message what, List<Pair> changed) {
  /// One record before and after.
  record Pair(@Nullable CaseRecord before, CaseRecord after) {}

  LeadUndo {
    changed = List.copyOf(changed);
  }

  /// The way back from the records as they stand now; empty when it leads nowhere any more.
  ///
  /// @param why what is written on a slip that is recalled
  Optional<List<RecordChange>> back(cn.ruhu.desktop.work.Desk desk, String why) {
    var changes = new ArrayList<RecordChange>();
    for (Pair p : changed) {
      Optional<CaseRecord> now = desk.store().record(p.after().id());
      if (now.isEmpty()) return Optional.empty();
      Optional<CaseRecord> to =
          p.before() == null
              ? recalled(desk, now.get(), why)
              : restored(now.get(), p.before(), p.after());
      if (to.isEmpty() || !allowed(desk, now.get(), to.get())) return Optional.empty();
      RecordChange.between(now.get(), to.get()).ifPresent(changes::add);
    }
    return changes.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(changes));
  }

  private static boolean allowed(cn.ruhu.desktop.work.Desk desk, CaseRecord now, CaseRecord to) {
    return now.type() == RecordType.LEAD
        ? Leads.allows(desk.actor(), Optional.of(now), to)
        : Referrals.allows(desk.actor(), Optional.of(now), to);
  }

  private static Optional<CaseRecord> recalled(
      cn.ruhu.desktop.work.Desk desk, CaseRecord slip, String why) {
    if (!Referrals.awaitsAnswer(slip)) return Optional.empty();
    return Optional.of(
        slip.with("state", Referrals.State.RECALLED.name())
            .with("reply", why)
            .with("answeredBy", desk.actor().staff().toString()));
  }

  private static Optional<CaseRecord> restored(
      CaseRecord now, CaseRecord before, CaseRecord after) {
    var fields = new TreeSet<>(before.fields().keySet());
    fields.addAll(after.fields().keySet());
    CaseRecord to = now;
    for (String f : fields) {
      String was = before.fields().get(f);
      String made = after.fields().get(f);
      if (Objects.equals(was, made)) continue;
      if (!Objects.equals(now.fields().get(f), made)) return Optional.empty();
      to = to.with(f, was);
    }
    return Optional.of(to);
  }
}
