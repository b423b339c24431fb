package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Writes what a person decided, as one op. Work for the background.
final class Settlement {
  private final Desk desk;

  Settlement(Desk desk) {
    this.desk = desk;
  }

  /// @param typed texts of a third value, by field
  void settle(Dispute d, Pick pick, String reason, Map<String, String> typed)
      throws StoreException {
    CaseRecord conflict = desk.store().record(d.id()).orElseThrow();
    var changes = new ArrayList<RecordChange>();
    changes.addAll(closing(conflict, pick, reason));
    writing(conflict, d, pick, typed).ifPresent(changes::add);
    desk.save("resolve", reason, true, changes);
  }

  private List<RecordChange> closing(CaseRecord conflict, Pick pick, String reason) {
    CaseRecord closed =
        conflict
            .with("state", "RESOLVED")
            .with("choice", pick.name())
            .with("resolvedBy", desk.actor().staff().toString())
            .with("resolvedAt", desk.now().toString())
            .with("resolveReason", reason);
    return RecordChange.between(conflict, closed).stream().toList();
  }

  /// Writing the values; empty for who may settle but not write this section, and where a whole
  /// record goes or comes back: then the district writes them.
  private Optional<RecordChange> writing(
      CaseRecord conflict, Dispute d, Pick pick, Map<String, String> typed) {
    Optional<CaseRecord> found = conflict.ref("record").flatMap(this::standing);
    if (found.isEmpty() || ConflictFields.wholeRecord(conflict)) return Optional.empty();
    CaseRecord standing = found.get();
    CaseRecord after =
        switch (pick) {
          case KEEP -> standing;
          case TAKE -> ConflictFields.with(conflict, standing, ConflictFields.OFFERED);
          case OTHER -> ThirdValue.with(standing, d.third(), typed, desk.actor(), desk.today());
        };
    return RecordChange.between(standing, after)
        .filter(c -> Rights.mayApply(desk.actor(), c, Optional.of(standing)));
  }

  private Optional<CaseRecord> standing(UUID id) {
    return desk.store().record(id);
  }
}
