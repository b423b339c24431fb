package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.change.ChangeKind;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.GradualExit;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// After a report of change was judged: who decides takes the aid away, with reason, month and a
/// letter that reaches the household.
class StoppingTest extends HandlingDesks {
  private void inBenefit() throws Exception {
    household(LocalDate.of(2026, 11, 2), "DB");
    judged(Role.STREET_REVIEWER, Act.OPINION, Map.of("DB", true));
    noticeHangsAndEnds();
    judged(Role.STREET_CHIEF, Act.DECIDE, Map.of("DB", true));
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of("letter", "N05:DB", "number", "北救准字〔2026〕1号"));
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of("letter", "N05:DB"));
    assertEquals("IN_BENEFIT", stage());
    days(30);
  }

  private UUID reported(ChangeKind kind, String state, String month) {
    CaseRecord report =
        CaseRecord.of(
                RecordType.CHANGE_REPORT,
                new UUID(88, records.size()),
                TestDesk.STREET,
                id,
                Map.of("application", id.toString(), "kind", kind.name(), "state", state))
            .with("number", "海北下关变〔2026〕001-0007号")
            .with("member", member().id().toString())
            .with("reportedAt", now.toString())
            .with("by", TestDesk.CLERK.toString())
            .with("ruledBy", TestDesk.REVIEWER.toString())
            .with("ruledAt", now.toString())
            .with("ruling", "本人书面申请,已当面核对")
            .with("effectiveMonth", month);
    var more = new ArrayList<>(records);
    more.add(report);
    records = more;
    now = now.plusSeconds(600);
    return report.id();
  }

  private CaseRecord member() {
    return records.stream().filter(r -> r.type() == RecordType.MEMBER).findFirst().orElseThrow();
  }

  private void change(UUID record, UnaryOperator<CaseRecord> to) {
    records = records.stream().map(r -> r.id().equals(record) ? to.apply(r) : r).toList();
  }

  private CaseRecord stopped() {
    return records.stream()
        .filter(r -> r.type() == RecordType.DECISION && r.text("reasonCode").startsWith("S"))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  @Test
  void aHouseholdThatGivesTheAidUpIsStoppedByWhoDecidedAndTold() throws Exception {
    inBenefit();
    assertFalse(offered(Role.STREET_CHIEF, Deed.STOP), "nobody asked for it");
    UUID first = reported(ChangeKind.EXIT, "TOLD", "");
    assertFalse(offered(Role.STREET_CHIEF, Deed.STOP), "nobody judged it");
    change(first, r -> r.with("state", "CLOSED"));
    reported(ChangeKind.EXIT, "NOTED", "2027-02");
    assertFalse(offered(Role.STREET_REVIEWER, Deed.STOP));
    assertFalse(offered(Role.DISTRICT_REVIEWER, Deed.STOP), "the street decided on this case");
    assertTrue(sits(Role.STREET_CHIEF).rows.getFirst().mine());
    done(Role.STREET_CHIEF, Deed.STOP, Map.of());
    assertEquals("TERMINATED", stage());
    CaseRecord decision = stopped();
    assertEquals("TERMINATED", decision.text("outcome"));
    assertEquals("S05", decision.text("reasonCode"));
    assertEquals("2027-02", decision.text("startMonth"));
    assertEquals("本人书面申请,已当面核对", decision.text("reasonText"));
    String number = decision.text("documentNumber");
    assertTrue(number.startsWith("海北下关调〔"), number);
    assertFalse(offered(Role.STREET_CHIEF, Deed.STOP), "once");
    HandlingViewModel window = sits(Role.WINDOW_CLERK);
    assertTrue(window.rows.getFirst().undelivered(), "decided, not delivered");
    assertEquals(
        number,
        window.asks(id, Deed.LETTER).stream()
            .filter(a -> a.key().equals("number"))
            .findFirst()
            .orElseThrow()
            .preset());
    done(Role.WINDOW_CLERK, Deed.LETTER, Map.of());
    done(Role.WINDOW_CLERK, Deed.DELIVERED, Map.of());
    assertEquals(
        List.of("N05", "N07"),
        facts(GateKind.DELIVERED).stream().map(f -> f.text("subject")).toList());
    assertNull(sits(Role.WINDOW_CLERK).selected.get(), "nothing is left to do");
  }

  @Test
  void theDeathOfTheLastMemberStopsTheAidOnceTheWindowHasWrittenIt() throws Exception {
    inBenefit();
    reported(ChangeKind.DEATH, "NOTED", "2026-12");
    HandlingViewModel chief = sits(Role.STREET_CHIEF);
    Offer offer =
        chief.rows.getFirst().offers().stream()
            .filter(o -> o.deed() == Deed.STOP)
            .findFirst()
            .orElseThrow();
    assertEquals(List.of("MEMBERS_REMAIN"), offer.blocked().stream().map(Hindrance::code).toList());
    change(member().id(), m -> m.with("livingTogether", "7"));
    done(Role.STREET_CHIEF, Deed.STOP, Map.of());
    assertEquals("S01", stopped().text("reasonCode"));
    assertEquals("2026-12", stopped().text("startMonth"), "the month after the death");
  }

  /// 57号 art 33: nobody types what is paid while aid fades out.
  @Test
  void aHouseholdThatFoundWorkAndGivesTheAidUpFadesOutByTheRules() throws Exception {
    inBenefit();
    reported(ChangeKind.EXIT, "NOTED", "2027-02");
    HandlingViewModel chief = sits(Role.STREET_CHIEF);
    var values = Map.of("how", "GRADUAL_EXIT", "code", "S05", "month", "2027-02");
    assertEquals(1, chief.exit(id, values).size());
    assertEquals(
        List.of("work.hindrance.GRADUAL_NOT_FOR"),
        chief.exit(id, Map.of("how", "GRADUAL_EXIT", "code", "S07", "month", "2027-02")).stream()
            .map(m -> m.key())
            .toList());
    assertEquals(List.of(), chief.exit(id, Map.of("how", "TERMINATED", "month", "2027-02")));
    done(Role.STREET_CHIEF, Deed.STOP, Map.of("how", "GRADUAL_EXIT"));
    assertEquals("GRADUAL_EXIT", stage());
    CaseRecord d = stopped();
    long first = Long.parseLong(d.text("monthlyFen"));
    List<GradualExit.Paid> months = GradualExit.read(d);
    assertEquals(6, months.size());
    assertEquals("2027-02", months.getFirst().month().toString());
    assertEquals(first, months.get(1).amount().value());
    assertEquals(first * 6 / 10, months.getLast().amount().value());
  }

  @Test
  void whoDoesNotCooperateIsSuspendedAndNotStoppedBeforeTheLetterIsThere() throws Exception {
    inBenefit();
    HandlingViewModel chief = sits(Role.STREET_CHIEF);
    assertNull(chief.selected.get(), "no list of everybody who is paid");
    chief.ask(id);
    var told = new Told();
    var values = Map.of("how", "SUSPENDED", "code", "S06", "month", "2027-02");
    chief.perform(id, Deed.STOP_OTHER, values, Map.of(), told);
    assertEquals(
        List.of("work.hindrance.REASON_MISSING", "work.hindrance.DECISION_REASON_MISSING"),
        told.why());
    var why = Map.of("how", "SUSPENDED", "code", "S06", "month", "2027-02", "reason", "三次上门均拒绝复核");
    chief.perform(id, Deed.STOP_OTHER, why, Map.of(), told);
    leaves(Role.STREET_CHIEF);
    assertEquals(List.of(), told.why());
    assertEquals("SUSPENDED", stage());
    String first = stopped().text("documentNumber");
    assertTrue(first.endsWith("-0001号"), "what was refused drew no number: " + first);
    chief = sits(Role.STREET_CHIEF);
    chief.ask(id);
    var end = Map.of("how", "TERMINATED", "code", "S06", "month", "2027-03", "reason", "仍拒绝");
    chief.perform(id, Deed.STOP_OTHER, end, Map.of(), told);
    assertEquals(List.of("work.hindrance.LETTER_NOT_DELIVERED"), told.why());
  }
}
