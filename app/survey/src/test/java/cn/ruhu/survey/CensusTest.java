package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a form asks for and nobody here does is named when it is loaded; what cannot be is refused
/// with its place.
final class CensusTest {
  private static XForms plain() {
    return XForms.of("<q/>").bind("/data/q", "type=\"string\"");
  }

  private static List<String> found(FormPackage form, FormProblem.Severity severity) {
    return form.findings().stream()
        .filter(p -> p.severity() == severity && p.kind() != FormProblem.Kind.ENGINE)
        .map(p -> p.kind() + " " + String.join(" ", p.args()))
        .toList();
  }

  private static List<String> warned(XForms form) {
    return found(form.load(), FormProblem.Severity.WARNING);
  }

  private static List<String> noted(XForms form) {
    return found(form.load(), FormProblem.Severity.NOTE);
  }

  @Test
  void aPlainFormHasNothingToName() {
    XForms form = plain().ask("input", "/data/q", "appearance=\"multiline\"");
    assertEquals(List.of(), form.load().findings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "appearance=\"ex:org.example.app(a=1)\" | survey.feature.appearance"
            + " ex:org.example.app(a=1)",
        "appearance=\"ethiopian\"               | survey.feature.appearance ethiopian",
        "appearance=\"minimal printer\"         | survey.feature.appearance printer",
        "appearance=\"bearing\"                 | survey.feature.appearance bearing",
        "intent=\"org.example.app\"             | survey.feature.attribute input/@intent",
        "autoplay=\"audio\"                     | survey.feature.attribute input/@autoplay",
      })
  void namesLooksAndAttributesOfControls(String attributes, String name) {
    assertEquals(
        List.of("UNSUPPORTED " + name), warned(plain().ask("input", "/data/q", attributes)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type=\"intent\"                                          | survey.feature.type intent",
        "odk:quality=\"low\"                                      | survey.feature.attribute"
            + " quality",
        "jr:preload=\"property\" jr:preloadParams=\"simserial\"   | survey.feature.preload property"
            + " simserial",
      })
  void namesWhatBindsAskFor(String attributes, String name) {
    XForms form = XForms.of("<q/>").bind("/data/q", attributes).ask("input", "/data/q", "");
    assertEquals(List.of("UNSUPPORTED " + name), warned(form));
  }

  @Test
  void namesActionsSubmissionsAndSources() {
    XForms form =
        plain()
            .ask("input", "/data/q", "")
            .model("<submission action=\"https://example.cn\" method=\"post\"")
            .model(" base64RsaPublicKey=\"AAAA\" orx:auto-send=\"true\"/>")
            .model("<odk:setgeopoint event=\"odk-instance-first-load\" ref=\"/data/q\"/>")
            .model("<instance id=\"far\" src=\"https://example.cn/list.xml\"/>");
    assertEquals(
        List.of(
            "UNSUPPORTED survey.feature.encrypted base64RsaPublicKey",
            "UNSUPPORTED survey.feature.attribute auto-send",
            "UNSUPPORTED survey.feature.source https://example.cn/list.xml"),
        warned(form));
    assertEquals(
        List.of(
            "UNSUPPORTED survey.feature.submission https://example.cn",
            "UNSUPPORTED survey.feature.setgeopoint setgeopoint"),
        noted(form));
  }

  @Test
  void saysWhatIsDoneAnotherWay() {
    XForms form =
        XForms.of("<q/><meta><audit/></meta>")
            .bind("/data/q", "type=\"geopoint\"")
            .bind("/data/meta/audit", "type=\"binary\" odk:location-priority=\"balanced\"")
            .ask("input", "/data/q", "appearance=\"placement-map\"");
    assertEquals(
        List.of(
            "UNSUPPORTED survey.feature.audit audit",
            "UNSUPPORTED survey.feature.map placement-map"),
        noted(form));
    assertTrue(
        form.load().findings().getFirst().message("zh").contains("操作记录"), "in the words of people");
  }

  @Test
  void refusesAFunctionNobodyKnowsWithBindAndExpression() {
    String xml = plain().bind("/data", "relevant=\"frobnicate(/data/q) = 1\"").xml();
    FormProblem problem = Forms.problems(xml).getFirst();
    assertEquals(FormProblem.Kind.UNKNOWN_FUNCTION, problem.kind());
    assertEquals("/data", problem.place());
    assertEquals(List.of("frobnicate()", "frobnicate(/data/q) = 1"), problem.args());
    assertTrue(problem.message("zh").startsWith("没有这个函数"), problem.message("zh"));
    assertTrue(problem.message("en").startsWith("No such function"), problem.message("en"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "if(1 = 1, 2, 3)",
        "coalesce(/data/q, 'x')",
        "once(uuid())",
        "regex(/data/q, '^a(b|c)$')",
        "selected(/data/q, 'and (or)')",
        "format-date(today(), '%Y')",
        "count(/data/q[. != ''])",
        "pulldata('t', 'a', 'b', /data/q)",
        "not(true() and false())",
        "position(..)",
        "concat('it', \"'s fine()\")",
        "number(/data/q) div 2",
        "random()",
        "ceiling(1.5)",
        "string-length(/data/q)",
        "substr(/data/q, 0, 2)",
        "pow(2, 3)",
        "digest('a', 'MD5')",
        "decimal-date-time(now())",
        "int(/data/q)",
        "normalize-space(/data/q)",
        "sum(/data/q)",
        "max(1, 2)",
        "join(' ', /data/q)",
        "boolean-from-string('true')",
        "area(/data/q)",
      })
  void knowsTheFunctionsOfTheStandard(String expression) {
    String safe = expression.replace("\"", "&quot;");
    XForms form =
        XForms.of("<q/><c/>")
            .bind("/data/c", "type=\"string\" calculate=\"" + safe + "\"")
            .ask("input", "/data/q", "");
    Forms.loaded(form.xml());
  }

  @Test
  void refusesWhatCannotBeReadWithItsPlace() {
    assertEquals(
        "/data/q",
        Forms.problems(
                plain().bind("/data/x", "relevant=\"1 = (\"").xml().replace("/data/x", "/data/q"))
            .getFirst()
            .place());
    FormProblem nowhere = Forms.problems(plain().ask("input", "/data/z", "").xml()).getFirst();
    assertEquals(FormProblem.Kind.UNKNOWN_NODE, nowhere.kind());
    assertEquals(List.of("/data/z"), nowhere.args());
  }

  /// The engine parses these and throws when it first computes them: perhaps in the household.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "/data/q ~ relevant='count(//q) = 1'",
        "/data/q ~ constraint='count(/data/q | /data/r) > 1'",
        "/data/q ~ constraint='(/data/q)[1] = 2'",
        "/data/q ~ calculate='../r[ancestor::data = 1]'",
      })
  void refusesWhatParsesAndCannotBeComputed(String node, String rule) {
    XForms form = XForms.of("<q/><r/>").bind(node, rule).ask("input", node, "");
    FormProblem problem = Forms.problems(form.xml()).getFirst();
    assertEquals(FormProblem.Kind.UNDOABLE, problem.kind());
    assertEquals(node, problem.place());
    assertTrue(problem.args().getLast().contains("unsupported"), problem::toString);
  }

