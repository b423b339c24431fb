package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each kind of question of the form standard: what it is called here, what it takes and refuses.
final class KindsTest {
  private static final String ITEMS =
      """
      <item><label>甲</label><value>a</value></item>
      <item><label>乙</label><value>b</value></item>
      <item><label>丙</label><value>c</value></item>
      """;

  private static String control(String name, String attributes) {
    boolean choice = Set.of("select", "select1", "rank").contains(name);
    return "<%s ref=\"/data/q\" %s><label>问</label>%s</%s>"
        .formatted(name, attributes, choice ? ITEMS : "", name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "string     | input   |                            | TEXT        | 一行字              | '",
        "string     | input   | appearance='multiline'     | MULTILINE   | 一行                | '",
        "string     | input   | rows='4'                   | MULTILINE   | 一行                | '",
        "string     | input   | appearance='numbers'       | TEXT        | 007                 | '",
        "string     | input   | appearance='url'           | TEXT        | https://example.cn  | '",
        "string     | secret  |                            | TEXT        | 密                  | '",
        "int        | input   |                            | INT         | -2147483648         |"
            + " 2147483648",
        "xsd:int    | input   |                            | INT         | 7                   |"
            + " 7.5",
        "integer    | input   |                            | INT         | 0                   | 三",
        "decimal    | input   |                            | DECIMAL     | 3.141592653         |"
            + " 1e5",
        "date       | input   |                            | DATE        | 2024-02-29          |"
            + " 2023-02-29",
        "date       | input   | appearance='month-year'    | DATE        | 2024-02-01          |"
            + " 2024-02",
        "time       | input   |                            | TIME        | 08:30:00            |"
            + " 24:01",
        "dateTime   | input   |                            | DATETIME    |"
            + " 2026-11-29T08:30:00+08:00 | 2026-11-29",
        "select1    | select1 |                            | SELECT_ONE  | b                   | x",
        "select     | select  |                            | SELECT_MULTI | a c                | a"
            + " x",
        "odk:rank   | rank    |                            | RANK        | c a b               | a"
            + " b",
        "int        | range   | start='1' end='10' step='3' | RANGE      | 7                   | 8",
        "decimal    | range   | start='-1' end='1' step='0.5' | RANGE    | -0.5                |"
            + " 0.3",
        "geopoint   | input   |                            | GEO         | 39.9 116.3 0.0 0.0  | 99"
            + " 116.3",
        "geotrace   | input   |                            | GEOTRACE    | 39.9 116.3 1.5 2.5;39.8"
            + " 116.2 1.5 2.5 | 39.9 116.3 0 0",
        "geoshape   | input   |                            | GEOSHAPE    | 1.5 1.5 0.5 0.5;1.5 2.5"
            + " 0.5 0.5;2.5 2.5 0.5 0.5;1.5 1.5 0.5 0.5 | 1 1 0 0;1 2 0 0;2 2 0 0;1 3 0 0",
        "binary     | upload  | mediatype='image/*'        | PHOTO       | sha256-1            |"
            + " ../x",
        "binary     | upload  | mediatype='image/*' appearance='signature' | SIGNATURE | sha256-1 |"
            + " a b",
        "binary     | upload  | mediatype='audio/*'        | AUDIO       | sha256-1            | a"
            + " b",
        "binary     | upload  | mediatype='video/*'        | VIDEO       | sha256-1            | a"
            + " b",
        "binary     | upload  | mediatype='application/*'  | FILE        | sha256-1            | a"
            + " b",
        "barcode    | input   |                            | BARCODE     | 690123456789        | '",
        "string     | trigger |                            | ACKNOWLEDGE | OK                  |"
            + " yes",
      })
  void takesWhatItIsAndRefusesTheRest(
      String type, String control, String attributes, String kind, String good, String bad)
      throws SurveyException {
    String more = attributes == null ? "" : attributes;
    Scenario visit = XForms.question(type, control(control, more)).open();
    Question before = visit.question("/q");
    assertEquals(QuestionKind.valueOf(kind), before.kind());
    visit.answer("/q", good).is("/q", good);
    if (!bad.equals("'")) {
      assertInstanceOf(Answer.Rejected.class, visit.session.answer("/q", bad), bad);
      visit.is("/q", good);
    }
    SurveySession back =
        SurveySession.restore(
            visit.form, visit.session.snapshot(), Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals(good, back.question("/q").orElseThrow().value());
    String handedIn = new String(visit.session.submission(), StandardCharsets.UTF_8);
    assertTrue(handedIn.contains("<q>"), handedIn);
    visit.answer("/q", "").is("/q", "");
  }

  @Test
  void whatNobodyFillsInIsANote() {
    Scenario visit =
        XForms.of("<n/><shown>已知</shown><sum/>")
            .bind("/data/n", "type=\"string\" readonly=\"true()\"")
            .bind("/data/shown", "type=\"string\" readonly=\"true()\"")
            .bind("/data/sum", "type=\"int\" readonly=\"true()\" calculate=\"1 + 1\"")
            .ask("input", "/data/n", "")
            .ask("input", "/data/shown", "")
            .ask("input", "/data/sum", "")
            .open();
    List<Question> all = visit.session.questions("page-1");
    assertEquals(
        List.of(QuestionKind.NOTE, QuestionKind.TEXT, QuestionKind.CALCULATE),
        all.stream().map(Question::kind).toList());
    assertTrue(all.stream().allMatch(Question::readOnly));
    assertEquals(List.of("", "已知", "2"), all.stream().map(Question::value).toList());
  }

  @Test
  void looksComeWithTheirNumbers() {
    Presentation columns =
        look("select1", "select1", "appearance=\"minimal columns-3 no-buttons\"", "");
    assertEquals(Set.of(Look.MINIMAL, Look.COLUMNS, Look.NO_BUTTONS), columns.looks());
    assertEquals(3, columns.columns());
    Presentation range =
        look("int", "range", "start=\"0\" end=\"20\" step=\"2\" appearance=\"vertical\"", "");
    assertTrue(range.has(Look.VERTICAL));
    assertEquals("20", range.range().orElseThrow().end().toPlainString());
    Presentation photo =
        look("binary", "upload", "mediatype=\"image/*\"", "orx:max-pixels=\"1024\"");
    assertEquals(List.of(1024, "image/*"), List.of(photo.pixelsMax(), photo.accepts()));
    Presentation file = look("binary", "upload", "mediatype=\"application/pdf\"", "");
    assertEquals("application/pdf", file.accepts());
    assertEquals(6, look("string", "input", "rows=\"6\"", "").lines());
  }

  private static Presentation look(String type, String control, String attributes, String bind) {
    return XForms.of("<q/>")
        .bind("/data/q", "type=\"" + type + "\" " + bind)
        .body(control(control, attributes))
        .open()
        .question("/q")
        .look();
  }

  @Test
  void rulesSpeakInTheFormsWordsOrInOurs() {
    Scenario visit =
        XForms.of("<age/><name/>")
            .bind(
                "/data/age",
                "type=\"int\" constraint=\". &lt; 120\" jr:constraintMsg=\"没有这么老\""
                    + " required=\"true()\" jr:requiredMsg=\"年龄要填\"")
            .bind("/data/name", "type=\"string\" required=\"/data/age &gt; 5\"")
            .ask("input", "/data/age", "")
            .ask("input", "/data/name", "")
            .open();
    visit.refuses("/age", "121", "survey.constraint");
    assertEquals("没有这么老", ((Answer.Rejected) visit.last).message());
    assertEquals("年龄要填", visit.session.validate().getFirst().message());
    visit.answer("/age", "4");
    assertEquals(List.of(), visit.open());
    visit.answer("/age", "6");
    assertEquals(List.of("/name survey.required"), visit.open());
    assertEquals("还没有填", visit.session.validate().getFirst().message());
  }

  @Test
  void aCalculatedQuestionThatIsNotReadOnlyMayBeCorrected() throws SurveyException {
    Scenario visit =
        XForms.of("<a>2</a><b/>")
            .bind("/data/a", "type=\"int\"")
            .bind("/data/b", "type=\"int\" calculate=\"/data/a * 2\"")
            .ask("input", "/data/a", "")
            .ask("input", "/data/b", "")
            .open();
    visit.is("/b", "4").answer("/b", "5").is("/b", "5").answer("/a", "3").is("/b", "6");
    visit.answer("/b", "7");
    SurveySession back =
        SurveySession.restore(
            visit.form, visit.session.snapshot(), Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals(visit.session.facts(), back.facts());
  }

  @Test
  void aCalculationThatFailsLosesNothing() {
    Scenario visit =
        XForms.of("<a/><when/>")
            .bind("/data/a", "type=\"int\"")
            .bind("/data/when", "type=\"dateTime\"")
            .body(
                "<input ref=\"/data/a\"><label>甲</label>"
                    + "<setvalue event=\"xforms-value-changed\" ref=\"/data/when\""
                    + " value=\"/data/a\"/></input>")
            .ask("input", "/data/when", "")
            .open();
    visit.refuses("/a", "2", "survey.engine").is("/a", "");
  }
}
