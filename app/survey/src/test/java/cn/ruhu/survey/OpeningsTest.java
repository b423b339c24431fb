package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a form is given when it is opened, and what it hands in.
final class OpeningsTest {
  private static final Opening NOTHING = Opening.of(List.of(), List.of(), Map.of());

  @Test
  void theDeviceAndTheMomentAreKnownAndStayWhatTheyWere() throws SurveyException {
    FormPackage form =
        XForms.of("<start/><today/><who/><phone/><a/><b/><dice/><meta><instanceID/></meta><q/>")
            .bind(
                "/data/start",
                "type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"start\"")
            .bind("/data/today", "type=\"date\" jr:preload=\"date\" jr:preloadParams=\"today\"")
            .bind(
                "/data/who",
                "type=\"string\" jr:preload=\"property\" jr:preloadParams=\"username\"")
            .bind(
                "/data/phone",
                "type=\"string\" jr:preload=\"property\" jr:preloadParams=\"phonenumber\"")
            .bind("/data/meta/instanceID", "type=\"string\" jr:preload=\"uid\"")
            .bind("/data/dice", "type=\"string\" calculate=\"once(random())\"")
            .model("<setvalue event=\"odk-instance-first-load\" ref=\"/data/a\" value=\"uuid()\"/>")
            .model("<setvalue event=\"odk-instance-first-load\" ref=\"/data/b\">字面</setvalue>")
            .ask("input", "/data/q", "")
            .load();
    Scenario visit = Scenario.of(form, NOTHING.withProperties(Map.of("username", "hecha1")));
    Map<String, String> facts = visit.session.facts();
    assertEquals(List.of("hecha1", "字面"), List.of(facts.get("/who"), facts.get("/b")));
    assertTrue(!facts.containsKey("/phone"), "what is not told stays empty");
    assertTrue(facts.get("/start").endsWith("+08:00"), facts.get("/start"));
    visit.answer("/q", "x");
    SurveySession again =
        SurveySession.replay(form, visit.log, Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals(visit.session.facts(), again.facts());
    assertEquals(
        new String(visit.session.submission(), StandardCharsets.UTF_8),
        new String(again.submission(), StandardCharsets.UTF_8));
    Scenario other = Scenario.of(form);
    assertTrue(!other.session.facts().get("/a").equals(facts.get("/a")), "each its own");
  }

  @Test
  void whatIsNotAskedIsNotHandedInAndStays() {
    Scenario visit =
        XForms.of("<a/><b/>")
            .bind("/data/a", "type=\"string\"")
            .bind("/data/b", "type=\"string\" relevant=\"/data/a = 'j'\"")
            .ask("input", "/data/a", "")
            .ask("input", "/data/b", "")
            .open()
            .answer("/a", "j")
            .answer("/b", "秘")
            .answer("/a", "n");
    String xml = new String(visit.session.submission(), StandardCharsets.UTF_8);
    assertTrue(xml.contains("id=\"trial\"") && !xml.contains("秘"), xml);
    visit.answer("/a", "j").is("/b", "秘");
  }

  @Test
  void answersOfTheVisitBeforeCanBeRead() throws SurveyException {
    FormPackage form =
        XForms.of("<name/>")
            .bind("/data/name", "type=\"string\"")
            .model("<instance id=\"__last-saved\" src=\"jr://instance/last-saved\"/>")
            .model(
                "<setvalue event=\"odk-instance-first-load\" ref=\"/data/name\""
                    + " value=\"instance('__last-saved')/data/name\"/>")
            .ask("input", "/data/name", "")
            .load();
    Scenario first = Scenario.of(form).is("/name", "").answer("/name", "甲");
    String saved = new String(first.session.submission(), StandardCharsets.UTF_8);
    assertEquals(Map.of(), FormText.of(form, saved).lists(), "none of it lies in a file");
    Scenario second = Scenario.of(form, NOTHING.withLastSaved(saved)).is("/name", "甲");
    second.answer("/name", "乙");
    assertEquals(
        second.session.facts(),
        SurveySession.replay(form, second.log, Scenario.JIA, Scenario.CLOCK, _ -> {}).facts());
    assertEquals(
        second.session.facts(),
        SurveySession.restore(
                form, second.session.snapshot(), Scenario.JIA, Scenario.CLOCK, _ -> {})
            .facts());
  }

  @Test
  void nodesOfOneNameThatAreNoRepeatComeBack() throws SurveyException {
    FormPackage form =
        XForms.of("<house><yard/><yard/></house><house><yard/></house><q/>")
            .bind("/data/house[2]/yard[1]", "calculate=\"concat(/data/q, '!')\"")
            .bind("/data/q", "type=\"int\"")
            .ask("input", "/data/q", "")
            .load();
    Scenario visit = Scenario.of(form).answer("/q", "7");
    SurveySession again =
        SurveySession.restore(
            form, visit.session.snapshot(), Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals(visit.session.facts(), again.facts());
    assertEquals("7", again.facts().get("/q"));
  }

  @Test
  void recordsAFormMakesAreHandedToWhoeverOpenedIt() {
    Scenario visit =
        XForms.of(
                """
                <name/><age/>
                <meta><entity dataset="people" id="" create=""><label/></entity></meta>
                """)
            .bind("/data/name", "type=\"string\" entities:saveto=\"full_name\"")
            .bind("/data/age", "type=\"int\" entities:saveto=\"age\"")
            .bind("/data/meta/entity/@id", "type=\"string\" readonly=\"true()\"")
            .model(
                "<setvalue event=\"odk-instance-first-load\" ref=\"/data/meta/entity/@id\""
                    + " value=\"uuid()\"/>")
            .bind("/data/meta/entity/@create", "calculate=\"/data/age &gt; 17\"")
            .bind("/data/meta/entity/label", "type=\"string\" calculate=\"/data/name\"")
            .ask("input", "/data/name", "")
            .ask("input", "/data/age", "")
            .open()
            .answer("/name", "王芳")
            .answer("/age", "12");
    assertEquals(List.of(), visit.session.entities());
    visit.answer("/age", "18");
    EntityRecord record = visit.session.entities().getFirst();
    assertEquals(36, record.id().length());
    assertEquals(
        new EntityRecord(
            "people",
            record.id(),
            "王芳",
            true,
            false,
            new TreeMap<>(Map.of("full_name", "王芳", "age", "18"))),
        record);
  }

  @Test
  void anyFormIsWalkedFromEndToEnd() {
    XForms form =
        XForms.of("<a/><b/><n/><r jr:template=\"\"><x/></r>")
            .bind("/data/a", "type=\"int\" required=\"true()\" constraint=\". = 4711 or . = 17\"")
            .bind("/data/b", "type=\"string\" constraint=\"regex(., '^[0-9]{6}$')\"")
            .bind("/data/n", "type=\"int\" ruhu:warn=\". &gt; 5000\"")
            .ask("input", "/data/a", "")
            .ask("input", "/data/b", "")
            .ask("input", "/data/n", "")
            .body("<group><label>行</label><repeat nodeset=\"/data/r\">")
            .ask("input", "/data/r/x", "")
            .body("</repeat></group>");
    FormCheck.Result result =
        FormCheck.run(form.xml().getBytes(StandardCharsets.UTF_8), true, Scenario.CLOCK);
    assertEquals(
        List.of(true, 4, 1, List.of(), List.of()),
        List.of(
            result.ok(), result.questions(), result.repeats(), result.warnings(), result.errors()));
  }
}
