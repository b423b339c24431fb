package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expressions in texts, between double braces.
final class DelimitedTest {
  /// Expressions in angle brackets.
  private static String read(String text) {
    Delimited read = Delimited.of(text);
    if (read.fault()) return "fault";
    return read.parts().stream()
        .map(part -> part.expression() ? "<" + part.text() + ">" : part.text())
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "共 {{ ${a} + ${b} }} 元 ~ 共 < ${a} + ${b} > 元",
        "{{1}}{{2}} ~ <1><2>",
        "{{${a}}} ~ <${a}>",
        "{{{ 1 }}} ~ <{ 1 }>",
        "{{ concat('}', 1) }} ~ < concat('}', 1) >",
        "写作 \\{{ ${a} \\}} ~ 写作 {{ ${a} }}",
        "\\\\{{ 1 ~ \\{{ 1",
        "{{ concat('\\}}', '\\{{') }} ~ < concat('}}', '{{') >",
        "a {{ 1 ~ fault",
        "a {{ {{ 1 }} }} ~ fault",
        "a {{}} ~ fault",
        "{{{{ 1 }}}} ~ fault",
      })
  void bracesAreReadAsTheyStand(String text, String expected) {
    assertEquals(expected, read(text));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"{{", "}}", "a }} b", "{5} of $6", "C:\\x\\{y\\}", "\\{ and \\} and \\\\"})
  void whatMarksNothingIsNoExpression(String text) {
    assertEquals(new Delimited(List.of(), false), Delimited.of(text), text);
  }

  @Test
  void everyTextMayComputeSomething() {
    String sum = "{{ ${a} * 2 }}";
    Form form =
        Form.of(
            """
            survey
            | type         | name | label  | hint   | guidance_hint | constraint | constraint_message | required_message | image   |
            | integer      | a    | A      |        |               |            |                    |                  |         |
            | select_one l | b    | L%1$s  | H%1$s  | G%1$s         | . != ''    | C%1$s              | R{{ 1 + 1 }}     | I%1$s   |
            choices
            | list_name | name | label      | audio |
            | l         | x    | {{ 3 * 3 }} | S%1$s |
            """
                .formatted(sum));
    String twice = "/x:output[normalize-space(@value)='/data/a * 2']";
    for (String id : List.of("label", "hint", "jr:constraintMsg"))
      form.has("//x:text[@id='/data/b:" + id + "']/x:value[not(@form)]" + twice);
    form.has(
        "//x:text[@id='/data/b:hint']/x:value[@form='guidance']" + twice,
        "//x:text[@id='/data/b:label']/x:value[@form='image']" + twice,
        "//x:text[@id='/data/b:jr:requiredMsg']/x:value/x:output[@value=' 1 + 1 ']",
        "//x:text[@id='l-0']/x:value[not(@form)]/x:output[@value=' 3 * 3 ']",
        "//x:text[@id='l-0']/x:value[@form='audio']" + twice);
    assertEquals("jr:itext('/data/b:jr:requiredMsg')", form.bind("/data/b", "jr:requiredMsg"));
  }

  @Test
  void besideMarkedExpressionsNothingElseIsOne() {
    Form form =
        Form.of(
            """
            survey
            | type         | name | label |
            | select_one l | a    | A     |
            | note         | b    | {{ instance('l')/root/item[name = ${a}]/label }}: instance('l') of ${a} |
            choices
            | list_name | name | label |
            | l         | x    | X     |
            """);
    assertEquals(
        List.of("instance('l')/root/item[name =  /data/a ]/label", "/data/a"),
        form.all("//x:input[@ref='/data/b']/x:label/x:output/@value").stream()
            .map(String::strip)
            .toList());
    assertTrue(form.one("//x:input[@ref='/data/b']/x:label").contains("instance('l') of"));
  }

  /// Words are not asked what they refer to where nobody reads them.
  @Test
  void onlyTextsAreRead() {
    Form form =
        Form.of(
            """
            survey
            | type         | name | label | default | calculation        |
            | text         | a    | A     | {{ x    |                    |
            | calculate    | b    |       |         | concat('{{', 'x')  |
            | select_one l | c    | C     |         |                    |
            choices
            | list_name | name | label | note   | price |
            | l         | x    | X     | ${ {{  | ${}   |
            """);
    assertEquals("${ {{", form.one("//x:item/x:note"));
    assertEquals("${}", form.one("//x:item/x:price"));
  }
}
