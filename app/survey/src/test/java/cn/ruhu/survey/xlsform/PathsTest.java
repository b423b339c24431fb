package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where `${name}` points to, from everywhere.
final class PathsTest {
  /// A form with everything inside everything: root, groups, repeats in repeats.
  private static final String TREE =
      """
      survey
      | type         | name | label | calculation |
      | integer      | top  | Top   |             |
      | begin group  | g    | G     |             |
      | integer      | ing  | In g  |             |
      | end group    |      |       |             |
      | begin repeat | r    | R     |             |
      | integer      | a    | A     |             |
      | begin group  | rg   | RG    |             |
      | integer      | b    | B     |             |
      | begin group  | rgg  | RGG   |             |
      | integer      | c    | C     |             |
      | end group    |      |       |             |
      | end group    |      |       |             |
      | begin repeat | s    | S     |             |
      | integer      | d    | D     |             |
      | begin group  | sg   | SG    |             |
      | integer      | e    | E     |             |
      | end group    |      |       |             |
      | end repeat   |      |       |             |
      | begin repeat | t    | T     |             |
      | integer      | f    | F     |             |
      | end repeat   |      |       |             |
      | end repeat   |      |       |             |
      | begin repeat | u    | U     |             |
      | integer      | h    | H     |             |
      | end repeat   |      |       |             |
      """;

  @ParameterizedTest
  @CsvSource({
    "top, ing, /data/g/ing",
    "ing, top, /data/top",
    "top, a, /data/r/a",
    "a, top, /data/top",
    "a, b, ../rg/b",
    "b, a, ../../a",
    "b, c, ../rgg/c",
    "c, b, ../../b",
    "c, a, ../../../a",
    "a, c, ../rg/rgg/c",
    "a, d, ../s/d",
    "d, a, ../../a",
    "d, e, ../sg/e",
    "e, d, ../../d",
    "e, a, ../../../a",
    "e, b, ../../../rg/b",
    "b, e, ../../s/sg/e",
    "d, f, ../../t/f",
    "f, d, ../../s/d",
    "a, h, /data/u/h",
    "h, d, /data/r/s/d",
    "a, r, /data/r",
    "d, s, ../../s",
    "b, rg, ../../rg",
    "h, ing, /data/g/ing",
  })
  void isRelativeWhereBothShareARepeat(String from, String to, String path) {
    Form form = Form.of(calculating(from, "${" + to + "}"));
    String bound =
        form.one(
            "//x:bind[substring(@nodeset, string-length(@nodeset) - string-length('/"
                + from
                + "') + 1) = '/"
                + from
                + "']/@calculate");
    assertEquals(
        "string( " + path + " )",
        "string( " + bound.replace("string(", "").replace(")", "").strip() + " )");
  }

  private static String calculating(String name, String expression) {
    StringBuilder text = new StringBuilder();
    for (String line : TREE.lines().toList()) {
      boolean row = line.matches("\\| integer +\\| " + name + " .*");
      text.append(
              row
                  ? line.replaceFirst(
                      "\\| +\\|$",
                      "| string(" + java.util.regex.Matcher.quoteReplacement(expression) + ") |")
                  : line)
          .append('\n');
    }
    return text.toString();
  }

  private static Form repeat(String column, String value) {
    return Form.of(
        """
        survey
        | type         | name | label | %s |
        | begin repeat | rep  | Rep   |    |
        | text         | x    | X     |    |
        | text         | y    | Y     | %s |
        | end repeat   |      |       |    |
        """
            .formatted(column, value));
  }

  @ParameterizedTest
  @CsvSource({
    "relevant, relevant",
    "constraint, constraint",
    "required, required",
    "readonly, readonly",
    "calculation, calculate",
  })
  void everyConditionIsRelative(String column, String attribute) {
    assertEquals("../x  = 'a'", repeat(column, "${x} = 'a'").bind("/data/rep/y", attribute));
  }

  @Test
  void filtersOfListsBeginAtTheQuestion() {
    Form form =
        Form.of(
            """
            survey
            | type         | name | label | choice_filter |
            | begin repeat | rep  | Rep   |               |
            | select_one l | x    | X     |               |
            | select_one l | y    | Y     | name != ${x}  |
            | begin group  | g    | G     |               |
            | select_one l | z    | Z     | name != ${x}  |
            | end group    |      |       |               |
            | end repeat   |      |       |               |
            | select_one l | w    | W     | name != ${v}  |
            | text         | v    | V     |               |
            choices
            | list_name | name | label |
            | l         | a    | A     |
            """);
    assertEquals(
        List.of(
            "instance('l')/root/item",
            "instance('l')/root/item[name !=  current()/../x ]",
            "instance('l')/root/item[name !=  current()/../../x ]",
            "instance('l')/root/item[name !=  /data/v ]"),
        form.all("//x:itemset/@nodeset"));
  }

