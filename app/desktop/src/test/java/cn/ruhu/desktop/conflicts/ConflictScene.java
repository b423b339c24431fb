package cn.ruhu.desktop.conflicts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.pages.DistrictDouble;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// One household, one wage, two people who wrote it: what the tests of this feature start from.
abstract class ConflictScene {
  static final UUID CASE = new UUID(1, 1);
  static final UUID PERSON = new UUID(1, 2);
  static final UUID MEMBER = new UUID(1, 3);
  static final UUID WAGE = new UUID(1, 4);
  static final UUID CONFLICT = new UUID(1, 5);

  @TempDir Path home;
  TestDesk at;
  ConflictsViewModel model;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home);
    at.receive(records());
    model =
        new ConflictsViewModel(
            at.desk(), new DistrictDouble(at), Background.inline(), Text.chinese());
    model.refresh();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  static CaseRecord[] records() {
    return new CaseRecord[] {
      of(
          RecordType.APPLICATION,
          CASE,
          Map.of(
              "number",
              "110108072026001000018",
              "street",
              TestDesk.STREET,
              "applicant",
              PERSON.toString(),
              "stage",
              "VISITING")),
      of(RecordType.PERSON, PERSON, Map.of("name", "张桂兰")),
      of(
          RecordType.MEMBER,
          MEMBER,
          Map.of("application", CASE.toString(), "person", PERSON.toString(), "relation", "01")),
      of(
          RecordType.ITEM,
          WAGE,
          Map.of(
              "application",
              CASE.toString(),
              "member",
              MEMBER.toString(),
              "kind",
              "INCOME",
              "code",
              "101",
              "basis",
              "MONTHLY",
              "declared",
              "180000")),
      of(RecordType.CONFLICT, CONFLICT, conflict()),
    };
  }

  static Map<String, String> conflict() {
    var f = new TreeMap<String, String>();
    f.put("application", CASE.toString());
    f.put("record", WAGE.toString());
    f.put("recordType", "ITEM");
    f.put("group", "declared");
    f.put("kind", "FIELD");
    f.put("author", TestDesk.FIRST.toString());
    f.put("authoredAt", "2026-11-21T07:20:00Z");
    f.put("keptAuthor", TestDesk.CLERK.toString());
    f.put("keptAt", "2026-11-20T02:05:00Z");
    f.put("askedOf", TestDesk.CLERK.toString());
    f.put("state", "OPEN");
    f.put("base.declared", "150000");
    f.put("kept.declared", "180000");
    f.put("offered.declared", "230000");
    return f;
  }

  static CaseRecord of(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, CASE, fields);
  }

  CaseRecord now(UUID id) {
    return at.store().record(id).orElseThrow();
  }

  Dispute find(String field) {
    return model.disputes.stream()
        .filter(d -> d.third().fields().stream().anyMatch(f -> f.name().equals(field)))
        .findFirst()
        .orElseThrow();
  }

  static CaseRecord identity() {
    var f = new TreeMap<>(conflict());
    f.keySet().removeIf(k -> k.endsWith(".declared"));
    f.put("record", PERSON.toString());
    f.put("recordType", "PERSON");
    f.put("group", "identity");
    f.put("kept.idNumber", "110101199003077758");
    f.put("offered.idNumber", "110101199003071234");
    return of(RecordType.CONFLICT, new UUID(1, 6), f);
  }

  /// Two pages of the case that show the wage: one of the counter, one taken at the visit.
  static CaseRecord[] pages(String counter, String visit) {
    return new CaseRecord[] {
      page(new UUID(2, 1), counter, TestDesk.CLERK, "2026-11-20T02:00:00Z"),
      page(new UUID(2, 2), visit, TestDesk.FIRST, "2026-11-21T07:10:00Z"),
      page(new UUID(2, 3), visit, TestDesk.SECOND, "2026-11-21T07:12:00Z"),
    };
  }

  static CaseRecord page(UUID id, String file, UUID by, String at) {
    return of(
        RecordType.PAGE,
        id,
        Map.of(
            "application",
            CASE.toString(),
            "member",
            MEMBER.toString(),
            "slot",
            "D06",
            "file",
            file,
            "by",
            by.toString(),
            "takenAt",
            at));
  }

  void settle(Pick pick) {
    assertTrue(model.pick(pick));
    model.reason.set("看过材料");
    assertTrue(model.settle());
  }

  static CaseRecord question(long n, String at, Map<String, String> more) {
    var f = new TreeMap<>(conflict());
    f.put("authoredAt", at);
    f.putAll(more);
    return of(RecordType.CONFLICT, new UUID(3, n), f);
  }

  /// A question about three fields of a member, older than the one about the wage.
  static CaseRecord[] member() {
    var f = new TreeMap<>(conflict());
    f.keySet().removeIf(k -> k.endsWith(".declared"));
    f.put("authoredAt", "2026-11-19T07:20:00Z");
    f.put("record", MEMBER.toString());
    f.put("recordType", "MEMBER");
    f.put("group", "disability");
    f.put("kept.disabilityCategory", "2");
    f.put("offered.disabilityCategory", "3");
    f.put("kept.disabilityCertificate", "1101081952030700134");
    f.put("offered.disabilityCertificate", "1101081952030700135");
    f.put("kept.health", "10");
    f.put("offered.health", "30,40");
    return new CaseRecord[] {
      of(
          RecordType.MEMBER,
          MEMBER,
          Map.of(
              "application",
              CASE.toString(),
              "person",
              PERSON.toString(),
              "relation",
              "01",
              "disabilityCategory",
              "2",
              "disabilityCertificate",
              "1101081952030700134",
              "health",
              "10")),
      of(RecordType.CONFLICT, new UUID(1, 6), f),
    };
  }
}
