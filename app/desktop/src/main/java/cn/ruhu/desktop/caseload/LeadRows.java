package cn.ruhu.desktop.caseload;

import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.errand.ErrandClock;
import cn.ruhu.casefile.errand.ErrandClock.Ageing;
import cn.ruhu.casefile.errand.ErrandClock.Next;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Way;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Leads of the street that wait for this clerk: nobody has them, or the clerk has. Reads the
/// store.
final class LeadRows {
  private final Desk desk;

  LeadRows(Desk desk) {
    this.desk = desk;
  }

  List<TodayRow> rows() {
    var rows = new ArrayList<TodayRow>();
    for (CaseRecord lead : desk.store().all(RecordType.LEAD)) {
      Optional<UUID> handler = lead.ref("handler");
      boolean another = handler.isPresent() && !handler.get().equals(desk.actor().staff());
      if (another || !lead.text("street").equals(desk.actor().street())) continue;
      row(lead).ifPresent(rows::add);
    }
    return rows;
  }

  private Optional<TodayRow> row(CaseRecord lead) {
    List<CaseRecord> slips =
        desk.store().ofCase(lead.id()).stream()
            .filter(r -> r.type() == RecordType.REFERRAL)
            .toList();
    return ErrandClock.next(lead, slips, desk.zone())
        .map(next ->
            new TodayRow(
                lead.id(),
                TodayRow.Kind.LEAD,
                lead.text("personName"),
                lead.text("number"),
                words(next),
                left(next),
                CaseFile.instant(lead, "receivedAt").map(Instant::toEpochMilli).orElse(0L),
                Way.ofCase(desk.store(), lead.id()),
                true));
  }

  private int left(Next next) {
    Ageing a = Ageing.of(next.due(), desk.today());
    return a.age() == ErrandClock.Age.OVERDUE ? -a.days() : a.days();
  }

  private Message words(Next next) {
    int left = left(next);
    LocalDate day = next.due();
    Message words = words(next, left, day);
    // nobody published the calendar of that year yet
    boolean sure = WorkingDays.national().isPublished(day);
    return sure ? words : Message.of("caseload.lead.provisional", words);
  }

  private static Message words(Next next, int left, LocalDate day) {
    return Message.of(
        left < 0 ? "caseload.lead.over" : left == 0 ? "caseload.lead.today" : "caseload.lead.left",
        Message.of("caseload.lead." + next.step().name()),
        Math.abs(left),
        day.getMonthValue(),
        day.getDayOfMonth());
  }
}
