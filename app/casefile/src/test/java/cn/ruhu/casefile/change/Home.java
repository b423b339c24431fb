package cn.ruhu.casefile.change;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A couple with a boy, in benefit; numbers are of the unassigned region 110199.
final class Home {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  static final Instant NOW = Instant.parse("2026-11-23T01:30:00Z");
  static final UUID CASE = new UUID(1, 1);
  static final UUID CLERK = new UUID(9, 1);
  static final UUID REPORT = new UUID(6, 1);
  static final String STREET = "110108007";
  static final UUID FATHER = new UUID(3, 1);
  static final UUID MOTHER = new UUID(3, 2);
  static final UUID BOY = new UUID(3, 3);

  private Home() {}

  static CaseRecord of(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, STREET, CASE, fields);
  }

  static CaseFile file(String stage) {
    return file(stage, List.of());
  }

  static CaseFile file(String stage, List<CaseRecord> more) {
    var all = new ArrayList<CaseRecord>();
    var app = new TreeMap<String, String>();
    app.put("street", STREET);
    app.put("stage", stage);
    app.put("applicant", new UUID(2, 1).toString());
    app.put("phone", "13810012345");
    app.put("residenceAddress", "大慧寺路12号");
    app.put("bankName", "工商银行");
    app.put("bankHolder", "张建国");
    app.put("bankAccount", "6222020200112233446");
    app.put("familySize", "3");
    all.add(of(RecordType.APPLICATION, CASE, app));
    all.add(
        of(
            RecordType.HOUSEHOLD,
            new UUID(1, 2),
            Map.of("street", STREET, "head", new UUID(2, 1).toString())));
    person(all, 1, "张建国", "1970-01-01", "01", "110199197001010011");
    person(all, 2, "李秀英", "1972-02-02", "10", "110199197202020021");
    person(all, 3, "张小宝", "2012-03-03", "20", "");
    all.add(
        of(
            RecordType.ITEM,
            new UUID(4, 1),
            Map.of(
                "kind", "INCOME",
                "code", "101",
                "basis", "MONTHLY",
                "member", FATHER.toString(),
                "declared", "180000",
                "verified", "200000")));
    all.addAll(more);
    return CaseFile.of(all);
  }

  private static void person(
      List<CaseRecord> all, int n, String name, String born, String relation, String number) {
    var p = new TreeMap<>(Map.of("name", name, "birthDate", born));
    if (!number.isEmpty()) p.put("idNumber", number);
    all.add(of(RecordType.PERSON, new UUID(2, n), p));
    all.add(
        of(
            RecordType.MEMBER,
            new UUID(3, n),
            Map.of(
                "person",
                new UUID(2, n).toString(),
                "relation",
                relation,
                "livingTogether",
                "1",
                "order",
                Integer.toString(n))));
  }

  /// `field=value` pairs, one a word; `_` stands for a space.
  static ChangeDraft draft(String kind, String typed) {
    var map = new TreeMap<String, String>();
    for (String pair : typed.split(" ", -1)) {
      int at = pair.indexOf('=');
      if (at > 0) map.put(pair.substring(0, at), who(pair.substring(at + 1)).replace('_', ' '));
    }
    return new ChangeDraft(ChangeKind.valueOf(kind), map);
  }

  private static String who(String word) {
    return switch (word) {
      case "FATHER" -> FATHER.toString();
      case "MOTHER" -> MOTHER.toString();
      case "BOY" -> BOY.toString();
      case "STRANGER" -> new UUID(3, 99).toString();
      default -> word;
    };
  }

  static CaseRecord report(CaseFile file, String kind, String typed) {
    return draft(kind, typed).report(file, REPORT, "变2026-1", CLERK, NOW);
  }

  static CaseFile with(CaseFile file, List<RecordChange> changes) {
    return file.with(changes);
  }
}
