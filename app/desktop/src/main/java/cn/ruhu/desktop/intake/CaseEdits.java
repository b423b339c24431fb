package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.FreshCase;
import cn.ruhu.device.idcard.CardReading;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What a clerk adds to and takes from a working copy. Every record is made here, with its place in
/// the case. Window thread only.
final class CaseEdits {
  private final Desk desk;

  CaseEdits(Desk desk) {
    this.desk = desk;
  }

  /// A new application with an empty applicant.
  ///
  /// @param number application number, `""` when none could be given yet
  WorkingCopy start(String number) {
    List<CaseRecord> fresh = FreshCase.records(desk, number);
    WorkingCopy copy = WorkingCopy.blank(fresh.getFirst().id());
    fresh.forEach(copy::put);
    return copy;
  }

  private CaseRecord make(WorkingCopy copy, RecordType type, UUID id) {
    String street = copy.text(copy.application(), "street");
    return CaseRecord.of(type, id, street, copy.application(), Map.of());
  }

  private CaseRecord ofApplication(WorkingCopy copy, RecordType type, UUID id) {
    return make(copy, type, id).with("application", copy.application().toString());
  }

  private UUID member(WorkingCopy copy, UUID person, String relation) {
    UUID id = desk.newId();
    int order = copy.file().members().size() + 1;
    copy.put(
        ofApplication(copy, RecordType.MEMBER, id)
            .with("person", person.toString())
            .with("relation", relation)
            .with("livingTogether", "1")
            .with("authorization", "PENDING")
            .with("order", Integer.toString(order)));
    return id;
  }

  /// A further member, nothing known yet.
  ///
  /// @return id of the member record
  UUID addMember(WorkingCopy copy) {
    UUID person = desk.newId();
    copy.put(make(copy, RecordType.PERSON, person));
    return member(copy, person, "");
  }

  /// A person who is no member: somebody who came with a power of attorney; the one named already
  /// when there is one.
  UUID addAgent(WorkingCopy copy) {
    var named =
        copy.get(copy.application())
            .flatMap(a -> a.ref("agent"))
            .filter(id -> copy.get(id).isPresent());
    if (named.isPresent()) return named.get();
    UUID person = desk.newId();
    copy.put(make(copy, RecordType.PERSON, person));
    copy.set(copy.application(), "applyMethod", "3");
    copy.set(copy.application(), "agent", person.toString());
    return person;
  }

  /// A person outside the household who owes support.
  UUID addSupporter(WorkingCopy copy, String name, String number, String address) {
    UUID id = desk.newId();
    copy.put(
        ofApplication(copy, RecordType.SUPPORTER, id)
            .with("name", name)
            .with("idNumber", number)
            .with("address", address)
            .with("authorization", "PENDING"));
    return id;
  }

  /// Takes a member away with everything said of that member; never the applicant.
  boolean removeMember(WorkingCopy copy, UUID member) {
    CaseRecord m = copy.get(member).orElseThrow();
    if (m.ref("person").equals(applicant(copy))) return false;
    for (RecordType type : List.of(RecordType.ITEM, RecordType.RELATIVE))
      copy.file().all(type).stream()
          .filter(r -> r.text("member").equals(member.toString()))
          .forEach(r -> copy.remove(r.id()));
    copy.file().members().stream()
        .filter(other -> other.text("guardian").equals(member.toString()))
        .forEach(other -> {
          copy.set(other.id(), "guardian", "");
          Copied.confirm(copy, other.id(), Set.of("guardian"));
        });
    copy.remove(member);
    m.ref("person").ifPresent(copy::remove);
    return true;
  }

  static java.util.Optional<UUID> applicant(WorkingCopy copy) {
    return copy.get(copy.application()).flatMap(a -> a.ref("applicant"));
  }

  /// A line of the form.
  ///
  /// @param member whose it is
  UUID addItem(WorkingCopy copy, LineKind kind, String member) {
    UUID id = desk.newId();
    copy.put(item(copy, id, kind.kind(), kind.code(), kind.basis()).with("member", member));
    return id;
  }

  /// A fact of the dwelling, the household's as a whole.
  ///
  /// @param code of table `housing`
  UUID addDwellingFact(WorkingCopy copy, String code) {
    UUID id = desk.newId();
    String extra = FieldEdits.extra("housing", code);
    copy.put(item(copy, id, "HOUSING", code, extra.equals("TEXT") ? "" : extra));
    return id;
  }

  private CaseRecord item(WorkingCopy copy, UUID id, String kind, String code, String basis) {
    return ofApplication(copy, RecordType.ITEM, id)
        .with("kind", kind)
        .with("code", code)
        .with("basis", basis)
        .with("order", Integer.toString(copy.file().items().size() + 1));
  }

  /// A near relative in office, nothing known yet.
  UUID addRelative(WorkingCopy copy, String member) {
    UUID id = desk.newId();
    copy.put(
        ofApplication(copy, RecordType.RELATIVE, id)
            .with("member", member)
            .with("order", Integer.toString(copy.file().all(RecordType.RELATIVE).size() + 1)));
    return id;
  }

  /// The record of a type with its place in the case, otherwise empty.
  CaseRecord blank(WorkingCopy copy, RecordType type) {
    return ofApplication(copy, type, desk.newId());
  }

  /// A person of the case, nothing known yet.
  CaseRecord blankPerson(WorkingCopy copy) {
    return make(copy, RecordType.PERSON, desk.newId());
  }

  /// A fact a gate asks for, recorded now by the person at the desk.
  UUID fact(WorkingCopy copy, GateKind kind, String subject, String value, String page) {
    UUID id = desk.newId();
    copy.put(
        ofApplication(copy, RecordType.GATE_FACT, id)
            .with("kind", kind.name())
            .with("subject", subject)
            .with("value", value)
            .with("page", page)
            .with("by", desk.actor().staff().toString())
            .with("at", desk.now().truncatedTo(ChronoUnit.MILLIS).toString()));
    return id;
  }

  /// A page whose bytes are kept already.
  UUID page(WorkingCopy copy, String slot, String address, int length, String mime) {
    UUID id = desk.newId();
    copy.put(
        ofApplication(copy, RecordType.PAGE, id)
            .with("slot", slot)
            .with("file", address)
            .with("length", Integer.toString(length))
            .with("mime", mime)
            .with("takenAt", desk.now().truncatedTo(ChronoUnit.MILLIS).toString())
            .with("by", desk.actor().staff().toString())
            .with("source", "FILE")
            .with("order", Integer.toString(copy.file().nextPageOrder())));
    return id;
  }

  /// A card laid down for a person of the case.
  ///
  /// @return id of the reading
  UUID reading(WorkingCopy copy, CardReading card, String person) {
    CaseRecord app = copy.get(copy.application()).orElseThrow();
    UUID id = desk.newId();
    copy.put(CardFacts.reading(id, app, card, person, "HOLDER", desk.actor().staff()));
    return id;
  }
}
