package cn.ruhu.desktop.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.Shown;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflictsViewModelTest {
  static final UUID CASE = new UUID(1, 1);
  static final UUID PERSON = new UUID(1, 2);
  static final UUID MEMBER = new UUID(1, 3);
  static final UUID WAGE = new UUID(1, 4);
  static final UUID CONFLICT = new UUID(1, 5);

  @TempDir Path home;
  private TestDesk at;
  private ConflictsViewModel model;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home);
    at.receive(records());
    model =
        new ConflictsViewModel(
            at.desk(), Background.inline(), new Shown(at.desk(), Text.chinese()));
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

  private static Map<String, String> conflict() {
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

  private static CaseRecord of(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, CASE, fields);
  }

  private CaseRecord now(UUID id) {
    return at.store().record(id).orElseThrow();
  }

  @Test
  void bothValuesStandWithTheirAuthors() {
    Dispute d = model.disputes.getFirst();
    assertEquals("张桂兰", d.subject());
    assertEquals("周敏", d.keptBy());
    assertEquals("林晓东", d.offeredBy());
    assertTrue(d.mine());
    assertEquals(
        List.of(new Dispute.Line("工资薪金 · 申报", "1,500.00 元", "1,800.00 元", "2,300.00 元")),
        d.lines());
  }

  @Test
  void takingWritesTheLaterValueAndKeepsTheConflictReadable() {
    model.reason.set("已看工资单");
    model.take();
    assertEquals("230000", now(WAGE).text("declared"));
    assertEquals("RESOLVED", now(CONFLICT).text("state"));
    assertEquals("TAKE", now(CONFLICT).text("choice"));
    assertEquals("180000", now(CONFLICT).text("kept.declared"));
    assertEquals("已看工资单", now(CONFLICT).text("resolveReason"));
    assertEquals(0, model.waiting.get());
    assertEquals("resolve", at.store().journal().entries().getLast().op().kind());
  }

  @Test
  void keepingChangesNothingButTheConflict() {
    model.keep();
    assertEquals("180000", now(WAGE).text("declared"));
    assertEquals("KEEP", now(CONFLICT).text("choice"));
    assertEquals(1, at.store().journal().entries().getLast().op().changes().size());
  }

  @Test
  void theReviewerOfTheStreetSettlesWhatThePersonAskedNoLongerCan(@TempDir Path desk)
      throws Exception {
    try (TestDesk reviewer = TestDesk.reviewer(desk)) {
      reviewer.receive(records());
      var screen =
          new ConflictsViewModel(
              reviewer.desk(), Background.inline(), new Shown(reviewer.desk(), Text.chinese()));
      screen.refresh();
      assertFalse(screen.disputes.getFirst().mine());
      assertTrue(screen.disputes.getFirst().may());
      screen.take();
      assertEquals(0, screen.waiting.get());
      var op = reviewer.store().journal().entries().getLast().op();
      assertEquals(
          List.of(CONFLICT.toString()),
          op.changes().stream().map(c -> c.id().toString()).toList(),
          "the declared value is the window's section: the district writes it");
    }
  }

  @Test
  void whoIsNeitherAskedNorAReviewerSettlesNothing(@TempDir Path desk) throws Exception {
    try (TestDesk visitor = TestDesk.investigator(desk)) {
      visitor.receive(records());
      var screen =
          new ConflictsViewModel(
              visitor.desk(), Background.inline(), new Shown(visitor.desk(), Text.chinese()));
      screen.refresh();
      assertFalse(screen.disputes.getFirst().may());
      screen.keep();
      assertEquals(1, screen.waiting.get());
      assertTrue(visitor.store().journal().entries().isEmpty());
    }
  }

  @Test
  void whatWasSettledSurvivesAPowerCut() throws Exception {
    model.take();
    at.restart();
    assertEquals("230000", now(WAGE).text("declared"));
  }
}
