package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Groups and repeats, counted and free, inside each other.
final class RepeatsTest {
  /// Children of people of a household, people counted, children free.
  private static XForms household() {
    return XForms.of(
            """
            <many/>
            <person jr:template=""><name/><home><room/></home><child jr:template=""><name/><age/></child><children/></person>
            <total/>
            """)
        .bind("/data/many", "type=\"int\"")
        .bind("/data/person/name", "type=\"string\" required=\"true()\"")
        .bind("/data/person/home/room", "type=\"int\"")
        .bind("/data/person/child/name", "type=\"string\"")
        .bind(
            "/data/person/child/age",
            "type=\"int\" relevant=\"../name != ''\" constraint=\". &lt; 18\"")
        .bind(
            "/data/person/children",
            "type=\"int\" readonly=\"true()\" calculate=\"count(../child)\"")
        .bind(
            "/data/total",
            "type=\"int\" readonly=\"true()\" calculate=\"sum(/data/person/children)\"")
        .ask("input", "/data/many", "")
        .body(
            """
            <group ref="/data/person"><label>人</label>
              <repeat nodeset="/data/person" jr:count="/data/many">
                <input ref="/data/person/name"><label>姓名</label></input>
                <group ref="/data/person/home" appearance="field-list"><label>住处</label>
                  <input ref="/data/person/home/room"><label>房间</label></input>
                </group>
                <input ref="/data/person/children"><label>几个孩子</label></input>
                <group ref="/data/person/child"><label>孩子</label>
                  <repeat nodeset="/data/person/child">
                    <input ref="/data/person/child/name"><label>名字</label></input>
                    <input ref="/data/person/child/age"><label>岁数</label></input>
                  </repeat>
                </group>
              </repeat>
            </group>
            """)
        .ask("input", "/data/total", "");
  }

  @Test
  void countedInstancesFollowTheirNumber() {
    Scenario visit = household().open();
    assertEquals(
        List.of("page-1", "person", "page-3"),
        visit.session.sections().stream().map(Section::id).toList());
    assertEquals("人", visit.session.sections().get(1).title());
    assertEquals("试验", visit.session.sections().getFirst().title());
    assertEquals(List.of(), visit.session.rosters("person").getFirst().instances());
    visit.answer("/many", "2");
    Answer.Answered done = (Answer.Answered) visit.last;
    assertTrue(done.changedPaths().contains("/person"), done::toString);
    Roster people = visit.session.rosters("person").getFirst();
    assertEquals(List.of(2, false), List.of(people.instances().size(), people.canChange()));
    assertEquals(
        "survey.roster.fixed",
        assertInstanceOf(Answer.Rejected.class, visit.session.add("/person", Optional.empty()))
            .code());
    visit.answer("/person[1]/name", "甲").answer("/person[2]/name", "乙");
    visit.answer("/person[2]/home/room", "3");
    assertEquals(
        List.of("/person[1]/home", "/person[2]/home"),
        visit.session.groups("person").stream().map(Group::path).toList());
    assertEquals("/person[2]/home", visit.question("/person[2]/home/room").look().group());
  }

