package cn.ruhu.desktop.linking;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.linking.Links;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A household of three: one linked by number, one with the same number under another name, one who
/// may be somebody of the registry.
final class LinkingScene {
  static final UUID CASE = new UUID(31, 1);
  static final UUID FATHER = new UUID(32, 1);
  static final UUID MOTHER = new UUID(32, 2);
  static final UUID CHILD = new UUID(32, 3);

  private LinkingScene() {}

  static CaseRecord[] records() {
    return List.of(
            CaseRecord.of(
                RecordType.APPLICATION,
                CASE,
                TestDesk.STREET,
                CASE,
                Map.of(
                    "number",
                    ApplicationNumber.of(TestDesk.STREET, 2026, "001", 7).text(),
                    "street",
                    TestDesk.STREET,
                    "applicant",
                    FATHER.toString(),
                    "residenceAddress",
                    "皂君庙社区12号楼3单元402",
                    "stage",
                    "INVESTIGATED")),
            person(FATHER, "赵国强", "110199195203070013", "1", "1952-03-07"),
            person(MOTHER, "钱秀兰", "110199195509120028", "2", "1955-09-12"),
            person(CHILD, "赵小雨", "", "2", "2014-06-01"),
            link(
                FATHER,
                "R1",
                Map.of(
                    "kind", "AUTO",
                    "state", "LINKED",
                    "score", "3900",
                    "reasons", "NUMBER_SAME,NAME_SAME,DOOR_SAME",
                    "name", "赵国强",
                    "number", "110199195203070013",
                    "address", "海淀区皂君庙12-3-402",
                    "street", TestDesk.STREET)),
            link(
                MOTHER,
                "R2",
                Map.of(
                    "kind", "ALERT",
                    "state", "OPEN",
                    "score", "2200",
                    "reasons", "NUMBER_SAME,NAME_OTHER,STREET_OTHER",
                    "name", "孙桂芝",
                    "number", "110199195509120028",
                    "address", "苏家坨镇前沙涧村23号",
                    "street", "110108027",
                    "benefits", "07,2020-01-01,,20000")),
            link(
                CHILD,
                "R3",
                Map.of(
                    "kind", "CANDIDATE",
                    "state", "OPEN",
                    "score", "3150",
                    "reasons", "NAME_SOUND,BIRTH_SAME,SEX_SAME,DOOR_SAME,HOUSEHOLD_SAME",
                    "name", "赵小宇",
                    "number", "110199201406010043",
                    "relation", "孙女",
                    "address", "海淀区皂君庙12-3-402",
                    "street", TestDesk.STREET)))
        .toArray(CaseRecord[]::new);
  }

  private static CaseRecord person(UUID id, String name, String number, String sex, String birth) {
    var fields = new HashMap<>(Map.of("name", name, "sex", sex, "birthDate", birth));
    if (!number.isEmpty()) fields.put("idNumber", number);
    return CaseRecord.of(RecordType.PERSON, id, TestDesk.STREET, CASE, fields);
  }

  private static CaseRecord link(UUID person, String row, Map<String, String> said) {
    var fields = new HashMap<>(said);
    fields.put("application", CASE.toString());
    fields.put("person", person.toString());
    fields.put("registry", row);
    fields.put("rules", "FS-1");
    fields.put("importedOn", "2026-11-01");
    fields.put("foundAt", "2026-11-02T02:00:00Z");
    return CaseRecord.of(RecordType.LINK, Links.id(person, row), TestDesk.STREET, CASE, fields);
  }
}
