package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a question begins with, and what sets it later.
final class DefaultsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "integer~foo",
        "integer~123",
        "integer~-5",
        "decimal~1.5",
        "text~bar123",
        "text~https://my-site.com",
        "text~(https://mysite.com)",
        "text~go to https://mysite.com",
        "text~not_func$",
        "text~f-g",
        "text~./f-4",
        "integer~f-4",
        "select_one~a-2",
        "select_one~1-1",
        "date~2022-03-14",
        "date~-2022-03-14",
        "time~01:02:55",
        "time~01:02:55+10:00",
        "date~2022-03-14T01:02:55",
        "dateTime~2022-03-14T01:02:55Z",
        "dateTime~2022-03-14T01:02:55-07:00",
        "geopoint~32.7377112 -117.1288399 14 5.01",
        "geotrace~32.7 -117.1 14 5.01;32.8 -117.9 14 5",
        "text~Repeat after me: #@!",
        "text~你好，世界",
      })
  void aPlainValueStandsInTheData(String type, String value) {
    assertEquals(false, Lexer.isDynamic(value, type));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "integer~random()",
        "text~ends-with('mystr', \"str\")",
        "text~ends-with(../t2, ./t4)",
        "text~jr:itext('/test/ref_text:label')",
        "text~1 + decimal-date-time(now())",
        "integer~7 - 4",
        "text~3 mod 3",
        "text~5 div 5",
        "text~2 + 3 * 4",
        "text~./f - 4",
        "text~../t2 - ./t4",
        "date~concat('2022-03', '-14')",
        "text~${ref_text}",
        "date~today()",
        "text~../t2 | ./t4",
        "text~${last-saved#ref_text}",
      })
  void anExpressionIsComputed(String type, String value) {
    assertEquals(true, Lexer.isDynamic(value, type));
  }

  @Test
  void plainValuesStandInTheDataAndItsTemplates() {
    Form form =
        Form.of(
            """
            survey
            | type         | name | label | default |
            | integer      | a    | A     | 3       |
            | image        | p    | P     | x.png   |
            | begin repeat | r    | R     |         |
            | text         | b    | B     | hi      |
            | end repeat   |      |       |         |
            """);
    assertEquals("3", form.one("//x:instance[1]/*/x:a"));
    assertEquals("jr://images/x.png", form.one("//x:instance[1]/*/x:p"));
    assertEquals(List.of("hi", "hi"), form.all("//x:instance[1]/*/x:r/x:b"));
    form.hasNot("//x:setvalue");
  }

  @Test
  void expressionsAreSetWhenTheFormOrARepeatBegins() {
    Form form =
        Form.of(
            """
            survey
            | type         | name | label | default  |
            | integer      | a    | A     | 1 + 1    |
            | begin repeat | r    | R     |          |
            | integer      | b    | B     | ${a}     |
            | begin group  | g    | G     |          |
            | integer      | c    | C     | ${b} * 2 |
            | end group    |      |       |          |
            | begin repeat | s    | S     |          |
            | integer      | d    | D     | ${c}     |
            | end repeat   |      |       |          |
            | end repeat   |      |       |          |
            """);
    assertEquals(
        List.of("/data/a", "/data/r/b", "/data/r/g/c", "/data/r/s/d"),
        form.all("//x:model/x:setvalue[@event='odk-instance-first-load']/@ref"));
    assertEquals(
        List.of("1 + 1", " /data/a ", " ../../b  * 2", " ../../g/c "),
        form.all("//x:model/x:setvalue/@value"));
    assertEquals(
        List.of("/data/r/b", "/data/r/g/c"),
        form.all("//x:repeat[@nodeset='/data/r']/x:setvalue[@event='odk-new-repeat']/@ref"));
    assertEquals(
        List.of("/data/r/s/d"), form.all("//x:repeat[@nodeset='/data/r/s']/x:setvalue/@ref"));
    assertEquals(List.of(""), form.all("//x:instance[1]/*/x:a"));
  }

  @Test
  void aCalculateMayBeADefaultOnly() {
    Form form = Form.of("survey\n| type | name | default |\n| calculate | q | random() + 0.5 |\n");
    assertEquals("random() + 0.5", form.one("//x:setvalue[@ref='/data/q']/@value"));
    assertEquals("", form.bind("/data/q", "calculate"));
  }

  @Test
  void aTriggerMovesTheCalculationIntoTheQuestion() {
    Form form =
        Form.of(
            """
            survey
            | type         | name | label | calculation       | trigger      |
            | text         | a    | A     |                   |              |
            | select_one l | s    | S     |                   |              |
            | dateTime     | b    |       | now()             | ${a}         |
            | dateTime     | c    | C     | string-length(${a}) | ${a}, ${s} |
            | decimal      | d    |       |                   | ${a}         |
            | begin repeat | r    | R     |                   |              |
            | integer      | x    | X     |                   |              |
            | integer      | y    | Y     | ${x} + 1          | ${x}         |
            | end repeat   |      |       |                   |              |
            choices
            | list_name | name | label |
            | l         | a    | A     |
            """);
    assertEquals(
        List.of("/data/b", "/data/c", "/data/d"),
        form.all("//x:input[@ref='/data/a']/x:setvalue[@event='xforms-value-changed']/@ref"));
    assertEquals(
        List.of("now()", "string-length( /data/a )"),
        form.all("//x:input[@ref='/data/a']/x:setvalue/@value"));
    assertEquals("/data/c", form.one("//x:select1[@ref='/data/s']/x:setvalue/@ref"));
    assertEquals("../x  + 1", form.one("//x:input[@ref='/data/r/x']/x:setvalue/@value"));
    for (String name : List.of("b", "c", "d", "r/y"))
      assertEquals("", form.bind("/data/" + name, "calculate"));
    assertEquals("", form.tag("/data/b"));
    assertEquals("input", form.tag("/data/c"));
  }
}
