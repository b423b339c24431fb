package cn.ruhu.desktop.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchViewModelTest {
  static final UUID CASE = new UUID(1, 1);
  static final UUID PERSON = new UUID(1, 2);
  static final UUID MEMBER = new UUID(1, 3);

  @TempDir Path home;
  private TestDesk at;
  private DispatchViewModel model;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.reviewer(home);
    at.receive(accepted());
    model = new DispatchViewModel(at.desk(), Background.inline());
    model.refresh();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  static CaseRecord[] accepted() {
    return new CaseRecord[] {
      of(
          RecordType.APPLICATION,
          CASE,
          Map.of(
              "number", "110108072026001000018",
              "street", TestDesk.STREET,
              "applicant", PERSON.toString(),
              "stage", "ACCEPTED",
              "acceptDate", "2026-11-19",
              "schemes", "DB,DS",
              "residenceAddress", "北下关街道大慧寺路12号院3号楼2单元501室",
              "ruleSet", "CN-2021")),
      of(RecordType.PERSON, PERSON, Map.of("name", "张桂兰")),
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
              "authorization",
              "SIGNED")),
    };
  }

  private static CaseRecord of(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, CASE, fields);
  }

  private CaseFile file() {
    return at.desk().caseFile(CASE);
  }

  private void choosePair() {
    model.agency.set(TestDesk.AGENCY.toString());
    model.first.set(TestDesk.FIRST.toString());
    model.second.set(TestDesk.SECOND.toString());
  }

  @Test
  void theRowCountsWorkingDaysToTheStartOfTheVisit() {
    WaitingCase row = model.rows.getFirst();
    assertEquals("张桂兰", row.applicant());
    assertEquals("2026-11-24", row.due().toString());
    assertEquals(1, row.daysLeft());
    assertFalse(row.asked());
    assertEquals(1, model.unassigned.get());
  }

  @Test
  void noVisitStartsBeforeVerificationIsRequested() {
    choosePair();
    model.dispatch();
    assertTrue(
        model.hindrances.stream().anyMatch(m -> m.key().startsWith("work.hindrance.VERIFICATION")));
    assertEquals("ACCEPTED", file().application().orElseThrow().text("stage"));
    assertTrue(file().assignments().isEmpty());
  }

  @Test
  void aPairIsTwoDifferentPeople() {
    choosePair();
    model.second.set(TestDesk.FIRST.toString());
    model.dispatch();
    assertEquals("dispatch.problem.pair", model.hindrances.getFirst().key());
  }

  @Test
  void theVisitStartsWithItsPairAndItsFacts() throws Exception {
    model.verificationRequested();
    assertEquals(1, file().gateFacts(GateKind.VERIFICATION_REQUESTED).size());
    choosePair();
    model.note.set("家中有犬");
    model.dispatch();
    assertTrue(model.hindrances.isEmpty(), () -> model.hindrances.toString());
    at.restart();
    assertEquals("VISITING", file().application().orElseThrow().text("stage"));
    CaseRecord assignment = file().assignments().getFirst();
    assertEquals("ASSIGNED", assignment.text("state"));
    assertEquals("家中有犬", assignment.text("note"));
    assertEquals(TestDesk.SECOND.toString(), assignment.text("investigatorB"));
  }

  @Test
  void aSecondDispatchChangesTheAssignmentInsteadOfDoublingIt() {
    model.verificationRequested();
    choosePair();
    model.dispatch();
    model.note.set("改上午");
    model.dispatch();
    assertEquals(1, file().assignments().size());
    assertEquals("改上午", file().assignments().getFirst().text("note"));
  }
}
