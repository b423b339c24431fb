package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An instance taken away by mistake comes back with all of it.
final class PutBackTest {
  /// Lines with pieces inside, free ones and ones an answer counts.
  private static FormPackage lines() {
    return XForms.of(
            """
            <line jr:template=""><name/><many/><piece jr:template=""><what/></piece>
              <part jr:template=""><size/></part></line><all/>
            """)
        .bind("/data/line/name", "type=\"string\" required=\"true()\"")
        .bind("/data/line/many", "type=\"int\"")
        .bind(
            "/data/all", "type=\"int\" readonly=\"true()\" calculate=\"sum(/data/line/part/size)\"")
        .bind("/data/line/part/size", "type=\"int\"")
        .body("<group><label>条</label><repeat nodeset=\"/data/line\">")
        .ask("input", "/data/line/name", "")
        .ask("input", "/data/line/many", "")
        .body("<group><label>件</label><repeat nodeset=\"/data/line/piece\">")
        .ask("input", "/data/line/piece/what", "")
        .body(
            "</repeat></group><group><label>块</label><repeat nodeset=\"/data/line/part\""
                + " jr:count=\"/data/line/many\">")
        .ask("input", "/data/line/part/size", "")
        .body("</repeat></group></repeat></group>")
        .ask("input", "/data/all", "")
        .load();
  }

  private static Scenario visit() {
    Scenario visit =
        Scenario.of(lines(), Opening.of(List.of(), List.of(), Map.of("/line[1]/name", "甲")));
    visit.add("/line").answer("/line[2]/name", "乙");
    visit.answer("/line[1]/many", "2").answer("/line[1]/part[2]/size", "7");
    visit.add("/line[1]/piece").add("/line[1]/piece").answer("/line[1]/piece[2]/what", "柜子");
    done(visit.session.margin().remark("/line[1]/name", "再看"));
    return visit;
  }

  private static void done(Answer answer) {
    assertInstanceOf(Answer.Answered.class, answer, answer::toString);
  }

  @Test
  void everythingInItComesBackAsItWas() throws SurveyException {
    Scenario visit = visit();
    done(visit.session.remove("/line[1]"));
    visit.is("/line[1]/name", "乙");
    assertTrue(visit.session.canPutBack());
    done(visit.session.putBack());
    SurveySession again =
        SurveySession.replay(visit.form, visit.log, Scenario.JIA, Scenario.CLOCK, _ -> {});
    for (SurveySession session : List.of(visit.session, again)) {
      Question name = session.question("/line[2]/name").orElseThrow();
      assertEquals(List.of("甲", Question.Origin.PREFILLED), List.of(name.value(), name.origin()));
      assertEquals(1, name.standing().remarks().size());
      assertEquals("柜子", session.question("/line[2]/piece[2]/what").orElseThrow().value());
      assertEquals(
          Question.Origin.ANSWERED,
          session.question("/line[2]/part[2]/size").orElseThrow().origin());
      assertEquals("7", session.question("/all").orElseThrow().value());
      assertFalse(session.canPutBack());
    }
    assertEquals(visit.session.facts(), again.facts());
    assertEquals(visit.session.margin().history(), again.margin().history());
  }

  @Test
  void whatIsAddedUpOverPiecesFollowsTheLineTheyLieIn() throws SurveyException {
    Scenario visit = visit();
    visit.answer("/line[2]/many", "1").answer("/line[2]/part[1]/size", "5").is("/all", "12");
    done(visit.session.remove("/line[1]"));
    visit.is("/all", "5").is("/line[1]/part[1]/size", "5");
    done(visit.session.remove("/line[1]"));
    assertEquals("0", visit.session.question("/all").orElseThrow().value());
    done(visit.session.putBack());
    visit.is("/all", "5");
    done(visit.session.putBack());
    visit.is("/all", "12").is("/line[2]/part[2]/size", "7").is("/line[2]/piece[2]/what", "柜子");
    SurveySession again =
        SurveySession.replay(visit.form, visit.log, Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals(visit.session.facts(), again.facts());
  }

  @Test
  void theLastOneTakenAwayComesBackFirst() {
    Scenario visit = visit();
    done(visit.session.remove("/line[1]"));
    done(visit.session.remove("/line[1]"));
    assertEquals(List.of(), visit.session.rosters("line").getFirst().instances());
    done(visit.session.putBack());
    visit.is("/line[1]/name", "乙");
    done(visit.session.putBack());
    visit.is("/line[2]/name", "甲").is("/all", "7");
    assertEquals(
        "survey.roster.nothing",
        assertInstanceOf(Answer.Rejected.class, visit.session.putBack()).code());
  }

  @Test
  void whatLayInsideNeverComesBackIntoAnother() throws SurveyException {
    Scenario visit = visit();
    visit.add("/line[2]/piece").answer("/line[2]/piece[1]/what", "床");
    done(visit.session.remove("/line[2]/piece[1]"));
    done(visit.session.remove("/line[1]"));
    done(visit.session.putBack());
    visit.is("/line[1]/name", "乙").is("/line[2]/name", "甲");
    assertFalse(visit.session.canPutBack(), "numbers name others now");
    assertInstanceOf(Answer.Rejected.class, visit.session.putBack());
    assertEquals("柜子", visit.session.question("/line[2]/piece[2]/what").orElseThrow().value());
    assertTrue(visit.session.question("/line[2]/piece[3]/what").isEmpty());
    assertTrue(visit.session.question("/line[1]/piece[1]/what").isEmpty());
    SurveySession again =
        SurveySession.replay(visit.form, visit.log, Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals(visit.session.facts(), again.facts());
    assertFalse(again.canPutBack());
  }
}
