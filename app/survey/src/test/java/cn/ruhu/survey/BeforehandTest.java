package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What nobody says stands in the form, in its log and after a restart, and is nobody's act.
class BeforehandTest {
  private final Scenario visit =
      Scenario.of(FormPackage.homeVisit(), Family.opening(2)).answer("V09D", "1");
  private final Beforehand before = new Beforehand(visit.session);

  private void sameAfterARestart() throws Exception {
    SurveySession again =
        SurveySession.replay(visit.form, visit.log, Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertArrayEquals(visit.session.snapshot(), again.snapshot());
  }

  private Answer carry(String path, String value) {
    return before.carry(path, value);
  }

  @Test
  void anAnswerOfTheVisitBeforeStandsByNobodysAct() throws Exception {
    String observed = visit.path("O01@" + Scenario.JIA);
    visit.session.viewAs(Scenario.YI);
    assertInstanceOf(Answer.Answered.class, carry(observed, "2"), "whoever's section it is");
    assertInstanceOf(Answer.Answered.class, carry(visit.path("H13"), "2"));
    visit.session.viewAs(Scenario.JIA);
    visit.is("O01@" + Scenario.JIA, "2").is("H13", "2");
    assertEquals(Question.Origin.ANSWERED, visit.question("H13").origin());
    List<AnswerEvent> carried =
        visit.log.stream().filter(e -> e.act() == AnswerEvent.Act.CARRIED).toList();
    assertEquals(2, carried.size());
    carried.forEach(e -> assertEquals(Beforehand.NOBODY, e.by()));
    sameAfterARestart();
  }

  @Test
  void whatStandsThereAlreadyNeedsNoConfirming() throws Exception {
    Question name = visit.question("M01@" + Family.member(1));
    assertEquals(Question.Origin.PREFILLED, name.origin());
    carry(name.path(), name.value());
    assertEquals(Question.Origin.CONFIRMED, visit.question("M01@" + Family.member(1)).origin());
    sameAfterARestart();
  }

  @Test
  void whatDoesNotFitOrIsNotAskedIsNotCarried() {
    assertEquals(
        "survey.constraint",
        assertInstanceOf(Answer.Rejected.class, carry(visit.path("H07"), "0")).code());
    assertEquals(
        "survey.irrelevant",
        assertInstanceOf(Answer.Rejected.class, carry(visit.path("H02"), "大慧寺路12号")).code());
    assertEquals(
        "survey.unknown", assertInstanceOf(Answer.Rejected.class, carry("/X/none", "1")).code());
  }

  @Test
  void theDeviceAnswersWhereNobodyWrites() throws Exception {
    assertInstanceOf(Answer.Answered.class, before.given("V03", "2026-11-24T10:00:00+08:00"));
    String value = visit.question("V03").value();
    assertEquals(
        java.time.OffsetDateTime.parse("2026-11-24T10:00:00+08:00").toInstant(),
        java.time.OffsetDateTime.parse(value).toInstant());
    assertInstanceOf(Answer.Rejected.class, before.given("V03", "tomorrow"));
    assertInstanceOf(Answer.Rejected.class, before.given("V99", "1"));
    sameAfterARestart();
  }
}
