package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.names.PeopleIndex;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.HeldCase;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.desktop.work.ReceivedCase;
import cn.ruhu.store.Drafts;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.WireException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Finds people by their exact number among the drafts and cases of this machine. Reads the disk:
/// call from `Background`.
final class CaseFinder {
  /// What a number leads to.
  sealed interface Found permits Parked, Open, Handed, Nobody {}

  /// A parked draft this person belongs to.
  record Parked(IntakeDraft draft) implements Found {}

  /// An application without a decision this person belongs to.
  record Open(UUID application, List<CaseRecord> records) implements Found {}

  /// Another street's case that was handed over: only the receipt is known here.
  record Handed(ReceivedCase received) implements Found {}

  record Nobody() implements Found {}

  /// Where a case went that was handed over.
  static Message words(ReceivedCase r) {
    return Message.of("intake.case.handed", Show.caseNumber(r.number()), r.streetName());
  }

  private final Desk desk;

  CaseFinder(Desk desk) {
    this.desk = desk;
  }

  /// The person's parked draft, else the newest open application, else nobody.
  Found find(String number) throws StoreException, WireException {
    for (IntakeDraft d : drafts())
      for (CaseRecord r : d.workRecords()) if (isPerson(r, number)) return new Parked(d);
    Optional<CaseRecord> open =
        applicationsOf(number).stream()
            .filter(Known::undecided)
            .filter(a -> a.text("street").equals(desk.actor().street()))
            .max(Comparator.comparing((CaseRecord a) -> a.text("applyDate")));
    if (open.isEmpty()) return new Nobody();
    UUID id = open.get().id();
    return new Open(id, desk.store().ofCase(id));
  }

  /// An application by its id: its draft, else the case itself.
  Found byId(UUID application) throws StoreException, WireException {
    Optional<byte[]> draft = desk.store().drafts().get(IntakeDraft.key(application));
    if (draft.isPresent()) return new Parked(IntakeDraft.read(draft.get()));
    Optional<ReceivedCase> received = ReceivedCase.of(desk.store(), application);
    if (received.isPresent()) return new Handed(received.get());
    List<CaseRecord> records = desk.store().ofCase(application);
    return records.isEmpty() ? new Nobody() : new Open(application, records);
  }

  /// A draft as it is taken up again.
  WorkingCopy resumed(IntakeDraft draft) {
    WorkingCopy copy = WorkingCopy.of(draft);
    return copy.isElsewhere(desk.actor().street()) ? copy.resumed(saved(copy)) : copy;
  }

  /// The case on the desk as it is saved.
  List<CaseRecord> saved(WorkingCopy copy) {
    return copy.isElsewhere(desk.actor().street())
        ? HeldCase.saved(desk.store(), copy.application(), copy.base())
        : desk.store().ofCase(copy.application());
  }

  /// Where else this number is known, newest first.
  List<Known> known(String number, UUID except) {
    return applicationsOf(number).stream()
        .filter(a -> !a.id().equals(except))
        .map(a ->
            new Known(
                a.id(),
                a.text("number"),
                a.ref("applicant")
                    .flatMap(desk.store()::record)
                    .map(p -> p.text("name"))
                    .orElse(""),
                Known.stage(a),
                a.text("applyDate")))
        .sorted(Comparator.comparing(Known::since).reversed())
        .toList();
  }

  private List<CaseRecord> applicationsOf(String number) {
    return desk.people().exact(number).stream()
        .map(PeopleIndex.Hit::household)
        .distinct()
        .flatMap(id -> desk.store().record(id).stream())
        .toList();
  }

  private static boolean isPerson(CaseRecord r, String number) {
    return r.type() == RecordType.PERSON && !number.isEmpty() && r.text("idNumber").equals(number);
  }

  private List<IntakeDraft> drafts() throws StoreException, WireException {
    var all = new ArrayList<IntakeDraft>();
    for (Drafts.Parked p : desk.store().drafts().parked())
      if (p.key().startsWith(IntakeDraft.PREFIX)) {
        Optional<byte[]> bytes = desk.store().drafts().get(p.key());
        if (bytes.isPresent()) all.add(IntakeDraft.read(bytes.get()));
      }
    return all;
  }
}
