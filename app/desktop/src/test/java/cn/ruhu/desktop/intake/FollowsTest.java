package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What follows from numbers, relations and addresses, and what is still asked.
class FollowsTest {
  @TempDir Path folder;
  private IntakeRig rig;

  @BeforeEach
  void begin() throws Exception {
    rig = new IntakeRig(TestDesk.clerk(folder)).begun();
  }

  @AfterEach
  void close() throws Exception {
    rig.at.close();
  }

  /// A member typed from the 户口本.
  private UUID member(String birth, String relation) {
    rig.model.rows().addMember();
    CaseRecord m = rig.copy().file().members().getLast();
    UUID person = m.ref("person").orElseThrow();
    rig.model.leave(person, "idNumber", TestCards.number(birth, 31));
    rig.model.leave(m.id(), "relation", relation);
    return m.id();
  }

  private String said(UUID id, String field) {
    return rig.copy().text(id, field);
  }

  @Test
  void aChildIsNeitherMarriedNorAbleToWorkAndHasTheApplicantAsGuardian() {
    UUID son = member("20150915", "21");
    assertEquals("10", said(son, "marital"));
    assertEquals("4", said(son, "labour"));
    UUID self = rig.copy().file().members().getFirst().id();
    assertEquals(self.toString(), said(son, "guardian"));
    assertFalse(asked(son, "disease"));
    assertTrue(asked(son, "guardian"));
    assertTrue(asked(son, "education"));
  }

  @Test
  void whatSomebodySaidStays() {
    UUID mother = member("19480221", "52");
    assertEquals("5", said(mother, "labour"));
    rig.model.leave(mother, "labour", "2");
    rig.model.leave(mother, "relation", "56");
    assertEquals("2", said(mother, "labour"));
    assertEquals("", said(mother, "guardian"), "a grown person has none");
    assertEquals("", said(mother, "marital"));
  }

  @Test
  void thoseRegisteredAtTheSameAddressAreOfOneBook() {
    UUID son = member("20150915", "21");
    UUID person = rig.copy().get(son).flatMap(m -> m.ref("person")).orElseThrow();
    rig.model.leave(person, "registeredAddress", "北京市昌平区回龙观");
    assertEquals("", said(son, "hukouRelation"));
    rig.model.leave(
        person, "registeredAddress", rig.copy().text(rig.applicant(), "registeredAddress"));
    assertEquals("1", said(son, "hukouRelation"));
  }

  @Test
  void aSisterOwesHerMotherSupportAndOtherwiseHerBrother() {
    assertEquals("3", duty("75"));
    assertEquals("1", duty("20"));
    assertEquals("", duty("51"), "parents owe a grown child nothing by age alone");
    assertEquals("", duty("97"));
    member("19480221", "52");
    assertEquals("1", duty("75"));
  }

  private String duty(String relation) {
    rig.model.rows().addSupporter();
    UUID id = rig.copy().file().supporters().getLast().id();
    rig.model.leave(id, "relation", relation);
    return said(id, "duty");
  }

  private boolean asked(UUID record, String field) {
    return Asked.of(rig.copy().file(), rig.copy().get(record).orElseThrow(), field, false);
  }

  @Test
  void whatIsAskedFollowsTheAnswers() {
    UUID wife = member("19820509", "12");
    assertFalse(asked(wife, "workplace"));
    rig.model.leave(wife, "occupation", "3");
    assertTrue(asked(wife, "workplace"));
    rig.model.leave(wife, "health", "40,60");
    assertTrue(asked(wife, "disease"));
    assertTrue(asked(wife, "disabilityGrade"));
    rig.model.rows().addItem(LineKind.EXPENSE);
    UUID bill = rig.copy().file().items("EXPENSE").getLast().id();
    assertTrue(asked(bill, "declared"));
    rig.model.leave(bill, "code", "E08");
    assertTrue(asked(bill, "reimbursedFen"));
    assertFalse(asked(bill, "declared"), "it follows from the bill");
    assertFalse(Asked.dwelling(rig.copy().file(), "H05"));
    UUID source = rig.model.rows().fact("H04");
    rig.model.leave(source, "declared", "4");
    assertTrue(Asked.dwelling(rig.copy().file(), "H05"));
  }
}
