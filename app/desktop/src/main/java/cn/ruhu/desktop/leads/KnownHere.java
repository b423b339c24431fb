package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.errand.LeadState;
import cn.ruhu.casefile.names.PeopleIndex;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Where the person of a lead is known already: in cases of this machine by the exact number, in
/// leads of the street by number or telephone. Waits for the index: call from `Background`.
final class KnownHere {
  private static final int LINES_MAX = 3;

  private final Desk desk;

  KnownHere(Desk desk) {
    this.desk = desk;
  }

  /// In words, most telling first.
  ///
  /// @param lead the one being written, which is no news
  List<Message> of(UUID lead, String number, String phone) {
    var lines = new ArrayList<Message>();
    if (!number.isEmpty())
      desk.people().exact(number).stream()
          .map(PeopleIndex.Hit::household)
          .distinct()
          .flatMap(id -> desk.store().record(id).stream())
          .forEach(a -> lines.add(household(a)));
    for (CaseRecord l : desk.store().all(RecordType.LEAD)) {
      if (l.id().equals(lead) || !l.text("street").equals(desk.actor().street())) continue;
      boolean same =
          (!number.isEmpty() && l.text("personNumber").equals(number))
              || (!phone.isEmpty() && l.text("personPhone").equals(phone));
      if (same) lines.add(told(l));
    }
    return lines.stream().limit(LINES_MAX).toList();
  }

  private Message household(CaseRecord a) {
    String name =
        a.ref("applicant").flatMap(desk.store()::record).map(p -> p.text("name")).orElse("");
    String stage = a.text("stage");
    return Message.of(
        "leads.known.case",
        name,
        Show.caseNumber(a.text("number")),
        stage.isEmpty() ? "" : CodeTables.label("stage", stage));
  }

  private static Message told(CaseRecord l) {
    String state = LeadState.of(l).map(s -> CodeTables.label("leadState", s.name())).orElse("");
    String day =
        cn.ruhu.casefile.record.CaseFile.instant(l, "receivedAt")
            .map(at -> Show.day(at).toString())
            .orElse("");
    return Message.of("leads.known.lead", day, l.text("personName"), state);
  }
}
