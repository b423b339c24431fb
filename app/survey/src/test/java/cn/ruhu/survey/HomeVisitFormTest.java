package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class HomeVisitFormTest {

  @Test
  void opensAsVersionFourInBothLanguages() {
    FormPackage form = FormPackage.homeVisit();
    assertEquals(
        List.of("home-visit", "4", "入户调查表"), List.of(form.id(), form.version(), form.title()));
    Opening english = new Opening(List.of(), List.of(), new TreeMap<>(), "en");
    assertEquals(
        List.of("V", "M", "H", "A", "I", "E", "P", "D", "S", "J", "F", "K", "N", "O", "C", "R"),
        Scenario.of(form).session.sections().stream().map(Section::id).toList());
    assertEquals("Members", Scenario.of(form, english).session.sections().get(1).title());
    assertEquals("家庭成员", Scenario.of(form).session.sections().get(1).title());
  }

  @Test
  void aFamilyOfFourIsVisitedToTheEnd() {
    Scenario visit = Family.visited(4);
    assertEquals(List.of(), visit.session.refusedPrefill());
    assertEquals(List.of(), visit.open());
    Map<String, String> facts = visit.session.facts();
    assertEquals("10", facts.get("V09"));
    assertEquals("1", facts.get("R01"));
    assertEquals("4", facts.get("M21"));
    assertEquals("3600000", facts.get("I12"));
    assertEquals("0", facts.get("I13"));
    assertEquals("120000", facts.get("P14"));
    assertEquals("30000", facts.get("P15"));
    assertEquals("11.4", facts.get("H10"));
    assertEquals("13", facts.get("M05A" + Family.at(3)));
    assertEquals("2", facts.get("O10@" + Scenario.JIA));
    assertEquals("3", facts.get("O10@" + Scenario.YI));
    assertEquals("300000", facts.get("I04" + Family.at(1) + "#1"));
    assertTrue(
        visit.session.sections().stream().allMatch(s -> s.open() == 0 && s.unconfirmed() == 0));
  }

  @Test
  void aRefusalNeedsOnlyItsOwnFewAnswers() {
    Scenario visit = Scenario.of(FormPackage.homeVisit(), Family.opening(4));
    visit
        .answer("V09D", "20")
        .asked("V10", "V12")
        .notAsked("V11", "V13", "V14", "V15", "M10" + Family.at(1));
    assertEquals(List.of("/V/V10 survey.required"), visit.open());
    visit.refuses("V10", "不开门", "survey.constraint").answer("V10", "本人隔门说不同意入户,已告知后果");
    assertEquals(List.of(), visit.open());
    visit.is("V09", "20");
    assertFalse(
        visit.session.facts().keySet().stream()
            .anyMatch(k -> k.startsWith("M") || k.startsWith("R")));
  }

  @Test
  void nobodyHomeAgainAsksForTheNoticeAndALaterTime() {
    Opening first = Family.opening(2);
    TreeMap<String, String> values = new TreeMap<>(first.values());
    values.put("attempts_before", "1");
    Scenario visit =
        Scenario.of(
            FormPackage.homeVisit(), new Opening(first.members(), first.observers(), values, "zh"));
    visit.is("V02", "2").answer("V09D", "30").asked("V11", "V13", "V13P");
    visit.refuses("V11", "2026-11-23T09:00:00+08:00", "survey.constraint");
    visit.answer("V11", "2026-11-28T19:00:00+08:00").refuses("V13", "!", "survey.constraint");
    visit.answer("V13", "N08-000123");
  }

  @Test
  void mustAskAnswersAreConfirmedOneByOne() {
    Scenario visit = Scenario.of(FormPackage.homeVisit(), Family.opening(4));
    visit.answer("V09D", "1").answer("V14", "true").confirmAll("M");
    Set<String> open =
        visit.session.validate().stream()
            .filter(p -> p.code().equals("survey.confirm") && p.section().equals("M"))
            .map(p -> p.path().replaceAll(".*/", ""))
            .collect(Collectors.toSet());
    assertEquals(Set.of("M10", "M15", "M16", "M17", "M20"), open);
    assertEquals(Question.Origin.CONFIRMED, visit.question("M01" + Family.at(1)).origin());
    assertEquals("survey.noconfirm", ((Answer.Rejected) visit.session.confirmAll("P")).code());
    for (String key : List.of("P01", "P02", "P08", "H05", "I04" + Family.at(1) + "#1"))
      assertTrue(visit.question(key).mustAsk(), key);
  }

  @Test
  void neitherObserverSeesTheOther() {
    Scenario visit = Scenario.of(FormPackage.homeVisit(), Family.opening(2));
    visit.answer("V09D", "1");
    Family.observe(visit, Scenario.JIA);
    String first = visit.path("O10@" + Scenario.JIA);
    visit.session.viewAs(Scenario.YI);
    assertTrue(visit.session.question(first).isEmpty());
    assertEquals("survey.unseen", ((Answer.Rejected) visit.session.answer(first, "5")).code());
    assertEquals(1, visit.session.rosters("O").getFirst().instances().size());
    Section o = visit.session.sections().get(13);
    assertEquals(List.of(0, 8), List.of(o.answered(), o.open()));
    assertTrue(visit.session.questions("O").stream().noneMatch(q -> !q.value().isEmpty()));
  }

  @Test
  void observationsAndNeighboursAreNeverPrefilled() {
    Opening plain = Family.opening(2);
    TreeMap<String, String> values = new TreeMap<>(plain.values());
    values.put("O10@" + Scenario.JIA, "5");
    values.put("N07#1", "5");
    values.put("C12", "0");
    Scenario visit =
        Scenario.of(
            FormPackage.homeVisit(), new Opening(plain.members(), plain.observers(), values, "zh"));
    assertEquals(List.of("C12", "N07#1", "O10@" + Scenario.JIA), visit.session.refusedPrefill());
  }

  @Test
  void differencesTurnTheResultAndAskForAnExplanation() {
    Scenario visit = Family.visited(4);
    visit.answer("I04" + Family.at(1) + "#1", "400000").is("I13", "1200000").is("I13R", "33.3");
    visit.is("C02", "2").is("V09", "11").is("R01", "3").asked("C09");
    assertEquals(
        List.of("/C/C09 survey.required", "/C/doubts/C10X04 survey.required"), visit.open());
    visit.answer("C09", "收入比申报多一千元,系近三个月加班所得,有流水。");
    visit.answer("C12", "I").is("V09", "12").is("R01", "4");
    visit.answer("C12", "0").answer("I04" + Family.at(1) + "#1", "310000");
    visit.is("C02", "1").is("V09", "10").is("R01", "2");
    visit.answer("M17" + Family.at(2), "8").is("C08", "2");
    visit.answer("M10" + Family.at(4), "8").is("M21", "3").is("C01", "2");
  }

  @Test
  void ageAndWorkCapacityMustAgree() {
    Scenario visit = Scenario.of(FormPackage.homeVisit(), Family.opening(4)).answer("V09D", "1");
    visit
        .is("M05A" + Family.at(3), "13")
        .is("M05A" + Family.at(2), "48")
        .notAsked("M13" + Family.at(3));
    visit.refuses("M16" + Family.at(3), "1", "survey.constraint");
    visit
        .refuses("M16" + Family.at(4), "2", "survey.constraint")
        .refuses("M16" + Family.at(1), "5", "survey.constraint");
    visit.refuses("M15" + Family.at(1), "10 30", "survey.constraint");
    visit.answer("M15" + Family.at(1), "60 30").is("M15" + Family.at(1), "30 60");
    visit.refuses("M15" + Family.at(1), "30 30", "survey.choice");
    List<String> adults =
        visit.answer("V15", "1").question("V15M").options().stream()
            .map(Question.Option::label)
            .toList();
    assertEquals(List.of("王建国", "李秀兰", "王张氏"), adults);
    visit.refuses("V15M", Family.member(3).toString(), "survey.choice");
  }

  @Test
  void unevenIncomeIsTheSumOfItsMonths() {
    Scenario visit = Scenario.of(FormPackage.homeVisit(), Family.opening(4)).answer("V09D", "1");
    String line = Family.at(1) + "#1";
    visit.answer("I03" + line, "2").asked("I06M01" + line).notAsked("I05" + line);
    for (int m = 1; m <= 12; m++)
      visit.answer("I06M%02d".formatted(m) + line, Integer.toString(m * 10_000));
    visit.is("I11" + Family.at(1), "780000");
    assertTrue(visit.question("I04" + line).standing().doubt().isPresent());
    visit.answer("I04" + line, "780000");
    assertTrue(visit.question("I04" + line).standing().doubt().isEmpty());
    visit
        .answer("I01" + line, "101")
        .answer("I10" + line, "10000")
        .is("I11" + Family.at(1), "660000")
        .is("I12", "660000");
  }

  /// What is unusual and may be true asks for a reason; what only reminds does not.
  @Test
  void anUnusualAnswerAsksForAReasonAReminderDoesNot() {
    Scenario visit = Family.visited(4).answer("H13", "4").answer("H12", "4");
    assertEquals(List.of("/H/H13 survey.reason"), visit.open());
    assertEquals(1, visit.question("H12").warnings().size());
    assertEquals("可能需要住房救助，请拍照", visit.question("H12").warnings().getFirst());
    visit.last = visit.session.margin().reason(visit.path("H13"), "前年由房主统一装修");
    assertEquals(List.of(), visit.open());
  }

  @Test
  void whereItIsAllowedAReasonStandsForAnAmount() {
    Scenario visit = Family.visited(4).answer("P02", "");
    assertEquals(List.of("/P/P02 survey.required"), visit.open());
    visit.last =
        visit.session.margin().noAnswer(visit.path("P02"), java.util.Optional.of(NoAnswer.REFUSED));
    assertEquals(List.of(), visit.open());
    assertEquals(Set.of(), visit.question("M10" + Family.at(1)).standing().allowed());
  }

  @Test
  void versionThreeAsksWhatVersionTwoAskedInTheSameWay() {
    Map<String, String> two = asked(Family.visited(FormPackage.homeVisit(2), 4));
    Map<String, String> three = asked(Family.visited(FormPackage.homeVisit(3), 4));
    assertTrue(three.remove("/V/V17").startsWith("V TABLE AUDIO"));
    two.forEach((path, was) -> { // the workbook standard makes curly quotes straight
      String words = was.replace('“', '「').replace('”', '」');
      assertEquals(words, three.remove(path), path);
    });
    // somebody's first line of income stands ready before they say that they have any
    three.keySet().removeIf(path -> path.matches("/I/earner\\[[2-4]]/lines/line\\[1]/.*"));
    assertEquals(Map.of(), three);
  }

  @Test
  void versionFourAsksForTheViewsOfTheHomeAndForBillsBesides() {
    Map<String, String> three = asked(Family.visited(FormPackage.homeVisit(3), 4));
    Map<String, String> four = asked(Family.visited(4));
    three.remove("/H/H20"); // two pictures of anything until then
    three.forEach((path, was) -> assertEquals(was, four.remove(path), path));
    assertEquals(
        List.of("/E/E08P", "/E/E09P", "/E/E10P", "/H/H20", "/H/H20A", "/H/H20B"),
        List.copyOf(four.keySet()));
  }

  @Test
  void aViewNobodyMayTakeHasItsReasonAndAHomeWithoutAKitchenNeedsNone() {
    Scenario visit = Family.visited(4).answer("H20A", "").answer("H20B", "");
    assertEquals(List.of("/H/H20A survey.required", "/H/H20B survey.required"), visit.open());
    visit.last = visit.session.margin().noAnswer(visit.path("H20A"), Optional.of(NoAnswer.REFUSED));
    assertEquals(List.of("/H/H20B survey.required"), visit.open());
    visit.answer("H14", "0");
    assertEquals(List.of(), visit.open());
  }

  @Test
  void billsAreAskedForWhereSomethingWasSpent() {
    Scenario visit = Family.visited(4);
    for (String paper : List.of("E08P", "E09P", "E10P"))
      assertFalse(visit.question(paper).relevant(), paper);
    visit.answer("E08", "120000").answer("E09", "500").answer("E10", "60000");
    for (String paper : List.of("E08P", "E09P", "E10P")) {
      assertTrue(visit.question(paper).relevant(), paper);
      assertFalse(visit.question(paper).required(), paper);
    }
  }

  /// Each question with where it stands, what it is, its choices, and whether it must be answered.
  private static Map<String, String> asked(Scenario visit) {
    Map<String, String> asked = new TreeMap<>();
    for (UUID viewer : List.of(Scenario.JIA, Scenario.YI)) {
      visit.session.viewAs(viewer);
      for (Section section : visit.session.sections())
        for (Question q : visit.session.questions(section.id()))
          asked.put(
              q.path(),
              String.join(
                  " ",
                  q.section(),
                  q.part().name(),
                  q.kind().name(),
                  q.label(),
                  q.hint(),
                  q.options().toString(),
                  q.constraintMessage(),
                  String.join("+", q.appearance()),
                  "" + q.required() + q.readOnly() + q.relevant(),
                  q.value(),
                  q.origin().name()));
    }
    return asked;
  }

  @Test
  void aNewMemberEntersEveryMembersRoster() {
    Scenario visit = Scenario.of(FormPackage.homeVisit(), Family.opening(2)).answer("V09D", "1");
    UUID found = Family.member(9);
    visit.last = visit.session.add("/M/member", java.util.Optional.of(found));
    visit.answer("M01@" + found, "王小九").answer("M10@" + found, "1").is("M21", "3");
    visit.answer("I00@" + found, "true").add("/I/earner[3]/lines/line");
    assertEquals("王小九", visit.session.rosters("I").getFirst().instances().get(2).title());
    visit.answer("M12@" + found, "1").asked("R07A@" + found);
    assertEquals(
        "survey.roster.duplicate",
        ((Answer.Rejected) visit.session.add("/M/member", java.util.Optional.of(found))).code());
    visit.session.remove("/M/member[1]");
    visit.is("M21", "2").is("M01@" + found, "王小九");
    assertEquals(2, visit.session.rosters("I").getFirst().instances().size());
  }

  @Test
  void theTablePartHoldsTheHouseholdsAnswersAndNothingElse() {
    Scenario visit = Family.visited(4);
    PartText table = visit.session.part(Part.TABLE);
    String text = table.text();
    assertTrue(text.contains("王建国") && text.contains("银行存款合计（元）:1000 元"), text);
    assertTrue(text.contains("共同生活情况:长期同住"), text);
    assertTrue(text.contains("到访结果:完成"), text); // it follows from the answers and has words
    String signed = new String(table.hashInput(), java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(signed.contains("2\t到访结果\t1"), signed); // over the value: words may change
    assertFalse(text.contains("邻") || text.contains("衣着") || text.contains("签字"), text);
    assertFalse(
        new String(table.hashInput(), java.nio.charset.StandardCharsets.UTF_8).contains("/N/"));
    String door = visit.session.part(Part.DOOR).text();
    assertTrue(door.contains("衣着") && door.contains("调查说明") && !door.contains("银行存款"), door);
    visit.answer("R07" + Family.at(1), "sha256-ff").answer("N03#1", "7");
    assertEquals(table.hash(), visit.session.part(Part.TABLE).hash());
    visit.answer("P01", "20001");
    assertNotEquals(table.hash(), visit.session.part(Part.TABLE).hash());
  }

  @Test
  void aVisitCutAnywhereComesBackFromItsLog() throws SurveyException {
    cutAndRestored(8);
  }

  @Test
  @Tag("soak")
  void everyPrefixOfTheVisitsLogRestoresTheStateAfterIt() throws SurveyException {
    cutAndRestored(1);
  }

  /// Compares the state after every nth event with what its log and its snapshot bring back.
  private static void cutAndRestored(int every) throws SurveyException {
    Scenario told = Family.visited(1);
    SurveySession direct =
        SurveySession.open(told.form, Family.opening(1), Scenario.JIA, Scenario.CLOCK, _ -> {});
    List<AnswerEvent> prefix = new ArrayList<>();
    for (AnswerEvent event : told.log) {
      prefix.add(AnswerEvent.decode(event.encode()));
      if (event.act() != AnswerEvent.Act.OPEN) direct.viewAs(event.by());
      switch (event.act()) {
        case OPEN, REMOVE, ASIDE -> {}
        case ANSWER -> direct.answer(event.path(), event.value());
        case CONFIRM -> direct.confirm(event.path());
        case CONFIRM_ALL -> direct.confirmAll(event.path());
        case ADD -> direct.add(event.path(), java.util.Optional.empty());
      }
      if (prefix.size() % every != 1 % every && prefix.size() != told.log.size()) continue;
      SurveySession back =
          SurveySession.replay(told.form, prefix, event.by(), Scenario.CLOCK, _ -> {});
      assertEquals(direct.facts(), back.facts());
      assertEquals(direct.validate(), back.validate());
      SurveySession rested =
          SurveySession.restore(told.form, direct.snapshot(), event.by(), Scenario.CLOCK, _ -> {});
      assertEquals(direct.facts(), rested.facts());
      assertEquals(direct.validate(), rested.validate());
    }
    assertEquals(told.session.facts(), direct.facts());
  }
}
