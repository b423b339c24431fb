package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.errand.ErrandClock;
import cn.ruhu.casefile.errand.ErrandClock.Ageing;
import cn.ruhu.casefile.errand.ErrandClock.Next;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The leads of the own street as this machine knows them. What was taken in for another street is
/// theirs and stands in no list here (DOMAIN C7). Reads the store: call from `Background`.
final class LeadBook {
  /// Whom a lead may be given to inside the street.
  private static final List<Role> COLLEAGUES =
      List.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.SOCIAL_WORKER, Role.COMMUNITY_WORKER);

  private final Desk desk;

  LeadBook(Desk desk) {
    this.desk = desk;
  }

  /// Open ones by what is due first, then those that have ended, newest first.
  List<LeadRow> all() {
    var rows = new ArrayList<LeadRow>();
    for (CaseRecord lead : desk.store().all(RecordType.LEAD))
      if (lead.text("street").equals(desk.actor().street())) rows.add(row(lead));
    rows.sort(
        Comparator.comparing((LeadRow r) -> r.next().isEmpty())
            .thenComparing(r -> r.next().map(n -> n.due().toString()).orElse(""))
            .thenComparing(r -> !r.lead().is("urgent"))
            .thenComparing(r -> r.lead().text("closedAt"), Comparator.reverseOrder())
            .thenComparing(r -> r.lead().text("receivedAt")));
    return rows;
  }

  private LeadRow row(CaseRecord lead) {
    List<CaseRecord> all = desk.store().ofCase(lead.id());
    List<CaseRecord> referrals =
        all.stream()
            .filter(r -> r.type() == RecordType.REFERRAL)
            .sorted(Comparator.comparing(r -> r.text("at")))
            .toList();
    List<CaseRecord> pages =
        all.stream()
            .filter(r -> r.type() == RecordType.PAGE && r.get("replacedBy").isEmpty())
            .sorted(Comparator.comparing(r -> r.text("takenAt")))
            .toList();
    Optional<Next> next = ErrandClock.next(lead, referrals, desk.zone());
    return new LeadRow(
        lead,
        referrals,
        pages,
        next,
        next.map(n -> Ageing.of(n.due(), desk.today())),
        handler(lead, referrals),
        Way.ofCase(desk.store(), lead.id()));
  }

  private String handler(CaseRecord lead, List<CaseRecord> referrals) {
    Optional<UUID> person = lead.ref("handler");
    if (person.isPresent()) return desk.staffName(person.get());
    if (!lead.text("state").equals("DISPATCHED")) return "";
    return referrals.stream()
        .filter(r -> r.text("kind").equals("ASSIGN"))
        .reduce((_, newer) -> newer)
        .map(r -> r.text("toName"))
        .orElse("");
  }

  /// Colleagues of the street, the own person left out.
  List<CaseRecord> colleagues() {
    return COLLEAGUES.stream()
        .flatMap(r -> desk.staff(r).stream())
        .filter(s -> s.text("street").equals(desk.actor().street()))
        .filter(s -> !s.id().equals(desk.actor().staff()))
        .toList();
  }
}
