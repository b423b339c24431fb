package cn.ruhu.desktop.printing;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A family of four as the district holds it: declared, decided on two schemes.
public final class PrintedCase {
  public static final UUID CASE = id(1);
  public static final UUID HUSBAND = id(21);
  public static final UUID WIFE = id(22);

  private PrintedCase() {}

  static UUID id(int n) {
    return new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_1000L + n);
  }

  static CaseRecord make(RecordType type, int id, Map<String, String> fields) {
    return CaseRecord.of(type, id(id), TestDesk.STREET, CASE, fields)
        .with("application", type == RecordType.PERSON ? "" : CASE.toString());
  }

  /// The district's page key, as the server makes it.
  public static CaseRecord pageKey() {
    return CaseRecord.of(
        RecordType.PAGE_KEY,
        id(99),
        CaseRecord.PUBLIC,
        null,
        Map.of("keyId", "1", "secret", "5a".repeat(32), "state", "PUBLISHED"));
  }

  static CaseRecord application() {
    return CaseRecord.of(
        RecordType.APPLICATION,
        CASE,
        TestDesk.STREET,
        CASE,
        Map.of(
            "number", "110108072026001000425",
            "street", TestDesk.STREET,
            "community", "大慧寺社区",
            "applicant", id(11).toString(),
            "schemes", "DB,DS",
            "stage", "SUBMITTED",
            "applyDate", "2026-11-20",
            "phone", "13810012345",
            "residenceAddress", "北京市海淀区大慧寺路8号2号楼",
            "reason", "户主患病，家庭收入减少。"));
  }

  /// Everything but decisions and key.
  public static List<CaseRecord> family() {
    var all = new ArrayList<CaseRecord>();
    all.add(application());
    String[] names = {"陈建国", "欧阳秀兰", "陈思远", "陈思琪"};
    String[] born = {"1975-02-03", "1978-05-06", "2012-01-01", "2015-01-01"};
    for (int i = 0; i < names.length; i++) {
      all.add(
          make(
              RecordType.PERSON,
              11 + i,
              Map.of("name", names[i], "birthDate", born[i], "sex", i % 2 == 0 ? "1" : "2")));
      all.add(
          make(
              RecordType.MEMBER,
              21 + i,
              Map.of(
                  "person",
                  id(11 + i).toString(),
                  "relation",
                  List.of("01", "10", "20", "30").get(i),
                  "livingTogether",
                  "1",
                  "order",
                  "" + i)));
    }
    all.add(
        make(
            RecordType.ITEM,
            31,
            Map.of(
                "kind", "INCOME",
                "code", "101",
                "member", HUSBAND.toString(),
                "basis", "MONTHLY",
                "declared", "210000")));
    return all;
  }

  static CaseRecord decision(int id, String scheme, Map<String, String> more) {
    CaseRecord d =
        make(
            RecordType.DECISION,
            id,
            Map.of(
                "scheme",
                scheme,
                "level",
                "STREET",
                "by",
                TestDesk.REVIEWER.toString(),
                "at",
                "2026-11-22T01:00:00Z"));
    for (var e : more.entrySet()) d = d.with(e.getKey(), e.getValue());
    return d;
  }

  static CaseRecord approval() {
    return decision(
        41,
        "DB",
        Map.of(
            "outcome", "APPROVED",
            "monthlyFen", "336000",
            "startMonth", "2026-12",
            "reasonText", "符合条件。"));
  }

  static CaseRecord refusal() {
    return decision(
        42, "DS", Map.of("outcome", "REJECTED", "reasonCode", "R12", "reasonText", "已批准低保。"));
  }

  /// The standards of the month, as a district enters them.
  static CaseRecord standard(int id, String name, String fen) {
    return CaseRecord.of(
        RecordType.STANDARD,
        id(id),
        CaseRecord.PUBLIC,
        null,
        Map.of(
            "name", name,
            "effective", "2026-07",
            "valueFen", fen,
            "source", "京民社救发",
            "confirmed", "true"));
  }

  public static CaseRecord[] all() {
    var all = new ArrayList<>(family());
    all.add(approval());
    all.add(refusal());
    all.add(standard(51, "DIBAO", "145000"));
    all.add(standard(52, "LOW_INCOME", "254000"));
    all.add(pageKey());
    return all.toArray(new CaseRecord[0]);
  }
}
