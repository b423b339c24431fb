package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SurveySessionTest {

  @Test
  void asksOnlyWhatFollowsAndTellsWhatChanged() {
    Scenario visit = Scenario.of(Forms.small()).notAsked("A02");
    visit.answer("A01", "4").asked("A02").is("A03", "8");
    assertEquals(
        List.of("/A/A01", "/A/A02", "/A/A03"), ((Answer.Answered) visit.last).changedPaths());
    visit.answer("A01", "1").notAsked("A02");
  }

  @Test
  void refusesWhatBreaksARuleInTheFormsWords() {
    Scenario visit = Scenario.of(Forms.small()).answer("A01", "3");
    visit.refuses("A01", "21", "survey.constraint");
    assertEquals("人数在 1 到 20 之间", ((Answer.Rejected) visit.last).message());
    visit
        .is("A01", "3")
        .refuses("A01", "三", "survey.type.int")
        .refuses("A02", "7", "survey.choice")
        .refuses("A03", "9", "survey.readonly")
        .refuses("A04", "1.5", "survey.type.money")
        .refuses("A05", "2026-02-30", "survey.type.date")
        .refuses("A07", "yesterday", "survey.type.datetime");
    assertEquals(2, visit.log.size());
  }

  @Test
  void keepsDatesMomentsAndLargeAmountsExactly() {
    Scenario.of(Forms.small())
        .answer("A04", "999999999999999")
        .is("A04", "999999999999999")
        .answer("A05", "1949-10-01")
        .is("A05", "1949-10-01")
        .answer("A07", "2026-11-23T02:00:00Z")
        .is("A07", "2026-11-23T10:00:00+08:00");
  }

  @Test
  void warnsWithoutRefusing() {
    Scenario visit = Scenario.of(Forms.small()).answer("A01", "12");
    assertEquals(List.of("人数较多,请再核对"), visit.question("A01").warnings());
    assertEquals(1, visit.session.sections().getFirst().warned());
    visit.answer("A01", "3");
    assertEquals(List.of(), visit.question("A01").warnings());
  }

  @Test
  void addsAndRemovesLinesAndCountsThem() {
    Scenario visit = Scenario.of(Forms.small());
    visit.add("/A/pet").add("/A/pet").add("/A/pet");
    visit.answer("P01#1", "花花").answer("P01#2", "阿黄").answer("P02#1", "100");
    visit.answer("P02#2", "250").answer("P02#3", "1").is("A06", "351");
    assertInstanceOf(Answer.Answered.class, visit.session.remove("/A/pet[1]"));
    visit.is("P01#1", "阿黄").is("A06", "251");
    Roster pets = visit.session.rosters("A").getFirst();
    assertEquals("宠物", pets.title());
    assertEquals(
        List.of("阿黄", "宠物 2"), pets.instances().stream().map(Roster.Instance::title).toList());
    assertEquals(
        Map.of("P01#1", "阿黄", "P02#1", "250", "P02#2", "1", "A06", "251"), visit.session.facts());
  }

  @Test
  void listsWhatIsMissing() {
    Scenario visit = Scenario.of(Forms.small());
    assertEquals(List.of("/A/A01 survey.required", "/A/pet survey.roster.few"), visit.open());
    visit.answer("A01", "2").add("/A/pet");
    assertEquals(List.of("/A/pet[1]/P01 survey.required"), visit.open());
    visit.answer("P01#1", "猫");
    assertEquals(List.of(), visit.open());
  }

  @Test
  void prefilledValuesWaitForAYes() {
    Scenario visit =
        Scenario.of(
            Forms.small(),
            Opening.of(
                List.of(),
                List.of(),
                Map.of("A01", "2", "A04", "5000", "P01#1", "猫", "A03", "9", "Z99", "x")));
    assertEquals(List.of("A03", "Z99"), visit.session.refusedPrefill());
    assertEquals(
        List.of("/A/A01 survey.confirm", "/A/A04 survey.confirm", "/A/pet[1]/P01 survey.confirm"),
        visit.open());
    assertEquals(3, visit.session.sections().getFirst().unconfirmed());
    assertInstanceOf(Answer.Answered.class, visit.session.confirmAll("A"));
    assertEquals(List.of("/A/A04 survey.confirm"), visit.open());
    visit.confirm("A04");
    assertEquals(List.of(), visit.open());
    assertEquals(Question.Origin.CONFIRMED, visit.question("A04").origin());
    visit.answer("A04", "6000");
    assertEquals(Question.Origin.ANSWERED, visit.question("A04").origin());
  }

  @Test
  void whatOneKeyConfirmedIsConfirmedAgainAndNothingElse() throws SurveyException {
    Opening opening =
        Opening.of(List.of(), List.of(), Map.of("A01", "2", "A04", "5000", "P01#1", "猫"));
    Scenario visit = Scenario.of(Forms.small(), opening).confirmAll("A").confirmAll("A");
    AnswerEvent confirmed = visit.log.getLast();
    assertEquals(
        List.of("A", "/A/A01\n/A/pet[1]/P01"), List.of(confirmed.path(), confirmed.value()));
    AnswerEvent fewer =
        new AnswerEvent(confirmed.act(), "A", "/A/A01", confirmed.at(), confirmed.by());
    AnswerEvent before = new AnswerEvent(confirmed.act(), "A", "", confirmed.at(), confirmed.by());
    for (var each :
        Map.of(
                confirmed, List.of("/A/A04 survey.confirm"),
                fewer, List.of("/A/A04 survey.confirm", "/A/pet[1]/P01 survey.confirm"),
                before, List.of("/A/A04 survey.confirm"))
            .entrySet()) {
      var log = new java.util.ArrayList<>(visit.log.subList(0, visit.log.size() - 1));
      log.add(each.getKey());
      SurveySession again =
          SurveySession.replay(Forms.small(), log, Scenario.JIA, Scenario.CLOCK, _ -> {});
      assertEquals(
          each.getValue(), again.validate().stream().map(p -> p.path() + " " + p.code()).toList());
    }
  }

  @Test
  void twoFormsOpenAtOnceShareNothing() {
    Scenario one = Scenario.of(Forms.small());
    Scenario two =
        Scenario.of(
            Forms.loaded(Forms.smallXml().replace("* 2", "* 3")),
            new Opening(List.of(), List.of(), new TreeMap<>(), "en"));
    one.answer("A01", "2");
    two.answer("A01", "5");
    one.is("A03", "4").is("A01", "2");
    two.is("A03", "15").is("A01", "5");
    assertEquals("有几口人", one.question("A01").label());
    assertEquals("How many people", two.question("A01").label());
    two.refuses("A01", "99", "survey.constraint");
    assertEquals("Between 1 and 20", ((Answer.Rejected) two.last).message());
    one.refuses("A01", "99", "survey.constraint");
    assertEquals("人数在 1 到 20 之间", ((Answer.Rejected) one.last).message());
  }

  @Test
  void everyPrefixOfTheLogGivesTheStateAfterIt() throws SurveyException {
    Scenario visit =
        Scenario.of(Forms.small(), Opening.of(List.of(), List.of(), Map.of("A04", "5000")));
    List<Map<String, String>> after = new java.util.ArrayList<>();
    after.add(visit.session.facts());
    Runnable[] steps = {
      () -> visit.answer("A01", "4"),
      () -> visit.add("/A/pet"),
      () -> visit.answer("P01#1", "多\\行\t名"),
      () -> visit.answer("P01#1", "阿黄"),
      () -> visit.confirm("A04"),
      () -> assertInstanceOf(Answer.Answered.class, visit.session.remove("/A/pet[1]")),
      () -> visit.answer("A01", "")
    };
    for (int i = 0; i < steps.length; i++) {
      if (i == 2) {
        visit.refuses("P01#1", "多\\行\t名", "survey.type.text"); // a refusal leaves no event
        continue;
      }
      steps[i].run();
      after.add(visit.session.facts());
    }
    assertEquals(after.size(), visit.log.size());
    for (int n = 1; n <= visit.log.size(); n++) {
      List<AnswerEvent> prefix = new java.util.ArrayList<>();
      for (AnswerEvent event : visit.log.subList(0, n))
        prefix.add(AnswerEvent.decode(event.encode()));
      assertEquals(visit.log.subList(0, n), prefix);
      SurveySession back =
          SurveySession.replay(visit.form, prefix, Scenario.JIA, Scenario.CLOCK, _ -> {});
      assertEquals(after.get(n - 1), back.facts());
    }
  }

  @Test
  void aSnapshotBringsEverythingBack() throws SurveyException {
    Scenario visit =
        Scenario.of(
            Forms.small(),
            Opening.of(List.of(), List.of(), Map.of("A04", "5000", "A05", "2020-01-31")));
    visit.answer("A01", "4").answer("A02", "1").add("/A/pet").answer("P01#1", "阿黄&<𠮷>");
    visit.answer("A07", "2026-11-23T10:00:00+08:00").confirm("A04");
    SurveySession back =
        SurveySession.restore(
            visit.form, visit.session.snapshot(), Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals(visit.session.facts(), back.facts());
    assertEquals(visit.session.validate(), back.validate());
    assertEquals(visit.session.questions("A"), back.questions("A"));
    assertInstanceOf(Answer.Answered.class, back.add("/A/pet", Optional.empty()));
    assertTrue(back.question("/A/pet[2]/P01").isPresent());
  }
}
