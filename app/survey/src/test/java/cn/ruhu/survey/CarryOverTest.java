package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CarryOverTest {
  private static SurveySession carried(SurveySession from, FormPackage to, List<AnswerEvent> log) {
    return CarryOver.to(to, from, Scenario.JIA, Scenario.CLOCK, log::add);
  }

  @Test
  void aDraftOfVersionOneOpensUnderTheNewestWithEveryAnswer() throws SurveyException {
    FormPackage one = FormPackage.homeVisit(1);
    Scenario old = Family.visited(one, 4);
    SurveySession draft =
        SurveySession.restore(one, old.session.snapshot(), Scenario.JIA, Scenario.CLOCK, _ -> {});
    List<AnswerEvent> log = new ArrayList<>();
    SurveySession now = carried(draft, FormPackage.homeVisit(), log);
    assertEquals("4", now.form().version());
    Map<String, String> lost = new TreeMap<>(draft.facts());
    lost.entrySet().removeAll(now.facts().entrySet());
    assertEquals(Map.of(), lost);
    assertEquals(Map.of(), now.aside());
    assertEquals(
        Question.Origin.CONFIRMED,
        now.question(now.pathOf("M10" + Family.at(1)).orElseThrow()).orElseThrow().origin());
    assertTrue(now.validate().stream().anyMatch(p -> p.path().equals("/K/K01")));
    assertTrue(now.validate().stream().noneMatch(p -> p.path().startsWith("/M/")));
    SurveySession back =
        SurveySession.replay(now.form(), log, Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals(now.facts(), back.facts());
  }

  @Test
  void aVisitOfVersionTwoGoesOnUnderThreeAsItStands() {
    Scenario old = Family.visited(FormPackage.homeVisit(2), 4);
    Carried preview =
        CarryOver.preview(FormPackage.homeVisit(3), old.session, Scenario.JIA, Scenario.CLOCK);
    assertEquals(
        List.of("NEW V17"),
        preview.changes().stream()
            .filter(c -> c.kind() != Carried.Kind.KEPT)
            .map(c -> c.kind() + " " + c.key())
            .toList());
    SurveySession now = carried(old.session, FormPackage.homeVisit(3), new ArrayList<>());
    assertEquals(old.session.facts(), now.facts());
    assertEquals(Map.of(), now.aside());
    assertEquals(List.of(), now.validate());
  }

  @Test
  void aVisitOfVersionThreeKeepsItsPhotosUnderFourWhichAsksForTheViews() {
    Scenario old = Family.visited(FormPackage.homeVisit(3), 4);
    SurveySession now = carried(old.session, FormPackage.homeVisit(4), new ArrayList<>());
    assertEquals(Map.of(), now.aside());
    assertEquals("sha256-aa sha256-bb", now.facts().get("H20"));
    assertEquals(
        List.of("/H/H20A", "/H/H20B"), now.validate().stream().map(Problem::path).toList());
  }

  @Test
  void anAnswerTheNewFormWritesDifferentlyIsGivenOnce() {
    XForms one = XForms.of("<code/><name/>").bind("/data/code", "type=\"string\"");
    one.ask("input", "/data/code", "").ask("input", "/data/name", "");
    Scenario old = one.open().answer("/code", "007").answer("/name", "甲");
    XForms two = XForms.of("<code/><name/>").bind("/data/code", "type=\"int\"");
    two.ask("input", "/data/code", "").ask("input", "/data/name", "");
    List<AnswerEvent> log = new ArrayList<>();
    SurveySession now = carried(old.session, two.load(), log);
    assertEquals("7", now.question("/code").orElseThrow().value());
    assertEquals(List.of("007"), List.copyOf(now.aside().values()));
    assertEquals(
        1,
        log.stream()
            .filter(e -> e.act() == AnswerEvent.Act.ANSWER && e.path().equals("/code"))
            .count(),
        log::toString);
  }

  @Test
  void whatIsNotAnObserversOwnIsCarriedByThePersonAtTheKeyboard() {
    Scenario old = Family.visited(FormPackage.homeVisit(1), 4);
    List<AnswerEvent> log = new ArrayList<>();
    carried(old.session, FormPackage.homeVisit(), log);
    for (AnswerEvent e : log)
      if (e.by().equals(Scenario.YI)) assertTrue(e.path().contains("[2]"), e::toString);
    assertTrue(log.stream().anyMatch(e -> e.by().equals(Scenario.YI)));
  }

  @Test
  void answersWhoseQuestionIsGoneAreKeptAsideAndStay() throws SurveyException {
    Scenario old = Scenario.of(Forms.small()).answer("A01", "4").answer("A04", "700");
    old.add("/A/pet").answer("P01#1", "花花");
    FormPackage next = Forms.loaded(Forms.smallXml().replace("A04", "A14").replace("P01", "P11"));
    List<AnswerEvent> log = new ArrayList<>();
    SurveySession now = carried(old.session, next, log);
    assertEquals(Map.of("A04", "700", "P01#1", "花花"), now.aside());
    assertEquals("4", now.facts().get("A01"));
    assertEquals(
        now.aside(),
        SurveySession.replay(next, log, Scenario.JIA, Scenario.CLOCK, _ -> {}).aside());
    assertEquals(
        now.aside(),
        SurveySession.restore(next, now.snapshot(), Scenario.JIA, Scenario.CLOCK, _ -> {}).aside());
    SurveySession back = carried(now, Forms.small(), new ArrayList<>());
    assertEquals("花花", back.aside().get("P01#1"));
  }
}
