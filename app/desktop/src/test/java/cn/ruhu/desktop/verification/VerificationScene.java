package cn.ruhu.desktop.verification;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.wire.FileAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Two cases under way: one whose two members signed and whose form is scanned, one whose form is
/// not.
final class VerificationScene {
  static final UUID FIRST = new UUID(51, 1);
  static final UUID SECOND = new UUID(51, 2);
  static final String WANG = "110199195203070013";
  static final String LI = "110199195509120028";
  static final String ZHAO = "110199198704210030";
  static final UUID WAGE = new UUID(54, 1);
  static final byte[] SCAN = "a scanned form".getBytes(StandardCharsets.UTF_8);

  private VerificationScene() {}

  static String number(UUID application) {
    int n = (int) application.getLeastSignificantBits();
    return ApplicationNumber.of(TestDesk.STREET, 2026, "001", n).text();
  }

  static void into(TestDesk at) throws Exception {
    String file = at.store().files().put(SCAN, FIRST, "image/jpeg");
    at.receive(
        List.of(
                application(FIRST, 1),
                person(1, FIRST, "王芳", WANG),
                member(1, FIRST, "01"),
                person(2, FIRST, "李雷", LI),
                member(2, FIRST, "10"),
                of(
                    RecordType.ITEM,
                    WAGE,
                    FIRST,
                    Map.of(
                        "member", new UUID(53, 1).toString(),
                        "kind", "INCOME",
                        "code", "101",
                        "basis", "MONTHLY",
                        "declared", "180000")),
                of(
                    RecordType.PAGE,
                    new UUID(55, 1),
                    FIRST,
                    Map.of("slot", "D02", "file", file, "mime", "image/jpeg")),
                application(SECOND, 3),
                person(3, SECOND, "赵云", ZHAO),
                member(3, SECOND, "01"))
            .toArray(CaseRecord[]::new));
  }

  /// The first case's applicant, by the same number, as a member of the second case.
  static CaseRecord[] alsoInTheSecond() {
    return new CaseRecord[] {person(4, SECOND, "王芳", WANG), member(4, SECOND, "50")};
  }

  /// The second case's form, scanned by now: the same file.
  static CaseRecord secondScanned() {
    String file = FileAddress.of(SCAN).text();
    return of(
        RecordType.PAGE,
        new UUID(55, 2),
        SECOND,
        Map.of("slot", "D02", "file", file, "mime", "image/jpeg"));
  }

  private static CaseRecord application(UUID id, int applicant) {
    return CaseRecord.of(
        RecordType.APPLICATION,
        id,
        TestDesk.STREET,
        id,
        Map.of(
            "number",
            number(id),
            "street",
            TestDesk.STREET,
            "applicant",
            new UUID(52, applicant).toString(),
            "schemes",
            "DB",
            "stage",
            "ACCEPTED"));
  }

  private static CaseRecord person(int n, UUID of, String name, String number) {
    return CaseRecord.of(
        RecordType.PERSON,
        new UUID(52, n),
        TestDesk.STREET,
        of,
        Map.of("name", name, "idNumber", number));
  }

  private static CaseRecord member(int n, UUID of, String relation) {
    return of(
        RecordType.MEMBER,
        new UUID(53, n),
        of,
        Map.of(
            "person", new UUID(52, n).toString(), "relation", relation, "authorization", "SIGNED"));
  }

  private static CaseRecord of(RecordType type, UUID id, UUID of, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, of, fields).with("application", of.toString());
  }
}
