package cn.ruhu.desktop.changes;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A couple with a boy in benefit, a widow still visited, and a case that is over.
public final class ChangesScene {
  public static final UUID FAMILY = new UUID(31, 1);
  static final UUID WIDOW = new UUID(31, 2);
  static final UUID OVER = new UUID(31, 3);
  static final String CARD = "4111111111111111";

  private ChangesScene() {}

  static CaseRecord[] records() {
    var all = new ArrayList<CaseRecord>();
    application(all, FAMILY, 1, "IN_BENEFIT", "3");
    person(all, FAMILY, 1, "张建国", "19700101", "01", 1);
    person(all, FAMILY, 2, "李秀英", "19720202", "10", 2);
    person(all, FAMILY, 3, "张小宝", "20120303", "20", 1);
    application(all, WIDOW, 2, "VISITING", "1");
    person(all, WIDOW, 11, "王桂香", "19480909", "01", 2);
    application(all, OVER, 3, "TERMINATED", "1");
    person(all, OVER, 21, "赵铁柱", "19551010", "01", 1);
    all.add(
        of(
            RecordType.ITEM,
            new UUID(34, 1),
            FAMILY,
            Map.of(
                "kind", "INCOME",
                "code", "101",
                "basis", "MONTHLY",
                "member", member(1).toString(),
                "declared", "180000")));
    return all.toArray(CaseRecord[]::new);
  }

  static UUID member(int n) {
    return new UUID(33, n);
  }

  static UUID person(int n) {
    return new UUID(32, n);
  }

  static String number(String birth, int sequence) {
    return TestCards.number(birth, sequence);
  }

  private static void application(List<CaseRecord> all, UUID id, int n, String stage, String size) {
    var fields = new TreeMap<String, String>();
    fields.put("number", ApplicationNumber.of(TestDesk.STREET, 2026, "001", n).text());
    fields.put("street", TestDesk.STREET);
    fields.put("stage", stage);
    fields.put("applicant", person(n == 1 ? 1 : n == 2 ? 11 : 21).toString());
    fields.put("household", new UUID(35, n).toString());
    fields.put("residenceAddress", "大慧寺路12号院3号楼2单元501室");
    fields.put("phone", "13810012345");
    fields.put("bankName", "工商银行");
    fields.put("bankHolder", n == 1 ? "张建国" : "王桂香");
    fields.put("bankAccount", "6222020200112233446");
    fields.put("familySize", size);
    fields.put("clerk", TestDesk.CLERK.toString());
    all.add(CaseRecord.of(RecordType.APPLICATION, id, TestDesk.STREET, id, fields));
    all.add(
        CaseRecord.of(
            RecordType.HOUSEHOLD,
            new UUID(35, n),
            TestDesk.STREET,
            id,
            Map.of("street", TestDesk.STREET)));
  }

  private static void person(
      List<CaseRecord> all, UUID id, int n, String name, String born, String relation, int sex) {
    all.add(
        CaseRecord.of(
            RecordType.PERSON,
            person(n),
            TestDesk.STREET,
            id,
            Map.of(
                "name",
                name,
                "idNumber",
                number(born, 100 + 2 * n + (sex == 1 ? 1 : 0)),
                "birthDate",
                born.substring(0, 4) + "-" + born.substring(4, 6) + "-" + born.substring(6))));
    all.add(
        of(
            RecordType.MEMBER,
            member(n),
            id,
            Map.of(
                "person",
                person(n).toString(),
                "relation",
                relation,
                "livingTogether",
                "1",
                "order",
                Integer.toString(n))));
  }

  private static CaseRecord of(
      RecordType type, UUID id, UUID application, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, application, fields)
        .with("application", application.toString());
  }
}
