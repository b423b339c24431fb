package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A household that is paid 低保, its letter delivered: what other screens begin with.
public final class PaidHousehold {
  public static final UUID CHIEF = HandledCase.CHIEF;

  private final HandledCase paid;

  /// @param base numbers its ids; another one for each household
  public PaidHousehold(int base, LocalDate start, String name) {
    paid = new HandledCase(base, start, name, "DB");
    paid.opinions(Map.of("DB", true)).notice().decisions(Map.of("DB", true));
    Map<String, String> letter =
        Map.of("subject", "N05", "reason", "DB", "value", "海北下关准〔2026〕017-00" + base + "号");
    paid.put(
        paid.fact(GateKind.LETTER_ISSUED, TestDesk.CLERK, letter),
        paid.fact(GateKind.DELIVERED, TestDesk.CLERK, letter));
    paid.act(Act.LETTER, Actor.system()).days(30);
  }

  /// The same, paid another amount than the means test came to.
  public PaidHousehold paying(String fen) {
    for (CaseRecord r : paid.records())
      if (r.type() == RecordType.DECISION)
        paid.put(r.with("monthlyFen", fen).with("amountReason", "另有约定"));
    return this;
  }

  public UUID id() {
    return paid.id;
  }

  public Instant now() {
    return paid.now();
  }

  public CaseRecord[] records() {
    return paid.records();
  }

  public List<String> files() {
    return paid.files();
  }
}
