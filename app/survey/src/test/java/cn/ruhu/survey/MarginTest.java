package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is said beside the answers, and that it is as durable as they are.
final class MarginTest {
  private static Scenario visit() {
    return XForms.of("<income/><rent/><name/>")
        .bind(
            "/data/income",
            "type=\"int\" required=\"true()\" ruhu:no-answer=\"refused unverified\""
                + " ruhu:warn=\". &lt; 20000\" ruhu:warnMsg=\"收入偏高，请核对\"")
        .bind("/data/rent", "type=\"int\" ruhu:warn=\". &lt; /data/income\"")
        .bind("/data/name", "type=\"string\"")
        .ask("input", "/data/income", "")
        .ask("input", "/data/rent", "")
        .ask("input", "/data/name", "")
        .open();
  }

  @Test
  void whatWasTakenOnceIsTakenAgainWhateverDayItIs() throws SurveyException {
    // the engine asks the machine for the day, so a rule that the log contradicts stands for it
    Scenario before =
        XForms.of("<when/><more/><why/>")
            .bind("/data/when", "type=\"int\" constraint=\". &gt;= 1\"")
            .bind("/data/more", "type=\"string\" relevant=\"/data/when &lt; 9\"")
            .bind("/data/why", "type=\"int\" ruhu:warn=\". &lt; 3\" ruhu:warnMsg=\"多\"")
            .ask("input", "/data/when", "")
            .ask("input", "/data/more", "")
            .ask("input", "/data/why", "")
            .open();
    before.answer("/when", "5").answer("/more", "是").answer("/why", "7");
    taken(before.session.margin().reason("/why", "确实"));
    List<AnswerEvent> log = new java.util.ArrayList<>();
    for (AnswerEvent e : before.log) {
      String value = e.path().equals("/when") ? "0" : e.path().equals("/why") ? "2" : e.value();
      boolean reason = e.act() == AnswerEvent.Act.REASON;
      log.add(new AnswerEvent(e.act(), e.path(), reason ? e.value() : value, e.at(), e.by()));
    }
    log.add(
        new AnswerEvent(
            AnswerEvent.Act.ANSWER, "/when", "10", Scenario.CLOCK.instant(), Scenario.JIA));
    log.add(
        new AnswerEvent(
            AnswerEvent.Act.ANSWER, "/more", "还是", Scenario.CLOCK.instant(), Scenario.JIA));
    log.add(
        new AnswerEvent(
            AnswerEvent.Act.ANSWER, "/when", "0", Scenario.CLOCK.instant(), Scenario.JIA));
    SurveySession again =
        SurveySession.replay(before.form, log, Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals("还是", again.question("/more").orElseThrow().value());
    assertEquals(
        List.of("/when survey.constraint"),
        again.validate().stream().map(p -> p.path() + " " + p.code()).toList());
    assertInstanceOf(Answer.Rejected.class, again.answer("/when", "0"), "a person is asked anew");
  }

  private static void taken(Answer answer) {
    assertInstanceOf(Answer.Answered.class, answer, answer::toString);
  }

  private static String code(Answer answer) {
    return assertInstanceOf(Answer.Rejected.class, answer).code();
  }

  @Test
  void anUnusualAnswerAsksForAReasonAndStays() {
    Scenario visit = visit().answer("/income", "30000");
    Question now = visit.question("/income");
    assertEquals(Optional.of(new Standing.Doubt("收入偏高，请核对", "")), now.standing().doubt());
    assertEquals(List.of("/income survey.reason"), visit.open());
    assertEquals(
        List.of(new Jump("/income", "page-1", Jump.Why.WARNED)), visit.session.margin().jumps());
    assertEquals(1, visit.session.sections().getFirst().warned());
    taken(visit.session.margin().reason("/income", "年终奖，有银行流水"));
    assertEquals(List.of(), visit.open());
    assertEquals("年终奖，有银行流水", visit.question("/income").standing().doubt().orElseThrow().reason());
    visit.answer("/income", "40000"); // the reason was given to another answer
    assertEquals(List.of("/income survey.reason"), visit.open());
    assertEquals("survey.noreason", code(visit.session.margin().reason("/rent", "x")));
  }

  @Test
  void aDoubtWithoutWordsOfItsOwnSpeaksOurs() {
    Scenario visit = visit().answer("/income", "100").answer("/rent", "500");
    assertEquals(
        "这一项不寻常，请写明原因", visit.question("/rent").standing().doubt().orElseThrow().message());
    visit.answer("/income", "1000");
    assertEquals(Optional.empty(), visit.question("/rent").standing().doubt());
  }

  @Test
  void thereMayBeAReasonInsteadOfAnAnswer() {
    Scenario visit = visit().answer("/income", "100");
    assertEquals(
        Set.of(NoAnswer.REFUSED, NoAnswer.UNVERIFIED),
        visit.question("/income").standing().allowed());
    assertEquals(
        "survey.noanswer",
        code(visit.session.margin().noAnswer("/income", Optional.of(NoAnswer.DONT_KNOW))));
    assertEquals(
        "survey.noanswer",
        code(visit.session.margin().noAnswer("/name", Optional.of(NoAnswer.REFUSED))));
    taken(visit.session.margin().noAnswer("/income", Optional.of(NoAnswer.REFUSED)));
    visit.is("/income", "");
    assertEquals(List.of(), visit.open());
    assertEquals(
        List.of(new Jump("/income", "page-1", Jump.Why.NO_ANSWER)), visit.session.margin().jumps());
    visit.answer("/income", "200");
    assertEquals(Optional.empty(), visit.question("/income").standing().noAnswer());
    taken(visit.session.margin().noAnswer("/income", Optional.of(NoAnswer.REFUSED)));
    taken(visit.session.margin().noAnswer("/income", Optional.empty()));
    assertEquals(List.of("/income survey.required"), visit.open());
  }

  @Test
  void remarksGoFromOpenToSettled() {
    Scenario visit = visit();
    taken(visit.session.margin().remark("/name", "门牌不清楚\n请再看"));
    visit.session.viewAs(Scenario.YI);
    assertEquals(
        List.of(
            new Jump("/income", "page-1", Jump.Why.UNANSWERED),
            new Jump("/name", "page-1", Jump.Why.REMARKED)),
        visit.session.margin().jumps());
    taken(visit.session.margin().reply(1, "已补拍"));
    Remark remark = visit.question("/name").standing().remarks().getFirst();
    assertEquals(
        new Remark(
            1,
            "/name",
            Scenario.JIA,
            Scenario.CLOCK.instant(),
            "门牌不清楚\n请再看",
            Remark.State.ANSWERED,
            List.of(new Remark.Reply(Scenario.YI, Scenario.CLOCK.instant(), "已补拍"))),
        remark);
    taken(visit.session.margin().settle(1));
    assertEquals(
        Remark.State.SETTLED, visit.question("/name").standing().remarks().getFirst().state());
    assertEquals("survey.unknown", code(visit.session.margin().settle(2)));
    assertEquals("survey.type.text", code(visit.session.margin().remark("/name", "  ")));
    assertEquals(
        "survey.type.text",
        code(
            visit
                .session
                .margin()
                .remark("/name", "长".repeat(SurveyLimits.REMARK_CHARACTERS_MAX + 1))));
  }

  @Test
  void everyChangeIsKeptWithWhoAndWhen() {
    Scenario visit = visit().answer("/name", "王芳").answer("/name", "王方").answer("/name", "王方");
    visit.session.viewAs(Scenario.YI);
    visit.answer("/name", "");
    assertEquals(
        List.of(
            new Change("/name", Scenario.JIA, Scenario.CLOCK.instant(), "", "王芳"),
            new Change("/name", Scenario.JIA, Scenario.CLOCK.instant(), "王芳", "王方"),
            new Change("/name", Scenario.YI, Scenario.CLOCK.instant(), "王方", "")),
        visit.session.margin().history("/name"));
  }

  @Test
  void allOfItComesBackFromTheLogAndFromASnapshot() throws SurveyException {
    Scenario visit = visit().answer("/income", "30000").answer("/rent", "1");
    taken(visit.session.margin().reason("/income", "奖金\n一次"));
    taken(visit.session.margin().remark("/rent", "合同\\在\n哪里"));
    taken(visit.session.margin().reply(1, "在我这里"));
    taken(visit.session.margin().remark("/name", "第二条"));
    taken(visit.session.margin().settle(2));
    for (AnswerEvent event : visit.log) assertEquals(event, AnswerEvent.decode(event.encode()));
    List<SurveySession> back =
        List.of(
            SurveySession.replay(visit.form, visit.log, Scenario.JIA, Scenario.CLOCK, _ -> {}),
            SurveySession.restore(
                visit.form, visit.session.snapshot(), Scenario.JIA, Scenario.CLOCK, _ -> {}));
    for (SurveySession session : back) {
      assertEquals(visit.session.questions("page-1"), session.questions("page-1"));
      assertEquals(visit.session.margin().history(), session.margin().history());
      assertEquals(visit.session.margin().jumps(), session.margin().jumps());
      assertEquals(visit.session.validate(), session.validate());
    }
  }
}
