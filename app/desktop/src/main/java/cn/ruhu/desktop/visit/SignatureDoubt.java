package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.work.Desk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// A signature under a visit of this person's that the district could not match to a key of who
/// should have made it. The visit is kept and the street asks; the pair is to know first.
///
/// @param whose the name the signature stands under
/// @param at when the district noticed
record SignatureDoubt(UUID fact, String applicant, String address, String whose, Instant at) {

  /// All on this machine that the street has not answered, oldest first; touches the disk.
  static List<SignatureDoubt> of(Desk desk) {
    UUID me = desk.actor().staff();
    var found = new ArrayList<SignatureDoubt>();
    for (CaseRecord f : desk.store().all(RecordType.GATE_FACT)) {
      if (!f.text("kind").equals(GateKind.SIGNATURE_DOUBTED.name())) continue;
      boolean mine =
          Texts.uuid(f.text("subject"))
              .flatMap(v -> desk.store().record(v))
              .filter(v ->
                  List.of(v.text("investigatorA"), v.text("investigatorB")).contains(me.toString()))
              .isPresent();
      if (!mine) continue;
      CaseFile file = desk.caseFile(f.ref("application").orElse(f.id()));
      if (file.gateFacts(GateKind.ALERT_ANSWERED).stream()
          .anyMatch(a -> a.text("subject").equals(f.id().toString()))) continue;
      found.add(
          new SignatureDoubt(
              f.id(),
              file.applicant().map(p -> p.text("name")).orElse(""),
              file.application().map(a -> a.text("residenceAddress")).orElse(""),
              Texts.uuid(f.text("value")).map(desk::staffName).orElse(""),
              CaseFile.instant(f, "at").orElse(Instant.EPOCH)));
    }
    found.sort(Comparator.comparing(SignatureDoubt::at));
    return List.copyOf(found);
  }
}