  @Test
  void aNumberLoweredByMistakeLosesNothing() throws SurveyException {
    Scenario visit = household().open().answer("/many", "2");
    visit.answer("/person[1]/name", "甲").answer("/person[2]/name", "乙");
    visit.answer("/many", "1");
    assertEquals(Map.of("counted:/person[2]/name", "乙"), visit.session.aside());
    SurveySession kept =
        SurveySession.restore(
            visit.form, visit.session.snapshot(), Scenario.JIA, Scenario.CLOCK, _ -> {});
    for (SurveySession session : List.of(visit.session, kept)) {
      assertInstanceOf(Answer.Answered.class, session.answer("/many", "3"));
      assertEquals("乙", session.question("/person[2]/name").orElseThrow().value());
      assertEquals("", session.question("/person[3]/name").orElseThrow().value());
      assertEquals(Map.of(), session.aside());
    }
    SurveySession again =
        SurveySession.replay(visit.form, visit.log, Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals(visit.session.facts(), again.facts());
  }

  @Test
  void whatStandsAsideForAnotherReasonNeverComesOverAnAnswer() {
    Scenario visit = household().open().answer("/many", "2").answer("/person[2]/name", "乙");
    visit.session.keepAside("/person[2]/name", "旧");
    visit.answer("/many", "3").is("/person[2]/name", "乙");
    visit.answer("/many", "1");
    assertEquals(
        Map.of("/person[2]/name", "旧", "counted:/person[2]/name", "乙"), visit.session.aside());
    visit.answer("/many", "2").is("/person[2]/name", "乙");
    assertEquals(Map.of("/person[2]/name", "旧"), visit.session.aside());
  }

  @Test
  void aKnownValueComesBackAsAKnownValue() throws SurveyException {
    FormPackage form =
        XForms.of("<many/><r><name/></r>")
            .bind("/data/many", "type=\"int\"")
            .ask("input", "/data/many", "")
            .body("<group><label>人</label><repeat nodeset=\"/data/r\" jr:count=\"/data/many\">")
            .ask("input", "/data/r/name", "")
            .body("</repeat></group>")
            .load();
    Opening known = Opening.of(List.of(), List.of(), Map.of("/r[1]/name", "甲"));
    Scenario visit = Scenario.of(form, known);
    assertEquals(List.of(), visit.session.refusedPrefill());
    SurveySession kept =
        SurveySession.restore(
            visit.form, visit.session.snapshot(), Scenario.JIA, Scenario.CLOCK, _ -> {});
    for (SurveySession session : List.of(visit.session, kept)) {
      assertInstanceOf(Answer.Answered.class, session.answer("/many", "1"));
      Question back = session.question("/r[1]/name").orElseThrow();
      assertEquals(List.of("甲", Question.Origin.PREFILLED), List.of(back.value(), back.origin()));
    }
  }

  @Test
  void anotherFamilysChildrenNeverAppearInANewLine() throws SurveyException {
    Scenario visit =
        XForms.of("<line jr:template=\"\"><many/><child jr:template=\"\"><name/></child></line>")
            .bind("/data/line/many", "type=\"int\"")
            .body("<group><label>户</label><repeat nodeset=\"/data/line\">")
            .ask("input", "/data/line/many", "")
            .body(
                "<group><label>孩子</label><repeat nodeset=\"/data/line/child\""
                    + " jr:count=\"/data/line/many\">")
            .ask("input", "/data/line/child/name", "")
            .body("</repeat></group></repeat></group>")
            .open()
            .add("/line")
            .add("/line");
    visit.answer("/line[2]/many", "2").answer("/line[2]/child[2]/name", "小二");
    visit.answer("/line[2]/many", "1");
    assertInstanceOf(Answer.Answered.class, visit.session.remove("/line[1]"));
    visit.add("/line").answer("/line[2]/many", "2").is("/line[2]/child[2]/name", "");
    assertEquals(Map.of("counted:/line[2]/child[2]/name~2", "小二"), visit.session.aside());
    SurveySession again =
        SurveySession.replay(visit.form, visit.log, Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals(visit.session.aside(), again.aside());
    assertEquals(visit.session.facts(), again.facts());
  }

  @Test
  void instancesInsideInstancesAreTheirOwn() {
    Scenario visit = household().open().answer("/many", "2");
    visit.add("/person[1]/child").add("/person[1]/child").add("/person[2]/child");
    visit.is("/person[1]/children", "2").is("/person[2]/children", "1").is("/total", "3");
    visit.answer("/person[1]/child[2]/name", "小二").answer("/person[2]/child[1]/name", "小三");
    visit.asked("/person[1]/child[2]/age").notAsked("/person[1]/child[1]/age");
    visit.refuses("/person[2]/child[1]/age", "18", "survey.constraint");
    assertInstanceOf(Answer.Answered.class, visit.session.remove("/person[1]/child[1]"));
    visit.is("/person[1]/child[1]/name", "小二").is("/total", "2");
    assertEquals(
        List.of("/person[1]/name survey.required", "/person[2]/name survey.required"),
        visit.open());
  }

  @Test
  void knownValuesMakeTheirInstances() {
    Scenario visit =
        Scenario.of(
            household().load(),
            Opening.of(List.of(), List.of(), Map.of("/many", "1", "/nowhere", "x")));
    assertEquals(List.of("/nowhere"), visit.session.refusedPrefill());
    assertEquals(1, visit.session.rosters("person").getFirst().instances().size());
    assertEquals(Question.Origin.PREFILLED, visit.question("/many").origin());
  }

  @Test
  void aFreeRepeatStartsWithWhatTheFormHolds() {
    Scenario visit =
        XForms.of("<r><a>一</a></r><r><a>二</a></r>")
            .body("<group><label>行</label><repeat nodeset=\"/data/r\">")
            .ask("input", "/data/r/a", "")
            .body("</repeat></group>")
            .open();
    visit.is("/r[1]/a", "一").is("/r[2]/a", "二").add("/r").is("/r[3]/a", "");
  }

  @Test
  void fixedInstancesStayFixed() {
    Scenario visit =
        XForms.of("<r jr:template=\"\"><a/></r><r><a/></r>")
            .body("<group><label>行</label><repeat nodeset=\"/data/r\" jr:noAddRemove=\"true()\">")
            .ask("input", "/data/r/a", "")
            .body("</repeat></group>")
            .open();
    assertTrue(!visit.session.rosters("r").getFirst().canChange());
  }

  @Test
  void valuesAreSetWhenAnInstanceComes() {
    Scenario visit =
        XForms.of("<base>5</base><r jr:template=\"\"><a/></r>")
            .bind("/data/base", "type=\"int\"")
            .bind("/data/r/a", "type=\"int\"")
            .ask("input", "/data/base", "")
            .body(
                "<group><label>行</label><repeat nodeset=\"/data/r\">"
                    + "<setvalue event=\"odk-new-repeat\" ref=\"/data/r/a\""
                    + " value=\"/data/base + position(..)\"/>")
            .ask("input", "/data/r/a", "")
            .body("</repeat></group>")
            .open()
            .add("/r")
            .add("/r");
    visit.is("/r[1]/a", "6").is("/r[2]/a", "7");
  }
}
