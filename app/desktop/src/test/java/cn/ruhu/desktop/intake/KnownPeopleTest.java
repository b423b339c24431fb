package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TestRegistry;
import cn.ruhu.desktop.work.KnownWords.Tone;
import cn.ruhu.wire.RegistryTable.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who of a household is known already, and what is said when nobody can know.
class KnownPeopleTest {
  private static final String CHEN = TestCards.number("19780512", 11);
  private static final String WIFE = TestCards.number("19800307", 22);

  @TempDir Path home;
  private TestDesk at;
  private IntakeRig rig;
  private final TestRegistry district = new TestRegistry();

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home);
    rig = new IntakeRig(at);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void give() throws Exception {
    Instant now = at.clock().instant();
    district.give(
        at.store().registry(),
        now.minus(Duration.ofDays(3)),
        now.minus(Duration.ofHours(5)),
        Set.of());
  }

  private KnownBoard board() {
    return rig.model.known.board.get();
  }

  private String line(int i) {
    KnownBoard.Line line = board().lines().get(i);
    return line.tone()
        + " "
        + line.name()
        + " "
        + line.words().key()
        + " "
        + line.words().args().getFirst();
  }

  @Test
  void aPersonInBenefitElsewhereIsRedAndSaysWhereAndSince() throws Exception {
    district.knows(CHEN, Kind.BENEFIT, TestRegistry.month(2024, 3));
    give();
    rig.begun();
    assertEquals(1, board().lines().size());
    assertEquals("RED 陈䶮 work.known.BENEFIT 低保 · 四季青地区 · 2024-03", line(0));
    assertEquals("work.known.age", board().age().key());
    assertEquals("2026-11-20", board().age().args().getFirst());
    assertTrue(board().sure());
  }

  @Test
  void whoIsUnknownEverywhereIsSaidToBeAndHowOldThatIs() throws Exception {
    give();
    rig.begun();
    assertEquals(List.of(), board().lines());
    assertTrue(board().sure());
    assertEquals("work.known.age", board().age().key());
  }

  @Test
  void withoutASnapshotNothingIsTakenForUnknown() {
    rig.begun();
    assertFalse(board().sure());
    assertEquals("work.known.age.missing", board().age().key());
  }

  @Test
  void anOldOrIncompleteSnapshotSaysSo() throws Exception {
    Instant now = at.clock().instant();
    var copy = at.store().registry();
    district.give(copy, now.minus(Duration.ofDays(20)), now.minus(Duration.ofDays(9)), Set.of());
    rig.begun();
    assertEquals("work.known.age.old", board().age().key());
    assertFalse(board().sure());
    district.give(copy, now.minus(Duration.ofDays(200)), now, Set.of());
    rig.model.travelled();
    assertEquals("work.known.age.oldlist", board().age().key());
    district.give(copy, now, now, Set.of("BENEFIT"));
    rig.model.travelled();
    assertEquals("work.known.age.part", board().age().key());
    assertFalse(board().sure());
    district.give(copy, Instant.EPOCH, now, Set.of("BENEFIT", "PERSON", "HOUSEHOLD", "OFFICIAL"));
    rig.model.travelled();
    assertEquals("work.known.age.casesonly", board().age().key());
    assertFalse(board().sure());
    district.give(copy, now, now, Set.of("OFFICIAL"));
    rig.model.travelled();
    assertTrue(board().sure(), "officials are nobody's benefit");
  }

  @Test
  void aDeadPersonsNumberIsRedAndNothingTypedIsLost() throws Exception {
    district.knows(WIFE, Kind.DIED, TestRegistry.month(2025, 11));
    give();
    rig.begun();
    rig.cards.lay(IntakeRig.WIFE);
    rig.model.answer(1);
    assertEquals("RED 欧阳秀兰 work.known.DIED 四季青地区 · 2025-11", line(0));
    assertEquals("work.known.next.DIED", board().lines().getFirst().next().key());
    assertEquals(WIFE, rig.person("欧阳秀兰").text("idNumber"));
    assertFalse(at.store().drafts().keys().isEmpty());
  }

  @Test
  void anOpenCaseOfAnotherStreetAndItsRelativesFilingAreTold() throws Exception {
    district.knows(CHEN, Kind.CASE, TestRegistry.month(2026, 10)).knows(CHEN, Kind.RELATIVE, 0);
    give();
    rig.begun();
    assertEquals("RED 陈䶮 work.known.CASE 入户调查中 · 四季青地区 · 2026-10", line(0));
    assertEquals("AMBER 陈䶮 work.known.RELATIVE 四季青地区", line(1));
  }

  @Test
  void membersOfTwoListedHouseholdsAreAmber() throws Exception {
    district.knows(CHEN, Kind.HOUSEHOLD, 7).knows(WIFE, Kind.HOUSEHOLD, 7);
    give();
    rig.begun();
    rig.cards.lay(IntakeRig.WIFE);
    rig.model.answer(1);
    assertEquals(List.of(), board().lines(), "one household, here as there");
    rig.model.keepThenClose();
    assertNull(board().age());
    district.knows(TestCards.number("20030415", 19), Kind.HOUSEHOLD, 9);
    give();
    rig.begun();
    rig.cards.lay(IntakeRig.STRANGER);
    rig.model.answer(1);
    assertEquals(
        List.of(Tone.AMBER, Tone.AMBER, Tone.AMBER),
        board().lines().stream().map(KnownBoard.Line::tone).toList());
  }

  @Test
  void aSupporterIsAskedOnlyWhetherAliveAndWhetherAnOfficial() throws Exception {
    district.knows(WIFE, Kind.BENEFIT, TestRegistry.month(2024, 3)).knows(WIFE, Kind.OFFICIAL, 0);
    give();
    rig.begun();
    rig.cards.lay(IntakeRig.WIFE);
    rig.model.answer(3);
    assertEquals(1, board().lines().size());
    assertEquals("AMBER 欧阳秀兰 work.known.OFFICIAL 四季青地区", line(0));
  }

  @Test
  void aCaseOfThisStreetIsKnownWithoutTheDistrict() throws Exception {
    UUID other = new UUID(5, 1);
    UUID person = new UUID(5, 2);
    at.receive(
        CaseRecord.of(RecordType.APPLICATION, other, TestDesk.STREET, other, Map.of())
            .with("stage", "IN_BENEFIT")
            .with("applyDate", "2024-03-05")
            .with("applicant", person.toString()),
        CaseRecord.of(
            RecordType.PERSON,
            person,
            TestDesk.STREET,
            other,
            Map.of("name", "陈䶮", "idNumber", CHEN)));
    rig.begun();
    assertEquals(Tone.RED, board().lines().getFirst().tone());
    assertTrue(line(0).endsWith("陈䶮 · 2024-03"), line(0));
  }

  @Test
  void theSameNumberTwiceInAHouseholdIsAProblemOfItsField() throws Exception {
    rig.begun();
    rig.cards.lay(IntakeRig.WIFE);
    rig.model.answer(1);
    UUID wife = rig.person("欧阳秀兰").id();
    rig.model.leave(wife, "idNumber", CHEN);
    assertEquals("work.problem.ID_TWICE", rig.problem(wife, "idNumber"));
    assertEquals(CHEN, rig.copy().text(wife, "idNumber"), "nothing typed is lost");
  }

  @Test
  void eachNumberOfAHouseholdIsOneQueryOfItsApplication() throws Exception {
    give();
    rig.begun();
    rig.cards.lay(IntakeRig.WIFE);
    rig.model.answer(1);
    rig.model.leave(rig.applicant(), "phone", "13810012346");
    var asked = at.store().registry().ask(true).asked();
    assertEquals(2, asked.size());
    assertEquals(rig.copy().application().toString(), asked.getFirst().application());
  }
}
