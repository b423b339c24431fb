package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.errand.LeadState;
import cn.ruhu.casefile.errand.Leads;
import cn.ruhu.casefile.errand.Moves;
import cn.ruhu.casefile.errand.Referrals;
import cn.ruhu.casefile.paper.DocumentNumber;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.leads.LeadUndo.Pair;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Acts on leads as ops of the journal. Each is judged by the shared rules on the record as it
/// stands now; empty when they no longer allow it. Writes the disk: call from `Background`.
final class LeadWork {
  /// Word of the numbers in the book of leads.
  private static final String NUMBERS = "LEAD";

  private final Desk desk;

  LeadWork(Desk desk) {
    this.desk = desk;
  }

  private String now() {
    return desk.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private String me() {
    return desk.actor().staff().toString();
  }

  /// A number of the book of leads of a street; `""` while this machine has no block.
  String number(String street) {
    try {
      return desk.store()
          .nextDocumentNumber(DocumentNumber.wordFor(street, NUMBERS), desk.today().getYear())
          .text();
    } catch (StoreException e) {
      return "";
    }
  }

  private Optional<CaseRecord> lead(UUID id) {
    return desk.store().record(id).filter(r -> r.type() == RecordType.LEAD);
  }

  private boolean allowed(CaseRecord before, CaseRecord after) {
    return before.type() == RecordType.LEAD
        ? Leads.allows(desk.actor(), Optional.of(before), after)
        : Referrals.allows(desk.actor(), Optional.of(before), after);
  }

  /// What was said first with whom it is about.
  Optional<LeadUndo> contact(UUID id, String note) throws StoreException {
    Optional<CaseRecord> before = lead(id);
    Optional<CaseRecord> after =
        before.map(
            l -> l.with("contactedAt", now()).with("contactedBy", me()).with("contactNote", note));
    if (before.isEmpty() || !allowed(before.get(), after.get())) return Optional.empty();
    var pair = new Pair(before.get(), after.get());
    desk.save("lead.contact", "", false, changes(pair));
    return undo(id, "leads.undo.contact", pair);
  }

  /// Gives the lead to a colleague, or to a community named in words.
  ///
  /// @param to id of a colleague, or words
  Optional<LeadUndo> dispatch(UUID id, String to, String facts, String due) throws StoreException {
    Optional<CaseRecord> before = lead(id);
    if (before.isEmpty()) return Optional.empty();
    Optional<UUID> colleague = Texts.uuid(to);
    CaseRecord after =
        before
            .get()
            .with("state", LeadState.DISPATCHED.name())
            .with("handler", colleague.map(UUID::toString).orElse(null));
    CaseRecord slip =
        slip(before.get(), "ASSIGN", facts, due)
            .with("toStaff", colleague.map(UUID::toString).orElse(null))
            .with("toName", colleague.isPresent() ? null : to);
    boolean same = RecordChange.between(before.get(), after).isEmpty();
    if (!same && !allowed(before.get(), after)) return Optional.empty();
    if (!Referrals.allows(desk.actor(), Optional.empty(), slip)) return Optional.empty();
    Pair[] pairs =
        same
            ? new Pair[] {new Pair(null, slip)}
            : new Pair[] {new Pair(before.get(), after), new Pair(null, slip)};
    desk.save("lead.dispatch", "", true, changes(pairs));
    return undo(id, "leads.undo.dispatch", pairs);
  }

  private CaseRecord slip(CaseRecord lead, String kind, String facts, String due) {
    return CaseRecord.of(
            RecordType.REFERRAL,
            desk.newId(),
            lead.scope(),
            lead.id(),
            Map.of(
                "lead", lead.id().toString(),
                "kind", kind,
                "facts", facts,
                "due", due,
                "by", me(),
                "at", now(),
                "state", Referrals.State.SENT.name()))
        .with("personName", lead.text("personName"))
        .with("personPhone", lead.text("personPhone"))
        .with("needs", lead.text("needs"));
  }

  /// Gives the lead to another street; it is theirs from now on.
  boolean move(UUID id, String street, String reason) throws StoreException {
    Optional<CaseRecord> before = lead(id);
    if (before.isEmpty()) return false;
    var there = new Moves.There(desk.newId(), number(street), street, reason);
    List<RecordChange> op =
        Moves.move(
            before.get(),
            there,
            desk.actor(),
            desk.now().truncatedTo(ChronoUnit.MILLIS),
            desk.today());
    if (!allowed(before.get(), op.getFirst().applyTo(before.get()))) return false;
    desk.save("lead.move", reason, true, op);
    return true;
  }

  /// Hands something on to a department.
  ///
  /// @return the slip, saved, and the way back
  Optional<LeadUndo> refer(UUID id, String department, String name, String facts, String due)
      throws StoreException {
    Optional<CaseRecord> lead =
        lead(id).filter(l -> LeadState.of(l).filter(LeadState::isOpen).isPresent());
    if (lead.isEmpty()) return Optional.empty();
    CaseRecord slip =
        slip(lead.get(), "REFER", facts, due).with("department", department).with("toName", name);
    if (!Referrals.allows(desk.actor(), Optional.empty(), slip)) return Optional.empty();
    var pair = new Pair(null, slip);
    desk.save("lead.refer", "", false, changes(pair));
    return undo(id, "leads.undo.refer", pair);
  }

  /// What came back of a slip: who took it, and what became of it.
  ///
  /// @param receivedBy who signed for it, may be empty when there is a reply
  /// @param reply empty when it was only signed for
  Optional<LeadUndo> answer(UUID slip, String receivedBy, String reply, String day)
      throws StoreException {
    Optional<CaseRecord> before = desk.store().record(slip);
    if (before.isEmpty()) return Optional.empty();
    CaseRecord after = before.get();
    if (!receivedBy.isBlank())
      after =
          after
              .with("receivedBy", receivedBy)
              .with("receivedOn", after.get("receivedOn").orElse(day));
    after =
        reply.isBlank()
            ? after.with("state", Referrals.State.RECEIVED.name())
            : after
                .with("state", Referrals.State.ANSWERED.name())
                .with("reply", reply)
                .with("repliedOn", day)
                .with("answeredBy", me());
    if (!allowed(before.get(), after)) return Optional.empty();
    var pair = new Pair(before.get(), after);
    desk.save("lead.answer", "", false, changes(pair));
    return undo(leadOf(after), "leads.undo.answer", pair);
  }

  private static UUID leadOf(CaseRecord slip) {
    return slip.ref("lead").orElse(slip.id());
  }

  /// Takes a slip back.
  Optional<LeadUndo> recall(UUID slip, String why) throws StoreException {
    Optional<CaseRecord> before = desk.store().record(slip);
    if (before.isEmpty()) return Optional.empty();
    CaseRecord after =
        before
            .get()
            .with("state", Referrals.State.RECALLED.name())
            .with("reply", why)
            .with("answeredBy", me());
    if (!allowed(before.get(), after)) return Optional.empty();
    var pair = new Pair(before.get(), after);
    desk.save("lead.recall", why, false, changes(pair));
    return undo(leadOf(after), "leads.undo.recall", pair);
  }

  /// Ends the lead with a reason.
  Optional<LeadUndo> close(UUID id, String reason) throws StoreException {
    Optional<CaseRecord> before = lead(id);
    Optional<CaseRecord> after =
        before.map(l ->
            l.with("state", LeadState.CLOSED.name())
                .with("closeReason", reason)
                .with("closedBy", me())
                .with("closedAt", now()));
    if (before.isEmpty() || !allowed(before.get(), after.get())) return Optional.empty();
    var pair = new Pair(before.get(), after.get());
    desk.save("lead.close", reason, false, changes(pair));
    return undo(id, "leads.undo.close", pair);
  }

  /// Ends the lead in an application that was opened for it.
  ///
  /// @param draft key of the note that waited for the application
  boolean link(UUID id, UUID application, String draft) throws StoreException {
    Optional<CaseRecord> before = lead(id);
    Optional<CaseRecord> after =
        before.map(l ->
            l.with("state", LeadState.CASE.name())
                .with("application", application.toString())
                .with("closedBy", me())
                .with("closedAt", now()));
    if (before.isEmpty() || !allowed(before.get(), after.get())) return false;
    desk.save("lead.case", "", false, changes(new Pair(before.get(), after.get())), draft);
    return true;
  }

  /// Opens again what has ended.
  boolean reopen(UUID id) throws StoreException {
    Optional<CaseRecord> before = lead(id);
    if (before.isEmpty()) return false;
    boolean given = before.get().get("handler").isPresent();
    CaseRecord after =
        before.get().with("state", given ? LeadState.DISPATCHED.name() : LeadState.NEW.name());
    for (String f : List.of("closeReason", "closedBy", "closedAt", "application"))
      after = after.with(f, null);
    if (!allowed(before.get(), after)) return false;
    desk.save("lead.reopen", "", false, changes(new Pair(before.get(), after)));
    return true;
  }

  /// Takes the last act back; false when others have gone on from it.
  boolean back(LeadUndo undo, String why) throws StoreException {
    Optional<List<RecordChange>> changes = undo.back(desk, why);
    if (changes.isEmpty()) return false;
    desk.save("lead.undo", "", true, changes.get());
    return true;
  }

  private static List<RecordChange> changes(Pair... pairs) {
    return List.of(pairs).stream()
        .map(p ->
            p.before() == null
                ? RecordChange.create(p.after())
                : RecordChange.between(p.before(), p.after()).orElseThrow())
        .toList();
  }

  private static Optional<LeadUndo> undo(UUID lead, String key, Pair... pairs) {
    return Optional.of(new LeadUndo(lead, Message.of(key), List.of(pairs)));
  }
}
