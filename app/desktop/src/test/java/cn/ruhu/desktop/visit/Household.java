package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A synthetic household that waits for its visit, as the district sends it to the pair.
final class Household {
  static final UUID CASE = new UUID(1, 100);
  static final UUID ASSIGNMENT = new UUID(1, 101);
  static final UUID WAGE = new UUID(1, 102);
  static final UUID SAVINGS = new UUID(1, 103);
  private static final String[][] PEOPLE = {
    {"王建国", "110108197603020015", "1976-03-02", "01", "1", "10", "1", "4"},
    {"李秀兰", "110108197811230028", "1978-11-23", "12", "1", "30", "2", "9"},
    {"王小雨", "110108201211240023", "2012-11-24", "30", "1", "10", "4", "2"},
    {"王张氏", "110108194901010042", "1949-01-01", "52", "1", "30", "5", "7"},
    {"王小雷", "110108201506010011", "2015-06-01", "20", "1", "10", "4", "2"},
    {"王小雪", "110108201806010025", "2018-06-01", "30", "1", "10", "4", "2"},
    {"王小霜", "110108202006010021", "2020-06-01", "30", "1", "10", "4", "1"},
    {"王小霞", "110108202206010029", "2022-06-01", "30", "1", "10", "4", "1"}
  };

  private Household() {}

  static UUID member(int n) {
    return new UUID(3, n);
  }

  static String at(int n) {
    return "@" + member(n);
  }

  static CaseRecord[] records(int size) {
    var all = new ArrayList<CaseRecord>();
    all.add(
        of(
            RecordType.APPLICATION,
            CASE,
            Map.of(
                "number",
                "110108007202600100012",
                "street",
                TestDesk.STREET,
                "applicant",
                new UUID(4, 1).toString(),
                "stage",
                "VISITING",
                "acceptDate",
                "2026-11-19",
                "schemes",
                "DB",
                "residenceAddress",
                "北下关街道大慧寺社区12号院3号楼2单元501室",
                "phone",
                "13800001111",
                "ruleSet",
                "CN-2021")));
    for (int n = 1; n <= size; n++) person(all, n);
    means(all);
    all.add(fact("VERIFICATION_NO_RECORD", new UUID(1, 110)));
    return all.toArray(CaseRecord[]::new);
  }

  private static void means(ArrayList<CaseRecord> all) {
    all.add(
        of(
            RecordType.ITEM,
            WAGE,
            Map.of(
                "member",
                member(1).toString(),
                "kind",
                "INCOME",
                "code",
                "102",
                "label",
                "工地零工",
                "basis",
                "MONTHLY",
                "months",
                "12",
                "declared",
                "300000",
                "order",
                "1")));
    all.add(
        of(
            RecordType.ITEM,
            SAVINGS,
            Map.of(
                "kind",
                "ASSET",
                "code",
                "P02",
                "basis",
                "AMOUNT",
                "declared",
                "120000",
                "order",
                "2")));
    all.add(
        of(
            RecordType.ASSIGNMENT,
            ASSIGNMENT,
            Map.of(
                "agency",
                TestDesk.AGENCY.toString(),
                "investigatorA",
                TestDesk.FIRST.toString(),
                "investigatorB",
                TestDesk.SECOND.toString(),
                "due",
                "2026-11-26",
                "state",
                "ASSIGNED",
                "visitMode",
                "HOME",
                "note",
                "家中有犬，按铃前先打电话")));
  }

  private static CaseRecord fact(String kind, UUID id) {
    return of(
        RecordType.GATE_FACT,
        id,
        Map.of("kind", kind, "by", TestDesk.CLERK.toString(), "at", "2026-11-20T02:00:00Z"));
  }

  private static void person(List<CaseRecord> all, int n) {
    String[] p = PEOPLE[n - 1];
    UUID person = new UUID(4, n);
    all.add(
        of(
            RecordType.PERSON,
            person,
            Map.of(
                "name",
                p[0],
                "idNumber",
                p[1],
                "birthDate",
                p[2],
                "registeredAddress",
                "北京市海淀区学院路20号")));
    all.add(
        of(
            RecordType.MEMBER,
            member(n),
            Map.of(
                "person",
                person.toString(),
                "relation",
                p[3],
                "hukouRelation",
                "1",
                "livingTogether",
                p[4],
                "health",
                p[5],
                "labour",
                p[6],
                "occupation",
                p[7],
                "benefits",
                "00",
                "order",
                Integer.toString(n))));
  }

  static CaseRecord of(RecordType type, UUID id, Map<String, String> fields) {
    var all = new TreeMap<>(fields);
    if (type != RecordType.PERSON && type != RecordType.APPLICATION)
      all.put("application", CASE.toString());
    return CaseRecord.of(type, id, TestDesk.STREET, CASE, all);
  }
}
