package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PairRulesTest {
  private static final String AGENCY = Road.id(900).toString();
  private static final CaseRecord A = staff(Road.PAIR_A, "赵甲", AGENCY);
  private static final CaseRecord B = staff(Road.PAIR_B, "钱乙", AGENCY);
  private static final CaseRecord C = staff(Road.id(203), "孙丙", AGENCY);

  private static CaseRecord staff(UUID id, String name, String agency) {
    return CaseRecord.of(
        RecordType.STAFF,
        id,
        "DISTRICT",
        id,
        Map.of("name", name, "role", Role.INVESTIGATOR.name(), "agency", agency));
  }

  private static List<String> against(Road road, CaseRecord... pair) {
    return PairRules.against(road.file, List.of(pair), AGENCY).stream()
        .map(Hindrance::code)
        .toList();
  }

  @Test
  void twoOfTheAgencyMayGo() {
    assertEquals(List.of(), against(Road.entrusted().visiting(), A, B));
  }

  @Test
  void oneIsNoPair() {
    Road road = Road.entrusted().visiting();
    assertEquals(List.of("PAIR_INCOMPLETE"), against(road, A));
    assertEquals(List.of("PAIR_INCOMPLETE"), against(road, A, A));
  }

  @Test
  void aRelativeTheHouseholdNamedStaysAway() {
    Road road = Road.entrusted().visiting();
    road.put(road.make(RecordType.RELATIVE, Map.of("name", "钱 乙", "relation", "40")));
    assertEquals(List.of("PAIR_RELATIVE"), against(road, A, B));
    assertEquals(List.of(), against(road, A, C));
  }

  @Test
  void whoLeftOrIsOfAnotherAgencyIsNotSent() {
    Road road = Road.entrusted().visiting();
    assertEquals(List.of("PAIR_NOT_INVESTIGATOR"), against(road, A, B.with("active", "false")));
    CaseRecord other = staff(Road.id(204), "李丁", Road.id(901).toString());
    assertEquals(List.of("PAIR_OTHER_AGENCY"), against(road, A, other));
  }

  @Test
  void aDoubtedVisitIsMadeAgainByOthers() {
    Road road = Road.entrusted().visiting();
    road.put(road.visit());
    assertFalse(PairRules.doubted(road.file));
    assertEquals(List.of(), against(road, A, B));
    road.days(1);
    road.record(GateKind.COMPLAINT_OPENED, Road.REVIEWER, "1", "", "");
    assertTrue(PairRules.doubted(road.file));
    assertEquals(List.of("PAIR_AGAIN"), against(road, A, B));
    assertEquals(List.of("PAIR_AGAIN"), against(road, B, A));
    assertEquals(List.of(), against(road, A, C));
  }
}