  /// Drafts and visits stand on a form that is in use: it opens as on the day it was published.
  @Test
  void aPublishedFormIsNotShutByWhatIsLookedAtSince() {
    XForms form =
        XForms.of("<q/><r/>")
            .bind("/data/q", "constraint='count(/data/q | /data/r) > 1'")
            .ask("input", "/data/q", "");
    FormLoading loading = FormPackage.published(form.xml().getBytes(StandardCharsets.UTF_8));
    FormPackage opened =
        assertInstanceOf(FormLoading.Loaded.class, loading, loading::toString).form();
    assertEquals(FormProblem.Kind.UNDOABLE, opened.findings().getFirst().kind());
    assertTrue(opened.findings().getFirst().bearable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/data//q", "/data/descendant::q"})
  void refusesAPathThatNamesNoPlaceWithItsLine(String path) {
    for (XForms form :
        List.of(plain().bind(path, "type=\"string\""), plain().ask("input", path, ""))) {
      FormProblem problem = Forms.problems(form.xml()).getFirst();
      assertEquals(FormProblem.Kind.UNDOABLE, problem.kind());
      assertTrue(problem.place().matches("\\d+:\\d+"), problem::toString);
      assertEquals(path, problem.args().getFirst());
    }
  }

  @Test
  void refusesCircles() {
    FormProblem circle =
        Forms.problems(
                XForms.of("<a/><b/>")
                    .bind("/data/a", "calculate=\"/data/b + 1\"")
                    .bind("/data/b", "calculate=\"/data/a + 1\"")
                    .xml())
            .getFirst();
    assertEquals(FormProblem.Kind.LOGIC, circle.kind());
    assertTrue(circle.args().getFirst().contains("/data/a"), circle::toString);
  }

  @Test
  void warnsOfWhatPointsNowhereAndOpensAllTheSame() {
    XForms form =
        plain()
            .bind("/data/gone", "type=\"string\"")
            .bind("/data/q2", "relevant=\"/data/missing = 1\"")
            .ask("input", "/data/q", "");
    assertEquals(
        List.of("UNKNOWN_NODE /data/gone", "UNKNOWN_NODE /data/q2", "UNKNOWN_NODE /data/missing"),
        warned(form));
  }

  @Test
  void aFormMayAskOneNodeTwice() {
    Scenario visit =
        plain()
            .ask("input", "/data/q", "")
            .ask("input", "/data/q", "appearance=\"numbers\"")
            .open();
    assertEquals(
        List.of("/q", "/q~2"),
        visit.session.questions("page-1").stream().map(Question::path).toList());
    assertEquals(Answer.Answered.class, visit.session.answer("/q~2", "7").getClass());
    visit.is("/q", "7");
    assertEquals(java.util.Map.of("/q", "7"), visit.session.facts());
  }

  @Test
  void aFormWithoutIdOrVersionIsCalledByItsRoot() {
    String xml =
        plain().ask("input", "/data/q", "").xml().replace(" id=\"trial\" version=\"1\"", "");
    FormPackage form = Forms.loaded(xml);
    assertEquals(List.of("data", ""), List.of(form.id(), form.version()));
    assertEquals(
        List.of("INCOMPLETE id", "INCOMPLETE version"), found(form, FormProblem.Severity.WARNING));
  }

  @Test
  void aByteOrderMarkAndBlankLinesBeforeTheFormAreNothing() {
    String xml = plain().ask("input", "/data/q", "").xml();
    for (String before : List.of("\uFEFF", "\n  \n"))
      Scenario.of(Forms.loaded(before + xml)).answer("/q", "好").is("/q", "好");
  }
}
