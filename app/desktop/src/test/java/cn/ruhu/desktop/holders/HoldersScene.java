package cn.ruhu.desktop.holders;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.process.Takeovers;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.util.Map;
import java.util.UUID;

/// Two open cases, the second of another clerk, with a pair out in the first.
final class HoldersScene {
  static final UUID MINE = new UUID(21, 1);
  static final UUID THEIRS = new UUID(21, 2);
  static final UUID OTHER_CLERK = new UUID(21, 9);

  private HoldersScene() {}

  static CaseRecord[] records() {
    return new CaseRecord[] {
      CaseRecord.of(
          RecordType.STAFF,
          OTHER_CLERK,
          "pub",
          null,
          Map.of(
              "name", "许静", "role", "WINDOW_CLERK", "street", TestDesk.STREET, "active", "true")),
      application(MINE, number(1), TestDesk.CLERK),
      person(MINE, "张桂兰"),
      application(THEIRS, number(2), OTHER_CLERK),
      person(THEIRS, "李秀英"),
      event(MINE, 1, TestDesk.CLERK, "2026-11-16T01:00:00Z"),
      event(THEIRS, 2, OTHER_CLERK, "2026-11-17T03:20:00Z"),
      of(
          RecordType.ASSIGNMENT,
          new UUID(21, 30),
          MINE,
          Map.of(
              "investigatorA", TestDesk.FIRST.toString(),
              "investigatorB", TestDesk.SECOND.toString(),
              "state", "CHECKED_OUT",
              "assignedAt", "2026-11-20T02:00:00Z",
              "leaseDevice", "0190a5a0-1111-7222-8333-44445555c3f7")),
    };
  }

  private static String number(int sequence) {
    return ApplicationNumber.of(TestDesk.STREET, 2026, "001", sequence).text();
  }

  private static CaseRecord application(UUID id, String number, UUID clerk) {
    return CaseRecord.of(
        RecordType.APPLICATION,
        id,
        TestDesk.STREET,
        id,
        Map.of(
            "number",
            number,
            "street",
            TestDesk.STREET,
            "applicant",
            new UUID(22, id.getLeastSignificantBits()).toString(),
            "stage",
            "VISITING",
            "clerk",
            clerk.toString()));
  }

  static CaseRecord over(UUID id) {
    return application(id, number(2), OTHER_CLERK).with("stage", "WITHDRAWN");
  }

  private static CaseRecord person(UUID application, String name) {
    return CaseRecord.of(
        RecordType.PERSON,
        new UUID(22, application.getLeastSignificantBits()),
        TestDesk.STREET,
        application,
        Map.of("name", name));
  }

  private static CaseRecord event(UUID application, long n, UUID by, String at) {
    return of(
        RecordType.EVENT,
        new UUID(23, n),
        application,
        Map.of("act", "OPEN", "by", by.toString(), "at", at, "role", "WINDOW_CLERK"));
  }

  static CaseRecord takenOver(UUID application, UUID former, UUID by, String reason) {
    return of(
        RecordType.GATE_FACT,
        new UUID(24, application.getLeastSignificantBits()),
        application,
        Map.of(
            "kind",
            "TAKEN_OVER",
            "subject",
            Takeovers.subject(by, by),
            "value",
            former.toString(),
            "reason",
            reason,
            "by",
            by.toString(),
            "at",
            "2026-11-22T08:30:00Z"));
  }

  private static CaseRecord of(
      RecordType type, UUID id, UUID application, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, application, fields)
        .with("application", application.toString());
  }
}