  @Test
  void predicatesOverListsBeginAtTheQuestion() {
    for (String before : List.of("", "concat(${x}, ")) {
      Form form =
          Form.of(
              """
              survey
              | type         | name | label | calculation |
              | begin repeat | rep  | Rep   |             |
              | select_one l | x    | X     |             |
              | text         | y    | Y     | %sinstance('l')/root/item[name = ${x}]/label%s |
              | end repeat   |      |       |             |
              choices
              | list_name | name | label |
              | l         | a    | A     |
              """
                  .formatted(before, before.isEmpty() ? "" : ")"));
      assertEquals(
          before.replace("${x}", " ../x ")
              + "instance('l')/root/item[name =  current()/../x ]/label"
              + (before.isEmpty() ? "" : ")"),
          form.bind("/data/rep/y", "calculate"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "indexed-repeat(${x}, ${rep}, 1); indexed-repeat( /data/rep/x ,  /data/rep , 1)",
        "indexed-repeat(${x}, ${rep}, position(..)); indexed-repeat( /data/rep/x ,  /data/rep ,"
            + " position(..))",
        "concat(${x}, indexed-repeat(${x}, ${rep}, 2)); concat( ../x , indexed-repeat( /data/rep/x"
            + " ,  /data/rep , 2))",
        "concat(indexed-repeat(${x}, ${rep}, 2), ${x}); concat(indexed-repeat( /data/rep/x , "
            + " /data/rep , 2),  ../x )",
        "7 * indexed-repeat(${x}, ${rep}, 2); 7 * indexed-repeat( /data/rep/x ,  /data/rep , 2)",
      })
  void whatIndexedRepeatNamesStaysAbsolute(String expression, String bound) {
    assertEquals(bound, repeat("calculation", expression).bind("/data/rep/y", "calculate"));
  }

  @Test
  void theRecordSavedLastIsAnotherList() {
    Form form = repeat("default", "${last-saved#x}");
    form.has("//x:instance[@id='__last-saved'][@src='jr://instance/last-saved']");
    assertEquals(
        "instance('__last-saved')/data/rep/x",
        form.one("//x:model/x:setvalue[@ref='/data/rep/y']/@value"));
  }

  @Test
  void aRepeatedAnswerCanBeChosenFrom() {
    Form form =
        Form.of(
            """
            survey
            | type              | name | label | choice_filter |
            | begin repeat      | rep  | Rep   |               |
            | text              | nm   | Name  |               |
            | begin group       | demo | Demo  |               |
            | integer           | age  | Age   |               |
            | end group         |      |       |               |
            | end repeat        |      |       |               |
            | select_one ${nm}  | one  | One   |               |
            | select_one ${nm}  | two  | Two   | ${age} > 18   |
            | select_one ${nm}  | tre  | Tre   | starts-with(${nm}, "b") |
            """);
    assertEquals(
        List.of(
            "/data/rep[./nm != '']",
            "/data/rep[ ./demo/age  > 18]",
            "/data/rep[starts-with( ./nm , \"b\")]"),
        form.all("//x:itemset/@nodeset"));
    assertEquals(List.of("nm", "nm", "nm"), form.all("//x:itemset/x:value/@ref"));
    assertEquals(List.of("nm", "nm", "nm"), form.all("//x:itemset/x:label/@ref"));
  }

  @Test
  void aRepeatedAnswerCanBeChosenFromInsideRepeats() {
    Form form =
        Form.of(
            """
            survey
            | type               | name  | label | choice_filter |
            | begin repeat       | house | House |               |
            | begin repeat       | mem   | Mem   |               |
            | text               | nm    | Name  |               |
            | integer            | age   | Age   |               |
            | begin repeat       | adult | Adult |               |
            | select_one ${nm}   | inner | Inner | ${age} > 18   |
            | end repeat         |       |       |               |
            | end repeat         |       |       |               |
            | begin repeat       | sel   | Sel   |               |
            | integer            | min   | Min   |               |
            | select_one ${nm}   | other | Other | ${age} > ${min} |
            | end repeat         |       |       |               |
            | end repeat         |       |       |               |
            | begin repeat       | pet   | Pet   |               |
            | select_one ${kind} | known | Known | kind != ''    |
            | text               | kind  | Kind  |               |
            | end repeat         |       |       |               |
            """);
    assertEquals(
        List.of(
            "../../../mem[ ./age  > 18]",
            "../../mem[ ./age  >  current()/../min ]",
            "../../pet[kind != '']"),
        form.all("//x:itemset/@nodeset"));
  }

  @Test
  void namesOfOtherAlphabetsAreNames() {
    Form form =
        Form.of(
            """
            survey
            | type    | name  | label       | relevant   |
            | integer | âge   | Age         |            |
            | text    | имя   | ${âge} ans | ${âge} > 3 |
            """);
    assertEquals("/data/âge  > 3", form.bind("/data/имя", "relevant"));
    form.has("//x:output[@value=' /data/âge ']");
  }

  @Test
  void countsOfRepeatsMayBeAnything() {
    Form form =
        Form.of(
            """
            survey
            | type         | name | label | repeat_count  |
            | integer      | n    | N     |               |
            | begin repeat | a    | A     | ${n}          |
            | text         | x    | X     |               |
            | end repeat   |      |       |               |
            | begin repeat | b    | B     | ${n} + 1      |
            | text         | y    | Y     |               |
            | begin repeat | c    | C     | count(${y})   |
            | text         | z    | Z     |               |
            | end repeat   |      |       |               |
            | end repeat   |      |       |               |
            | begin repeat | d    |       | 3             |
            | text         | w    | W     |               |
            | end repeat   |      |       |               |
            """);
    assertEquals(
        List.of(" /data/n ", " /data/b_count ", " ../c_count ", " /data/d_count "),
        form.all("//x:repeat/@jr:count"));
    assertEquals("/data/n  + 1", form.bind("/data/b_count", "calculate"));
    assertEquals("count( ../y )", form.bind("/data/b/c_count", "calculate"));
    assertEquals("3", form.bind("/data/d_count", "calculate"));
    assertEquals("true()", form.bind("/data/d_count", "readonly"));
  }
}
