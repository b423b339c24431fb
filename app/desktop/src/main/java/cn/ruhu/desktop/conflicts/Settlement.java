package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.means.Rulings;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes what a person decided, as one op. Work for the background.
final class Settlement {
  private static final String MADE_ON = "adoptedOn";

  private final Desk desk;

  Settlement(Desk desk) {
    this.desk = desk;
  }

  /// Takes some of late work over; the district writes the values, whoever may write them else.
  ///
  /// @param taken merge groups of the record
  void takeOver(Dispute d, String reason, Collection<String> taken) throws StoreException {
    CaseRecord conflict = desk.store().record(d.id()).orElseThrow();
    var values = LateWork.values(conflict, taken);
    var changes = new ArrayList<RecordChange>();
    RecordChange.between(conflict, closed(conflict, Pick.PART, reason, values))
        .ifPresent(changes::add);
    desk.save("resolve", reason, true, changes);
  }

  /// @param typed texts of a third value, by field
  void settle(Dispute d, Pick pick, String reason, Map<String, String> typed)
      throws StoreException {
    CaseRecord conflict = desk.store().record(d.id()).orElseThrow();
    Optional<CaseRecord> standing = conflict.ref("record").flatMap(desk.store()::record);
    Optional<CaseRecord> after =
        ConflictFields.wholeRecord(conflict)
            ? Optional.empty()
            : standing.map(s -> written(s, conflict, d, pick, typed));
    var changes = new ArrayList<RecordChange>();
    CaseRecord told =
        pick == Pick.UNDO
            ? reopened(conflict, reason)
            : closed(conflict, pick, reason, values(conflict, pick, after));
    RecordChange.between(conflict, told).ifPresent(changes::add);
    if (standing.isPresent() && after.isPresent())
      writing(standing.get(), after.get()).ifPresent(changes::add);
    desk.save(pick == Pick.UNDO ? "resolve.undo" : "resolve", reason, true, changes);
  }

  private CaseRecord closed(
      CaseRecord conflict, Pick pick, String reason, Map<String, String> values) {
    String choice = LateWork.choice(pick);
    return told(conflict, choice, reason, values)
        .with("state", "RESOLVED")
        .with("choice", choice)
        .with("resolvedBy", desk.actor().staff().toString())
        .with("resolvedAt", desk.now().toString())
        .with("resolveReason", reason);
  }

  private CaseRecord reopened(CaseRecord conflict, String reason) {
    return told(conflict, ConflictHistory.UNDO, reason, Map.of())
        .with("state", "OPEN")
        .with("choice", null)
        .with("resolvedBy", null)
        .with("resolvedAt", null)
        .with("resolveReason", null);
  }

  private CaseRecord told(
      CaseRecord conflict, String act, String reason, Map<String, String> values) {
    return ConflictHistory.with(conflict, act, desk.actor().staff(), desk.now(), reason, values);
  }

  /// What stands by it, with what is filled along with it, when that is neither of the two values:
  /// a third one, or one somebody wrote since.
  private static Map<String, String> values(
      CaseRecord conflict, Pick pick, Optional<CaseRecord> after) {
    Map<String, String> kept = ConflictFields.side(conflict, ConflictFields.KEPT);
    if (pick == Pick.TAKE || after.isEmpty() || ConflictFields.holds(after.get(), kept))
      return Map.of();
    var values = new TreeMap<String, String>();
    for (String f : kept.keySet()) values.put(f, after.get().text(f));
    return values;
  }

  private CaseRecord written(
      CaseRecord standing, CaseRecord conflict, Dispute d, Pick pick, Map<String, String> typed) {
    return switch (pick) {
      case KEEP -> standing;
      case TAKE ->
          ConflictFields.with(
              standing, ConflictFields.side(conflict, ConflictFields.OFFERED), desk.today());
      case PART -> standing; // takeOver
      case OTHER ->
          ruled(ThirdValue.with(standing, d.third(), typed, desk.actor(), desk.today()), conflict);
      case UNDO -> before(standing, conflict);
    };
  }

  /// A third ruling is made on what the item says now. Where the question does not name what the
  /// two were made on, that stays as it stands, so that taking it back brings the whole ruling
  /// back.
  private CaseRecord ruled(CaseRecord third, CaseRecord conflict) {
    return ConflictFields.names(conflict).contains(MADE_ON)
        ? Rulings.rule(third, third.text("adopted"), desk.actor().staff())
        : third;
  }

  /// The record as it stood before the settlement. Where the district has not written the settled
  /// value yet, it still does.
  private CaseRecord before(CaseRecord standing, CaseRecord conflict) {
    boolean kept = conflict.text("choice").equals("KEEP");
    boolean left = ConflictFields.holds(standing, ConflictFields.left(conflict));
    return kept || !left
        ? standing
        : ConflictFields.with(
            standing, ConflictFields.side(conflict, ConflictFields.KEPT), desk.today());
  }

  /// Writing the values; empty for who may settle but not write this section, and where a whole
  /// record goes or comes back: then the district writes them.
  private Optional<RecordChange> writing(CaseRecord standing, CaseRecord after) {
    return RecordChange.between(standing, after)
        .filter(c -> Rights.mayApply(desk.actor(), c, Optional.of(standing)));
  }
}
