package cn.ruhu.casefile.errand;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldChange;
import cn.ruhu.casefile.record.RecordChange;
import java.util.Objects;
import java.util.Optional;

/// A record as the author of a change saw it. Who works without a network acts on what was there
/// then: such an act is judged by that, and where others have gone on meanwhile the merge keeps
/// both for a person to settle, instead of the act being refused and lost. A false word about what
/// was seen gains nothing: it always ends as such a dispute.
final class Seen {
  private static final String STATE = "state";

  private Seen() {}

  /// @param current as it stands where the change is judged
  static Optional<CaseRecord> by(RecordChange change, Optional<CaseRecord> current) {
    if (current.isEmpty()) return current;
    FieldChange state = change.fields().get(STATE);
    CaseRecord seen = current.get();
    if (state == null || Objects.equals(state.before(), seen.fields().get(STATE))) return current;
    String group = change.type().groupOf(STATE);
    for (String f : current.get().fields().keySet())
      if (change.type().groupOf(f).equals(group)) seen = seen.with(f, null);
    for (var f : change.fields().entrySet())
      if (change.type().groupOf(f.getKey()).equals(group))
        seen = seen.with(f.getKey(), f.getValue().before());
    return Optional.of(seen);
  }
}
