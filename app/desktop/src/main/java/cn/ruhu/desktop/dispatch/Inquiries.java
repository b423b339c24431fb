package cn.ruhu.desktop.dispatch;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Inquiry;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Requests for help between streets about households that live elsewhere (人户分离, 异地协查): those of
/// this street's cases, and those other streets sent here. Touches the disk.
final class Inquiries {
  /// A request of another street that waits for an answer.
  ///
  /// @param street that asks, as its code
  record Incoming(
      UUID id,
      String street,
      String applicant,
      String phone,
      String address,
      String what,
      Optional<LocalDate> due,
      Instant at) {}

  /// How it stands with one case.
  ///
  /// @param wanted the attempt that found the household lives elsewhere and that nobody asked about
  /// @param asked the newest request
  record Standing(Optional<UUID> wanted, Optional<Inquiry> asked) {}

  private Inquiries() {}

  /// Those that wait here, the one that falls due first before.
  static List<Incoming> incoming(Desk desk) {
    var found = new ArrayList<Incoming>();
    for (CaseRecord i : desk.store().all(RecordType.INQUIRY)) {
      if (!i.scope().equals(desk.actor().street())) continue;
      if (!Inquiry.isOpen(desk.caseFile(i.id()))) continue;
      found.add(
          new Incoming(
              i.id(),
              i.text("handling"),
              i.text("applicant"),
              i.text("phone"),
              i.text("address"),
              i.text("what"),
              Texts.date(i.text("due")),
              CaseFile.instant(i, "askedAt").orElse(Instant.EPOCH)));
    }
    found.sort(Comparator.comparing(Incoming::at));
    return found;
  }

  static Standing of(CaseFile file) {
    return new Standing(
        Inquiry.wanted(file).map(CaseRecord::id),
        Inquiry.all(file).stream().reduce((_, later) -> later));
  }

  /// Asks another street, unless it was asked and has not answered; while a pair is out the visit
  /// goes on as one of another place (C4), which stops the clock until the answer is here.
  ///
  /// @param street that is asked, as its code
  /// @param what is to be found out, and where the household lives
  static Outcome ask(Desk desk, UUID application, String street, String what)
      throws StoreException {
    CaseFile file = desk.caseFile(application);
    CaseRecord app = file.application().orElseThrow();
    List<Hindrance> barred = Inquiry.againstAsking(file, street);
    if (!barred.isEmpty()) return new Ruling.Refused(barred);
    Outcome elsewhere = elsewhere(desk, file, app, what);
    if (!(elsewhere instanceof Performed)) return elsewhere;
    CaseRecord fact =
        CaseRecord.of(
                RecordType.GATE_FACT,
                desk.newId(),
                app.scope(),
                app.id(),
                Map.of(
                    "application", app.id().toString(),
                    "kind", GateKind.OTHER_PLACE_ASKED.name(),
                    "value", street,
                    "reason", what,
                    "by", desk.actor().staff().toString(),
                    "at", desk.now().toString()))
            .with("subject", Inquiry.wanted(file).map(v -> v.id().toString()).orElse(""));
    desk.save("save", "", false, List.of(RecordChange.create(fact)));
    return elsewhere;
  }

  private static Outcome elsewhere(Desk desk, CaseFile file, CaseRecord app, String what)
      throws StoreException {
    Optional<CaseRecord> standing = WaitingCase.active(file);
    boolean visiting = app.text("stage").equals(Stage.VISITING.name());
    if (!visiting || standing.isEmpty()) return new Performed(List.of());
    CaseRecord elsewhere = standing.get().with("visitMode", "OTHER_PLACE");
    List<RecordChange> mode = RecordChange.between(standing.get(), elsewhere).stream().toList();
    if (mode.isEmpty()) return new Performed(List.of());
    return desk.act(app.id(), Act.OTHER_MODE, ActInput.because(what).withCarried(mode));
  }

  /// Answers a request of another street.
  ///
  /// @param first and @param second who went there
  /// @param found what they found
  static void answer(Desk desk, Incoming inquiry, String first, String second, String found)
      throws StoreException {
    CaseRecord head = desk.store().record(inquiry.id()).orElseThrow();
    CaseRecord reply =
        CaseRecord.of(
            RecordType.GATE_FACT,
            desk.newId(),
            head.scope(),
            head.id(),
            Map.of(
                "application", head.id().toString(),
                "kind", GateKind.OTHER_PLACE_REPLY.name(),
                "value", first.strip() + "," + second.strip(),
                "reason", found.strip(),
                "by", desk.actor().staff().toString(),
                "at", desk.now().toString()));
    desk.save("save", "", false, List.of(RecordChange.create(reply)));
  }
}
