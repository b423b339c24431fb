package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.means.Rulings;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Nobody judges by a ruling that was made before what is known now.
class RulingGuardsTest {
  private static final String LAPSED = "RULING_LAPSED [劳务零工]";

  private static CaseRecord ruled(Road road) {
    CaseRecord wage =
        road.make(
            RecordType.ITEM,
            Map.of(
                "member", Road.MEMBER.toString(),
                "kind", "INCOME",
                "code", "102",
                "declared", "20000",
                "verified", "20000"));
    return Rulings.rule(wage, "18000", Road.REVIEWER.staff());
  }

  private static List<String> why(Ruling ruling) {
    return ruling instanceof Ruling.Refused(var hindrances)
        ? hindrances.stream().map(h -> h.code() + " " + h.args()).toList()
        : List.of();
  }

  private static List<String> opinion(Road road, boolean positive, String reason) {
    return why(
        road.ask(Act.OPINION, Road.REVIEWER, road.opinions(road.opinion("DB", positive, reason))));
  }

  @Test
  void anOpinionWaitsForTheRulingToBeMadeAnew() {
    Road road = Road.entrusted().investigated();
    CaseRecord wage = ruled(road);
    road.put(wage);
    assertEquals(List.of(), opinion(road, true, ""));
    road.put(wage.with("verified", "50000"));
    assertTrue(opinion(road, true, "").contains(LAPSED));
    assertTrue(opinion(road, false, "R01").contains(LAPSED), "a refusal judges by it too");
    assertFalse(opinion(road, false, "R11").contains(LAPSED));
    road.put(Rulings.rule(wage.with("verified", "50000"), "18000", Road.REVIEWER.staff()));
    assertFalse(opinion(road, true, "").contains(LAPSED));
  }

  @Test
  void aDecisionDoesNotFollowARulingThatAReportOverthrew() {
    Road road = Road.entrusted().inBenefit();
    road.days(100);
    road.act(Act.CHANGE, Road.CLERK, road.input().withDetail("C04"));
    road.put(road.visit().with("purpose", "REVIEW"));
    road.record(GateKind.VERIFICATION_NO_RECORD, Road.CLERK, "", "", "");
    CaseRecord wage = ruled(road);
    road.put(wage);
    ActInput confirm =
        road.opinions(road.decision(Road.CHIEF, "DB", "APPROVED", "")).to(Stage.IN_BENEFIT);
    assertInstanceOf(Ruling.Allowed.class, road.ask(Act.CONFIRM, Road.CHIEF, confirm));
    road.put(wage.with("registry", "50000"));
    assertTrue(why(road.ask(Act.CONFIRM, Road.CHIEF, confirm)).contains(LAPSED));
  }
}
