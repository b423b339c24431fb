package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.work.KnownWords;
import cn.ruhu.desktop.work.Provenance;
import cn.ruhu.device.idcard.ReaderError;
import cn.ruhu.device.idcard.Reading;
import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.device.idcard.emulator.SyntheticPeople;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeViewModelTest {
  @TempDir Path home;
  private TestDesk at;
  private IntakeRig rig;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home);
    rig = new IntakeRig(at);
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  @Test
  void aFirstCardMakesAnApplicationWithItsNumberAtOnce() {
    rig.cards.lay(IntakeRig.CHEN);
    assertEquals(21, rig.app().text("number").length());
    CaseRecord chen = rig.person("陈䶮");
    assertEquals(TestCards.number("19780512", 11), chen.text("idNumber"));
    assertEquals("1978-05-12", chen.text("birthDate"));
    assertEquals("CHIP", Provenance.of(chen, "registeredAddress"));
    CaseRecord read = rig.copy().file().all(RecordType.CARD_READING).getFirst();
    assertEquals(512, read.text("text256").length());
    assertEquals("HOLDER", read.text("presence"));
    assertEquals("01", rig.copy().file().members().getFirst().text("relation"));
    assertTrue(rig.copy().file().household().isPresent());
    assertEquals("community", rig.model.focus.get().field(), "the first question of the paper");
  }

  @Test
  void portraitOfTheChipIsKeptSealedAndUnchangedBesideTheReading() throws Exception {
    rig.cards.lay(IntakeRig.CHEN);
    CaseRecord read = rig.copy().file().all(RecordType.CARD_READING).getFirst();
    byte[] kept = at.store().files().bytes(read.text("photo"));
    assertArrayEquals(rig.cards.read(IntakeRig.CHEN).photo().toArray(), kept);
    var again = rig.killed();
    again.model.bring(rig.copy().application(), () -> {});
    assertEquals(
        read.text("photo"),
        again.copy().file().all(RecordType.CARD_READING).getFirst().text("photo"));
  }

  @Test
  void cardOfAnUnknownKindFillsNothingAndIsKeptByteForByte() {
    var strange =
        EmulatedCard.blank().put(0, 30, "某人").put(122, 36, "X1234567").put(248, 2, "Q").build();
    rig.cards.lay(strange);
    CaseRecord read = rig.copy().file().all(RecordType.CARD_READING).getFirst();
    assertEquals("U", read.text("cardType"));
    assertEquals(512, read.text("text256").length());
    assertEquals("", rig.copy().text(rig.applicant(), "name"));
    assertEquals("name", rig.model.focus.get().field());
    assertTrue(rig.model.card.get().warns(cn.ruhu.device.idcard.CardWarning.Code.TYPE_UNKNOWN));
  }

  @Test
  void cardsOfAllFourKindsFillAPerson() {
    for (var p : SyntheticPeople.load()) {
      rig.cards.lay(p.card());
      CaseRecord person = rig.copy().get(rig.applicant()).orElseThrow();
      assertFalse(person.text("name").isEmpty(), p.note());
      assertFalse(person.text("idNumber").isEmpty(), p.note());
      assertFalse(person.text("idKind").isEmpty(), p.note());
      assertEquals(List.of(), rig.model.live.get().problems(), p.note());
      rig.model.keepThenClose();
    }
  }

  @Test
  void anEditedChipFieldBecomesManualAndKeepsTheChipsValue() {
    rig.begun();
    UUID id = rig.applicant();
    rig.model.leave(id, "registeredAddress", "北京市海淀区北下关街道大慧寺路9号");
    CaseRecord p = rig.copy().get(id).orElseThrow();
    assertEquals("MANUAL", Provenance.of(p, "registeredAddress"));
    assertTrue(p.text("chipValues").contains("大慧寺路8号2单元301"));
    rig.cards.lay(IntakeRig.CHEN);
    assertEquals("北京市海淀区北下关街道大慧寺路9号", rig.model.shown(id, "registeredAddress"));
    rig.model.leave(id, "registeredAddress", "北京市海淀区北下关街道大慧寺路8号2单元301");
    assertEquals("CHIP", rig.model.source(id, "registeredAddress"));
  }

  @Test
  void everyFieldLeftSurvivesAPowerCutWithItsStepAndPlace() throws Exception {
    rig.begun();
    rig.model.go(Step.INCOME);
    UUID id = rig.income("102", "1800");
    IntakeRig again = rig.killed();
    again.cards.lay(IntakeRig.CHEN);
    assertEquals("13810012345", again.app().text("phone"));
    assertEquals("180000", again.copy().text(id, "declared"));
    assertEquals(Step.INCOME, again.model.step.get());
    assertEquals(new Spot(id, "declared"), again.model.focus.get());
    assertEquals(2, again.copy().file().all(RecordType.CARD_READING).size());
  }

  @Test
  void aCardOfAnotherHouseholdTouchesNothingBeforeAnAnswer() {
    rig.begun();
    List<CaseRecord> before = List.copyOf(rig.copy().work());
    rig.cards.lay(IntakeRig.STRANGER);
    assertNotNull(rig.model.question.get());
    assertEquals(before, List.copyOf(rig.copy().work()));
    rig.model.answer(5);
    assertNull(rig.model.question.get());
    assertEquals(before, List.copyOf(rig.copy().work()));
  }

  @Test
  void theAnswerMakesAMemberAnAgentASupporterOrANewHousehold() throws Exception {
    rig.begun();
    rig.cards.lay(IntakeRig.WIFE);
    rig.model.answer(1);
    assertEquals(2, rig.copy().file().members().size());
    assertEquals("relation", rig.model.focus.get().field());
    rig.cards.lay(IntakeRig.STRANGER);
    rig.model.answer(2);
    assertEquals("3", rig.app().text("applyMethod"));
    assertEquals(2, rig.copy().file().members().size());
    rig.cards.lay(TestCards.resident("陈志国", "1", "19500312", "河北省保定市测试路1号", 31));
    rig.model.answer(3);
    assertEquals("陈志国", rig.copy().file().supporters().getFirst().text("name"));
    UUID first = rig.copy().application();
    rig.cards.lay(TestCards.resident("仇晓梅", "2", "19880826", "北京市海淀区马连洼街道菊园15号楼", 26));
    rig.model.answer(4);
    assertFalse(rig.copy().application().equals(first));
    assertEquals(2, rig.drafts());
  }

  @Test
  void aCardOfAMemberMarksThePersonPresent() {
    rig.begun();
    rig.cards.lay(IntakeRig.WIFE);
    rig.model.answer(1);
    rig.model.presence("CARRIED");
    assertEquals("CARRIED", rig.model.presence());
    rig.cards.lay(IntakeRig.WIFE);
    assertNull(rig.model.question.get());
    assertEquals("HOLDER", rig.model.presence());
    assertEquals(3, rig.copy().file().all(RecordType.CARD_READING).size());
  }

  @Test
  void totalsFollowEveryLineAndTheStandardOfTheDate() throws Exception {
    at.receive(IntakeViewTest.standard());
    rig.begun();
    rig.cards.lay(IntakeRig.WIFE);
    rig.model.answer(1);
    rig.model.leave(rig.copy().file().members().getLast().id(), "relation", "12");
    assertEquals(2, rig.model.live.get().people());
    rig.income("102", "1800");
    rig.income("402", "1,536.50");
    LiveFacts live = rig.model.live.get();
    assertEquals("40038.00", live.net().fenAsYuan());
    assertEquals("1668.25", live.perCapita().orElseThrow().fenAsYuan());
    assertEquals(false, live.below().orElseThrow());
    var known = assertInstanceOf(Figure.Known.class, live.standard());
    assertEquals("演示", known.mark(), "goes wherever the figure goes");
  }

  @Test
  void aStandardNobodyEnteredStaysToBeConfirmedAndNothingIsCompared() {
    rig.begun();
    rig.income("102", "1800");
    LiveFacts live = rig.model.live.get();
    assertInstanceOf(Figure.Unknown.class, live.standard());
    assertTrue(live.below().isEmpty());
  }

  @Test
  void amountsThatAreNoneAreKeptAsTypedWithWords() throws Exception {
    rig.begun();
    UUID id = rig.income("102", "一千二");
    assertEquals("work.amount.NOT_DIGITS", rig.problem(id, "declared"));
    assertEquals("一千二", rig.model.shown(id, "declared"));
    for (var bad :
        List.of(
            new String[] {"-300", "NEGATIVE"},
            new String[] {"99999999999999", "TOO_LARGE"},
            new String[] {"12.345", "DECIMALS"},
            new String[] {"1,23", "GROUPING"})) {
      rig.model.leave(id, "declared", bad[0]);
      assertEquals("work.amount." + bad[1], rig.problem(id, "declared"));
    }
    IntakeRig again = rig.killed();
    again.cards.lay(IntakeRig.CHEN);
    assertEquals("1,23", again.model.shown(id, "declared"));
    again.model.leave(id, "declared", "1200");
    assertEquals("", again.problem(id, "declared"));
    assertEquals("120000", again.copy().text(id, "declared"));
  }

  @Test
  void anIncomeFarAboveTheUsualIsAskedAboutAndNotRefused() {
    rig.begun();
    UUID id = rig.income("101", "180000");
    assertEquals("intake.unusual", new Doubts(rig.model).of(id, "declared").orElseThrow().key());
    assertEquals(List.of(), rig.model.live.get().problems());
  }

  @Test
  void wrongNumbersAreKeptAndSayWhatIsWrong() {
    rig.begun();
    rig.model.rows().addMember();
    UUID who = rig.model.focus.get().record();
    String good = TestCards.number("20010203", 41);
    char last = good.charAt(17) == '1' ? '2' : '1';
    rig.model.leave(who, "idNumber", good.substring(0, 17) + last);
    assertEquals("work.problem.ID_CHECK_DIGIT", rig.problem(who, "idNumber"));
    rig.model.leave(who, "idNumber", TestCards.number("20010230", 41));
    assertEquals("work.problem.ID_BIRTH_IMPOSSIBLE", rig.problem(who, "idNumber"));
    assertEquals(TestCards.number("20010230", 41), rig.model.shown(who, "idNumber"));
    rig.model.leave(who, "idNumber", TestCards.number("19780512", 11));
    assertEquals("work.problem.ID_TWICE", rig.problem(who, "idNumber"));
    rig.model.leave(who, "idNumber", good);
    assertEquals("", rig.problem(who, "idNumber"));
    assertEquals("2001-02-03", rig.copy().text(who, "birthDate"));
  }

  @Test
  void aSecondApplicantIsNamedAsAProblem() {
    rig.begun();
    rig.cards.lay(IntakeRig.WIFE);
    rig.model.answer(1);
    UUID second = rig.copy().file().members().getLast().id();
    rig.model.leave(second, "relation", "01");
    assertEquals("work.problem.SECOND_APPLICANT", rig.problem(second, "relation"));
  }

  @Test
  void longNamesOfRareCharactersStayCodePointByCodePoint() {
    rig.begun();
    UUID id = rig.applicant();
    String name = "\uD840\uDD64".repeat(30) + "\uE1A3" + "䶮".repeat(29);
    rig.model.leave(id, "name", name);
    assertEquals(name, rig.model.shown(id, "name"));
    assertEquals("", rig.problem(id, "name"));
    rig.model.leave(id, "name", name + "长");
    assertEquals("work.problem.NAME_TOO_LONG", rig.problem(id, "name"));
    assertEquals(name + "长", rig.model.shown(id, "name"));
  }

  @Test
  void aTypedNumberServesAsACard() {
    rig.model.typedNumber("11019919780512011");
    assertEquals("work.problem.ID_LENGTH", rig.model.typedProblem.get().key());
    assertNull(rig.copy());
    rig.model.typedNumber(TestCards.number("19780512", 11));
    assertEquals("MANUAL", rig.model.source(rig.applicant(), "idNumber"));
    assertEquals("1", rig.copy().text(rig.applicant(), "sex"));
  }

  @Test
  void aReaderInTroubleSaysSo() {
    rig.cards.tell(new Reading.Trouble(ReaderError.READ_FAILED));
    assertEquals("intake.reader.error.READ_FAILED", rig.model.readerProblem.get().key());
    rig.cards.lay(IntakeRig.CHEN);
    assertNull(rig.model.readerProblem.get());
  }

  @Test
  void somebodyKnownInAnotherCaseIsShown() {
    rig.begun();
    rig.saving.park();
    rig.cards.lay(IntakeRig.WIFE);
    rig.cards.lay(TestCards.resident("陈小龙", "1", "20150701", "北京市海淀区北下关街道", 51));
    rig.model.answer(1);
    UUID child = rig.person("陈小龙").id();
    rig.model.leave(child, "idNumber", TestCards.number("19780512", 11));
    KnownBoard.Line known = rig.model.known.board.get().lines().getFirst();
    assertEquals("陈小龙", known.name());
    assertEquals(KnownWords.Tone.RED, known.tone());
  }

  @Test
  void aMemberGoesWithEverythingSaidOfThatMemberButTheApplicantStays() {
    rig.begun();
    rig.cards.lay(IntakeRig.WIFE);
    rig.model.answer(1);
    UUID wife = rig.copy().file().members().getLast().id();
    UUID line = rig.income("101", "2000");
    rig.model.leave(line, "member", wife.toString());
    rig.model.rows().remove(wife);
    assertEquals(1, rig.copy().file().members().size());
    assertTrue(rig.copy().get(line).isEmpty());
    rig.model.rows().remove(rig.copy().file().members().getFirst().id());
    assertEquals(1, rig.copy().file().members().size());
  }
}
