package cn.ruhu.desktop.dispatch;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.PairRules;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/// Sends a pair to one household or to several. Each case is judged by itself: what stands against
/// one keeps no other back. Touches the disk.
final class Sending {
  /// What the dispatcher chose.
  ///
  /// @param agency and @param first and @param second ids of records; both people empty leaves them
  ///   to the agency's team leader
  /// @param due last day of the visit; empty takes each case's own limit
  /// @param note what the pair must know; empty leaves each case what it has
  /// @param mode code of `visitMode`; empty leaves each case what it has
  record Order(
      String agency,
      String first,
      String second,
      String due,
      Optional<String> note,
      Optional<String> mode) {
    /// The agency's team leader says who goes.
    boolean toAgency() {
      return first.isEmpty() && second.isEmpty();
    }
  }

  /// A case that was not sent out.
  record Kept(WaitingCase row, List<Hindrance> why) {
    Kept {
      why = List.copyOf(why);
    }
  }

  /// What came of it.
  record Result(List<WaitingCase> sent, List<Kept> kept) {
    Result {
      sent = List.copyOf(sent);
      kept = List.copyOf(kept);
    }
  }

  private final Desk desk;

  Sending(Desk desk) {
    this.desk = desk;
  }

  /// Sends them out one by one.
  ///
  /// @throws StoreException the disk; what was sent before stays sent
  Result all(List<WaitingCase> rows, Order order) throws StoreException {
    var sent = new ArrayList<WaitingCase>();
    var kept = new ArrayList<Kept>();
    for (WaitingCase row : rows) {
      if (one(row, order) instanceof Ruling.Refused(List<Hindrance> why))
        kept.add(new Kept(row, why));
      else sent.add(row);
    }
    return new Result(sent, kept);
  }

  private Outcome one(WaitingCase row, Order order) throws StoreException {
    CaseFile file = desk.caseFile(row.application());
    List<CaseRecord> pair =
        Stream.of(order.first(), order.second())
            .filter(id -> !id.isEmpty())
            .map(UUID::fromString)
            .flatMap(id -> desk.staff(id).stream())
            .toList();
    List<Hindrance> barred =
        order.toAgency() ? List.of() : PairRules.against(file, pair, order.agency());
    if (!barred.isEmpty()) return new Ruling.Refused(barred);
    CaseRecord application = file.application().orElseThrow();
    Optional<CaseRecord> standing = WaitingCase.active(file);
    CaseRecord before =
        standing.orElseGet(() ->
            CaseRecord.of(
                RecordType.ASSIGNMENT,
                desk.newId(),
                application.scope(),
                application.id(),
                Map.of("application", application.id().toString())));
    CaseRecord after = assigned(before, row, order);
    // a team leader sees nothing of what else the visit waits for: the district begins it
    boolean leader = desk.actor().role() == Role.TEAM_LEADER;
    boolean video = after.text("visitMode").equals("VIDEO");
    if (!leader && video && !Process.videoAllowed(file, desk.today()))
      return refused("VIDEO_NOT_ALLOWED", "57 art 16");
    boolean begins = row.stage() == Stage.ACCEPTED || row.stage() == Stage.REVIEW_DUE;
    boolean starts = begins && !leader && !order.toAgency();
    if (leader && standing.isEmpty()) return refused("PAIR_OTHER_AGENCY", "policy §13");
    if (starts && standing.isEmpty())
      return desk.systemAct(row.application(), Act.START, ActInput.NONE.carrying(List.of(after)));
    List<RecordChange> changes =
        standing.isEmpty()
            ? List.of(RecordChange.create(after))
            : RecordChange.between(before, after).stream().toList();
    boolean out = row.stage() == Stage.VISITING || row.stage() == Stage.REVIEWING;
    if (standing.isPresent() && out && !leader && otherWay(before, after)) {
      // what the pair was told before is no reason for this
      if (after.text("note").strip().equals(before.text("note").strip()))
        return refused("REASON_MISSING", "C4");
      return desk.act(
          row.application(),
          Act.OTHER_MODE,
          ActInput.because(after.text("note")).withCarried(changes));
    }
    desk.save("save", "", false, changes);
    if (starts) return desk.systemAct(row.application(), Act.START, ActInput.NONE);
    return new Performed(changes);
  }

  private static Outcome refused(String code, String article) {
    return new Ruling.Refused(List.of(new Hindrance(code, article, List.of())));
  }

  /// Another way to visit, while the visit is under way, is a ruling with its reason (C4).
  private static boolean otherWay(CaseRecord before, CaseRecord after) {
    return !before.get("visitMode").orElse("HOME").equals(after.text("visitMode"));
  }

  private CaseRecord assigned(CaseRecord before, WaitingCase row, Order order) {
    var fields = new TreeMap<>(before.fields());
    if (desk.actor().role() != Role.TEAM_LEADER) { // the street's word
      fields.put("agency", order.agency());
      fields.put("due", order.due().isEmpty() ? row.due().toString() : order.due());
      order.mode().ifPresent(mode -> fields.put("visitMode", mode));
      fields.putIfAbsent("visitMode", "HOME");
    }
    fields.put("investigatorA", order.first());
    fields.put("investigatorB", order.second());
    order.note().ifPresent(words -> fields.put("note", words));
    fields.put("state", "ASSIGNED");
    fields.put("assignedBy", desk.actor().staff().toString());
    fields.put("assignedAt", desk.now().toString());
    if (order.toAgency()) fields.keySet().removeAll(List.of("investigatorA", "investigatorB"));
    return CaseRecord.of(before.type(), before.id(), before.scope(), before.caseId(), fields);
  }
}
