package cn.ruhu.desktop.urgent;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/// A street with one aid in every state that somebody has to do with.
final class UrgentScene {
  static final UUID CHIEF = new UUID(9, 7);
  static final UUID WAITING = new UUID(31, 1);
  static final UUID UNKNOWN = new UUID(31, 2);
  static final UUID SIGNED = new UUID(31, 3);
  static final UUID GIVEN = new UUID(31, 4);
  static final UUID FILED = new UUID(31, 5);
  static final String NUMBER = TestCards.number("19660412", 31);

  private UrgentScene() {}

  static TestDesk chief(Path home) throws Exception {
    TestDesk at = TestDesk.open(home, CHIEF, "梁建平", Role.STREET_CHIEF);
    at.receive(TestDesk.staff(CHIEF, "梁建平", Role.STREET_CHIEF), ceiling());
    return at;
  }

  static TestDesk clerk(Path home) throws Exception {
    TestDesk at = TestDesk.clerk(home);
    at.receive(TestDesk.staff(CHIEF, "梁建平", Role.STREET_CHIEF), ceiling());
    return at;
  }

  static CaseRecord ceiling() {
    return CaseRecord.of(
        RecordType.STANDARD,
        new UUID(30, 1),
        CaseRecord.PUBLIC,
        null,
        Map.of(
            "name", "URGENT_CEILING",
            "effective", "2026-01",
            "valueFen", "400000",
            "source", "演示",
            "mark", "演示"));
  }

  static CaseRecord told(UUID id, String name, String at) {
    return CaseRecord.of(
        RecordType.URGENT_AID,
        id,
        TestDesk.STREET,
        id,
        Map.of(
            "street",
            TestDesk.STREET,
            "personName",
            name,
            "cause",
            "DISASTER",
            "facts",
            "出租屋夜间失火，证件和衣物烧毁，一家三口暂住亲戚家走廊。",
            "proposedFen",
            "250000",
            "proposedKind",
            "CASH",
            "registeredAt",
            at,
            "by",
            TestDesk.CLERK.toString(),
            "state",
            "REGISTERED"));
  }

  static CaseRecord signed(CaseRecord aid, String at) {
    return aid.with("approved", "true")
        .with("approvedFen", "200000")
        .with("ceilingFen", "400000")
        .with("approvedBy", CHIEF.toString())
        .with("approvedAt", at)
        .with("state", "SIGNED");
  }

  static CaseRecord given(CaseRecord aid, String at, String due) {
    return aid.with("givenFen", "180000")
        .with("givenKind", "CASH")
        .with("givenAt", at)
        .with("givenBy", TestDesk.CLERK.toString())
        .with("receiver", aid.text("personName"))
        .with("papersDue", due)
        .with("state", "GIVEN");
  }

  /// The clock of a test desk stands at 2026-11-23 09:30.
  static CaseRecord[] records() {
    CaseRecord unknown =
        told(UNKNOWN, "", "2026-11-22T14:10:00Z")
            .with("nameUnknown", "true")
            .with("personNote", "男，约60岁，灰色棉衣")
            .with("cause", "NO_SHELTER")
            .with("proposedKind", "SHELTER")
            .with("facts", "桥下露宿多日，发热，说不清姓名住址，随身无证件。")
            .with("address", "大慧寺路立交桥下");
    CaseRecord filed =
        given(
                signed(
                    told(FILED, "刘长河", "2026-03-02T01:00:00Z").with("personNumber", NUMBER),
                    "2026-03-02T02:00:00Z"),
                "2026-03-02T03:00:00Z",
                "2026-03-16")
            .with("papersNote", "身份证、户口簿已补")
            .with("papersAt", "2026-03-10T01:00:00Z")
            .with("papersBy", TestDesk.CLERK.toString())
            .with("state", "FILED");
    return new CaseRecord[] {
      told(WAITING, "刘长河", "2026-11-20T02:00:00Z")
          .with("personNumber", NUMBER)
          .with("personPhone", "13810012345")
          .with("address", "北下关街道大慧寺路8号2号楼走廊")
          .with("householdSize", "3"),
      unknown,
      signed(told(SIGNED, "欧阳秀兰", "2026-11-22T02:00:00Z"), "2026-11-23T01:00:00Z"),
      given(
          signed(told(GIVEN, "孙有福", "2026-11-05T02:00:00Z"), "2026-11-05T03:00:00Z"),
          "2026-11-06T02:00:00Z",
          "2026-11-20"),
      filed
    };
  }
}
