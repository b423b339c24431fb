package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.CardMatch;
import cn.ruhu.casefile.process.VisitAlerts.Sign;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What is looked at on the way to a door and at it.
final class DoorRulesTest {
  @Test
  void addressesAreWalkedAsTheirNumbersCount() {
    var walk =
        new ArrayList<>(
            List.of("阜成路10号楼1单元302", "阜成路2号楼1单元1001", "阜成路２号楼1单元302", "阜成路2号楼", "白堆子1号"));
    walk.sort(WalkingOrder.addresses());
    assertEquals(
        List.of("白堆子1号", "阜成路2号楼", "阜成路２号楼1单元302", "阜成路2号楼1单元1001", "阜成路10号楼1单元302"), walk);
  }

  @Test
  void aBuildingEndsWhereItsNumberEnds() {
    assertEquals("阜成路12号院3号楼", WalkingOrder.building("阜成路12号院 3号楼2单元402"));
    assertEquals("白堆子1号", WalkingOrder.building("白堆子1号"));
    assertEquals("某村", WalkingOrder.building("某村"));
  }

  @Test
  void dangerAndNeedAreSeenWhoeverSeesThem() {
    String a = new UUID(1, 1).toString();
    String b = new UUID(1, 2).toString();
    assertEquals(List.of(), VisitAlerts.of("10", Map.of("O09@" + a, "0", "K03", "false")));
    assertEquals(List.of(Sign.BROKEN_OFF), VisitAlerts.of("60", Map.of()));
    assertEquals(List.of(Sign.NO_CARE), VisitAlerts.of("10", Map.of("D14@" + a, "0")));
    assertEquals(List.of(), VisitAlerts.of("10", Map.of("D14@" + a, "1")));
    assertEquals(
        List.of("NOT_IN_SCHOOL"),
        VisitAlerts.of("10", Map.of("S01@" + a, "0", "M05A@" + a, "14")).stream()
            .map(Sign::name)
            .toList());
    assertEquals(List.of(), VisitAlerts.of("10", Map.of("S01@" + a, "0", "M05A@" + a, "20")));
    assertEquals(List.of(), VisitAlerts.of("10", Map.of("S01@" + a, "0", "M05A@" + a, "4")));
    assertEquals(
        List.of(Sign.ABUSE, Sign.FIRE, Sign.URGENT_NEED),
        VisitAlerts.of("10", Map.of("O09@" + a, "0", "O09@" + b, "2 3", "K03", "true")));
    assertEquals(List.of(Sign.OTHER_RISK), VisitAlerts.of("10", Map.of("O09@" + a, "7")));
    assertEquals(
        List.of(Sign.ABUSE, Sign.URGENT_NEED),
        VisitAlerts.read(VisitAlerts.text(List.of(Sign.ABUSE, Sign.URGENT_NEED))));
    assertEquals(List.of(Sign.OTHER_RISK), VisitAlerts.read("SOMETHING_NEWER"));
  }

  @Test
  void aCardIsComparedWithAMaskedNumber() {
    CaseRecord person =
        CaseRecord.of(
            RecordType.PERSON,
            new UUID(1, 3),
            "110108007",
            new UUID(1, 4),
            Map.of(
                "name", "测试甲",
                "idNumber", "110199********0013",
                "birthDate", "1952-03-07"));
    assertTrue(CardMatch.same(person, "测试甲", "110199195203070013", "1952-03-07"));
    assertFalse(CardMatch.same(person, "测试乙", "110199195203070013", "1952-03-07"));
    assertFalse(CardMatch.same(person, "测试甲", "110199195203070021", "1952-03-07"));
    assertFalse(CardMatch.same(person, "测试甲", "110199196203070013", "1962-03-07"));
    assertFalse(CardMatch.same(person, "测试甲", "", "1952-03-07"));
  }
}
