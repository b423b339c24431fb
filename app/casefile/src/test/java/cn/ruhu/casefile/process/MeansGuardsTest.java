package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What nobody asked or answered keeps a household from the opinion; what the figures say does not.
class MeansGuardsTest {
  private static Ruling opinion(Road road, boolean positive) {
    return road.ask(
        Act.OPINION,
        Road.REVIEWER,
        road.opinions(road.opinion("DB", positive, positive ? "" : "R01")));
  }

  private static List<String> why(Ruling ruling) {
    return assertInstanceOf(Ruling.Refused.class, ruling).hindrances().stream()
        .map(h -> h.code() + " " + h.args())
        .toList();
  }

  @Test
  void propertyNobodyAskedAboutStopsTheOpinionAndIsNamed() {
    Road road = Road.entrusted().investigated();
    road.set(RecordType.VISIT_ANSWERS, "P08", null).set(RecordType.VISIT_ANSWERS, "P03", null);
    assertEquals(
        List.of("PROPERTY_UNKNOWN [property.MONEY]", "PROPERTY_UNKNOWN [property.VEHICLE]"),
        why(opinion(road, true)));
    assertInstanceOf(Ruling.Allowed.class, opinion(road, false), "a refusal needs its reason only");
  }

  @Test
  void anIncomeWithoutAnAmountStopsTheOpinion() {
    Road road = Road.entrusted().investigated();
    road.put(
        road.make(
            RecordType.ITEM,
            Map.of("member", Road.MEMBER.toString(), "kind", "INCOME", "code", "102")));
    assertTrue(why(opinion(road, true)).contains("INCOME_UNKNOWN [income]"));
  }

  @Test
  void whatTheFiguresSayIsAdviceAndStopsNobody() {
    Road road = Road.entrusted().investigated();
    road.put(
        road.make(
            RecordType.ITEM,
            Map.of(
                "member", Road.MEMBER.toString(),
                "kind", "INCOME",
                "code", "102",
                "declared", "900000",
                "verified", "900000")));
    assertInstanceOf(Ruling.Allowed.class, opinion(road, true));
  }

  @Test
  void aReviewIsNotDecidedOnAnOpinionOfBeforeWhileSomethingIsUnknown() {
    Road road = Road.entrusted().inBenefit();
    road.days(100);
    road.act(Act.CHANGE, Road.CLERK, road.input().withDetail("C04"));
    road.put(road.visit().with("purpose", "REVIEW"));
    road.record(GateKind.VERIFICATION_NO_RECORD, Road.CLERK, "", "", "");
    road.put(
        road.make(
            RecordType.ITEM,
            Map.of("member", Road.MEMBER.toString(), "kind", "INCOME", "code", "102")));
    ActInput confirm =
        road.opinions(road.decision(Road.CHIEF, "DB", "APPROVED", "")).to(Stage.IN_BENEFIT);
    assertTrue(why(road.ask(Act.CONFIRM, Road.CHIEF, confirm)).contains("INCOME_UNKNOWN [income]"));
  }
}
