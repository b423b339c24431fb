package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.errand.ErrandClock.Age;
import cn.ruhu.casefile.errand.ErrandClock.Ageing;
import cn.ruhu.casefile.errand.ErrandClock.Next;
import cn.ruhu.casefile.errand.LeadState;
import cn.ruhu.casefile.errand.Leads;
import cn.ruhu.casefile.errand.Referrals;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Where;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One lead of the list.
///
/// @param lead its record
/// @param referrals what was handed on of it, oldest first
/// @param pages what was filed in it: slips that came back, proofs
/// @param next what is due next, empty for one that has ended
/// @param ageing how that day stands to today
/// @param handler who has it, `""` while it is the window's
/// @param where how far it has travelled
record LeadRow(
    CaseRecord lead,
    List<CaseRecord> referrals,
    List<CaseRecord> pages,
    Optional<Next> next,
    Optional<Ageing> ageing,
    String handler,
    Where where) {
  LeadRow {
    referrals = List.copyOf(referrals);
    pages = List.copyOf(pages);
  }

  UUID id() {
    return lead.id();
  }

  LeadState state() {
    return LeadState.of(lead).orElse(LeadState.CLOSED);
  }

  boolean awaitsContact() {
    return Leads.awaitsContact(lead);
  }

  /// Slips that nobody has answered yet.
  List<CaseRecord> unanswered() {
    return referrals.stream().filter(Referrals::awaitsAnswer).toList();
  }

  /// Whether something about it is due today or late.
  boolean isDue() {
    return ageing.filter(a -> a.age() != Age.IN_TIME).isPresent();
  }
}
