package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.process.SecondSignings;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A visit of this person's that was sealed and waits for the second investigator's signature.
///
/// @param other the one of the two who is not signed in here
/// @param until end of the time that is given, by which the list is ordered
/// @param over that time is over
/// @param mine the signature is this person's to give
record Unsigned(
    UUID visit,
    UUID application,
    String applicant,
    String address,
    String other,
    Instant until,
    boolean over,
    boolean mine) {

  /// All of them on this machine; touches the disk.
  static List<Unsigned> of(Desk desk) {
    UUID me = desk.actor().staff();
    var found = new ArrayList<Unsigned>();
    for (CaseRecord v : desk.store().all(RecordType.VISIT)) {
      if (!SecondSignings.lacks(v)) continue;
      Optional<UUID> a = v.ref("investigatorA");
      boolean mine = v.ref("investigatorB").filter(me::equals).isPresent();
      if (!mine && a.filter(me::equals).isEmpty()) continue;
      CaseFile file = desk.caseFile(v.ref("application").orElse(v.id()));
      file.application()
          .flatMap(app ->
              SecondSignings.of(file, v, desk.now())
                  .filter(s -> s.signature().isEmpty())
                  .map(s -> of(desk, file, v, mine, s)))
          .ifPresent(found::add);
    }
    found.sort(Comparator.comparing(Unsigned::until));
    return List.copyOf(found);
  }

  private static Unsigned of(
      Desk desk, CaseFile file, CaseRecord visit, boolean mine, SecondSignings.State state) {
    CaseRecord app = file.application().orElseThrow();
    return new Unsigned(
        visit.id(),
        app.id(),
        file.applicant().map(p -> p.text("name")).orElse(""),
        app.text("residenceAddress"),
        visit.ref(mine ? "investigatorA" : "investigatorB").map(desk::staffName).orElse(""),
        state.until(),
        state.standing() == SecondSignings.Standing.OVER,
        mine);
  }
}
