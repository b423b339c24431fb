package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Three more households of a pair's day, two of them in one building.
final class Neighbours {
  private static final String[][] ALL = {
    {"赵凤英", "北下关街道皂君庙社区2号楼1单元302", "2026-11-24", "HOME", "13900002222"},
    {"钱多多", "北下关街道皂君庙社区2号楼1单元1101", "2026-11-20", "HOME", ""},
    {"孙有福", "北下关街道皂君庙社区10号楼3单元201", "2026-11-27", "HOSPITAL", "010-62110000"}
  };

  private Neighbours() {}

  static CaseRecord[] records() {
    List<CaseRecord> all = new ArrayList<>();
    for (int n = 0; n < ALL.length; n++) household(all, n);
    return all.toArray(CaseRecord[]::new);
  }

  private static void household(List<CaseRecord> all, int n) {
    String[] h = ALL[n];
    UUID id = new UUID(20 + n, 1);
    UUID person = new UUID(20 + n, 2);
    all.add(
        of(
            id,
            RecordType.APPLICATION,
            id,
            Map.of(
                "number",
                "11010800720260010" + (20 + n) + "12",
                "street",
                TestDesk.STREET,
                "applicant",
                person.toString(),
                "stage",
                "VISITING",
                "acceptDate",
                "2026-11-19",
                "schemes",
                n == 2 ? "DB,DS" : "DB",
                "residenceAddress",
                h[1],
                "phone",
                h[4])));
    all.add(of(id, RecordType.PERSON, person, Map.of("name", h[0])));
    all.add(
        of(
            id,
            RecordType.MEMBER,
            new UUID(20 + n, 3),
            Map.of("person", person.toString(), "relation", "01")));
    all.add(
        of(
            id,
            RecordType.ASSIGNMENT,
            new UUID(20 + n, 4),
            Map.of(
                "agency",
                TestDesk.AGENCY.toString(),
                "investigatorA",
                TestDesk.FIRST.toString(),
                "investigatorB",
                TestDesk.SECOND.toString(),
                "due",
                h[2],
                "state",
                "ASSIGNED",
                "visitMode",
                h[3])));
  }

  private static CaseRecord of(UUID file, RecordType type, UUID id, Map<String, String> fields) {
    var all = new TreeMap<>(fields);
    if (type != RecordType.PERSON && type != RecordType.APPLICATION)
      all.put("application", file.toString());
    return CaseRecord.of(type, id, TestDesk.STREET, file, all);
  }
}
