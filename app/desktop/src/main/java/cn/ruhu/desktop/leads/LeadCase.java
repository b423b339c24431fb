package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.names.PeopleIndex;
import cn.ruhu.casefile.process.Transitions;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.FreshCase;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.desktop.work.Provenance;
import cn.ruhu.store.Drafts;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A case for the person of a lead (建档受理): the intake opens it with what the lead knows, and the
/// lead ends in it when it is saved. Reads and writes the disk: call from `Background`.
final class LeadCase {
  private static final String WAITING = "lead-case:";

  private final Desk desk;

  LeadCase(Desk desk) {
    this.desk = desk;
  }

  static String key(UUID lead) {
    return WAITING + lead;
  }

  /// Application the intake shall open: the person's parked draft or open case when there is one,
  /// else a new draft with the person's data. The lead waits for it from now on.
  UUID begin(CaseRecord lead) throws StoreException, WireException {
    Optional<UUID> waited = application(lead.id());
    UUID id = waited.isPresent() && known(waited.get()) ? waited.get() : find(lead);
    desk.store().drafts().put(key(lead.id()), id.toString().getBytes(StandardCharsets.UTF_8));
    return id;
  }

  private boolean known(UUID application) throws StoreException {
    return desk.store().record(application).isPresent()
        || desk.store().drafts().get(IntakeDraft.key(application)).isPresent();
  }

  private UUID find(CaseRecord lead) throws StoreException, WireException {
    String number = lead.text("personNumber");
    if (!number.isEmpty()) {
      Optional<UUID> there = parked(number).or(() -> open(number));
      if (there.isPresent()) return there.get();
    }
    IntakeDraft draft = draft(lead);
    desk.store().drafts().put(IntakeDraft.key(draft.application()), draft.toBytes());
    return draft.application();
  }

  private Optional<UUID> parked(String number) throws StoreException, WireException {
    for (Drafts.Parked p : desk.store().drafts().parked()) {
      if (!p.key().startsWith(IntakeDraft.PREFIX)) continue;
      Optional<byte[]> bytes = desk.store().drafts().get(p.key());
      if (bytes.isEmpty()) continue;
      IntakeDraft draft = IntakeDraft.read(bytes.get());
      for (CaseRecord r : draft.workRecords())
        if (r.type() == RecordType.PERSON && r.text("idNumber").equals(number))
          return Optional.of(draft.application());
    }
    return Optional.empty();
  }

  private Optional<UUID> open(String number) {
    return desk.people().exact(number).stream()
        .map(PeopleIndex.Hit::household)
        .flatMap(id -> desk.store().record(id).stream())
        .filter(a -> a.text("street").equals(desk.actor().street()))
        .filter(a -> Transitions.UNDECIDED.stream().anyMatch(s -> s.name().equals(a.text("stage"))))
        .map(CaseRecord::id)
        .findFirst();
  }

  private IntakeDraft draft(CaseRecord lead) throws StoreException {
    var work = new ArrayList<CaseRecord>();
    for (CaseRecord r : FreshCase.records(desk, number()))
      work.add(
          switch (r.type()) {
            case APPLICATION ->
                r.with("phone", lead.text("personPhone"))
                    .with("residenceAddress", lead.text("address"))
                    .with("community", lead.text("community"));
            case PERSON -> person(r, lead);
            default -> r;
          });
    UUID id = work.getFirst().id();
    return IntakeDraft.of(id, "APPLICANT", "", List.of(), work, Map.of());
  }

  private CaseRecord person(CaseRecord blank, CaseRecord lead) {
    CaseRecord person = blank.with("phone", lead.text("personPhone"));
    if (lead.get("personName").isPresent())
      person = Provenance.left(person, "name", lead.text("personName"), desk.today());
    if (lead.get("personNumber").isPresent())
      person = Provenance.left(person, "idNumber", lead.text("personNumber"), desk.today());
    return person;
  }

  private String number() {
    try {
      return desk.store()
          .nextApplicationNumber(desk.actor().street(), desk.today().getYear())
          .text();
    } catch (StoreException e) {
      return ""; // the intake gives it one when it is saved
    }
  }

  /// Application a lead waits for.
  private Optional<UUID> application(UUID lead) throws StoreException {
    return desk.store()
        .drafts()
        .get(key(lead))
        .flatMap(b -> Texts.uuid(new String(b, StandardCharsets.UTF_8)));
  }

  /// Leads whose application was saved meanwhile.
  Map<UUID, UUID> ready() throws StoreException {
    var ready = new HashMap<UUID, UUID>();
    for (String key : desk.store().drafts().keys()) {
      Optional<UUID> lead =
          key.startsWith(WAITING) ? Texts.uuid(key.substring(WAITING.length())) : Optional.empty();
      if (lead.isEmpty()) continue;
      application(lead.get())
          .filter(a -> desk.store().record(a).isPresent())
          .ifPresent(a -> ready.put(lead.get(), a));
    }
    return ready;
  }
}
