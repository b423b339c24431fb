package cn.ruhu.desktop.caseload;

import cn.ruhu.casefile.access.Mask;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Way;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.wire.OpCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Leads that were taken in here for another street: the receipt is all that stays, as of an
/// application (DOMAIN C7). Known from this machine's own journal; today's, and whatever the
/// district did not take or does not have yet. Reads the store.
final class ReceivedLeads {
  private final Desk desk;

  ReceivedLeads(Desk desk) {
    this.desk = desk;
  }

  List<TodayRow> rows() {
    var rows = new ArrayList<TodayRow>();
    for (JournalEntry e : desk.store().journal().entries())
      for (var travelled : e.op().changes()) {
        if (!travelled.type().equals(RecordType.LEAD.name())) continue;
        OpCodec.change(travelled)
            .filter(RecordChange::create)
            .map(c -> c.applyTo(null))
            .filter(this::elsewhere)
            .flatMap(lead -> row(lead, e.op().wall()))
            .ifPresent(rows::add);
      }
    return rows;
  }

  private boolean elsewhere(CaseRecord lead) {
    return lead.get("receivedFor").isPresent()
        && !lead.text("street").equals(desk.actor().street());
  }

  private Optional<TodayRow> row(CaseRecord lead, long at) {
    Where where = Way.ofActs(desk.store(), lead.id());
    boolean today = Show.day(Instant.ofEpochMilli(at)).equals(desk.today());
    if (where == Where.ARRIVED && !today) return Optional.empty();
    boolean back = where == Where.REFUSED || where == Where.CONFLICT;
    String street = CodeTables.label("street", lead.text("street"));
    return Optional.of(
        new TodayRow(
            lead.id(),
            back ? TodayRow.Kind.RETURNED : TodayRow.Kind.RECEIVED,
            Mask.name(lead.text("personName")),
            lead.text("number"),
            Message.of(back ? "caseload.received.back" : "caseload.received.lead", street),
            TodayRow.NO_DEADLINE,
            at,
            where,
            true));
  }
}
