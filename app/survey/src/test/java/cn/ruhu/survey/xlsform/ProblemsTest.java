package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Every mistake in a workbook is told with its cell, all at once, in both languages.
final class ProblemsTest {
  private static List<String> errors(String workbook) {
    return Workbooks.compile(workbook).errors().stream()
        .map(p -> p.kind() + "@" + p.place().letter() + p.place().row())
        .toList();
  }

  /// One row of a survey that has a good one before it, with a list `l`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "NO_TYPE@A3 ~ | | b | B |",
        "UNKNOWN_TYPE@A3 ~ | txet | b | B |",
        "UNKNOWN_TYPE@A3 ~ | Select_One l | b | B |",
        "UNKNOWN_TYPE@A3 ~ | select_one | b | B |",
        "UNKNOWN_TYPE@A3 ~ | select_one l x | b | B |",
        "NO_NAME@B3 ~ | text | | B |",
        "BAD_NAME@B3 ~ | text | 2b | B |",
        "BAD_NAME@B3 ~ | text | b c | B |",
        "BAD_NAME@B3 ~ | text | b? | B |",
        "BAD_NAME@B3 ~ | text | b:c | B |",
        "NAME_SCRIPT@B3 ~ | text | 年龄 | B |",
        "DUPLICATE_NAME@B3 ~ | text | a | B |",
        "RESERVED_NAME@B3 ~ | text | meta | B |",
        "END_WITHOUT_BEGIN@A3 ~ | end group | | |",
        "END_WITHOUT_BEGIN@A3 ~ | end_repeat | x | |",
        "BEGIN_WITHOUT_END@A3 ~ | begin group | b | B |",
        "BEGIN_WITHOUT_END@A3 ~ | begin_repeat | b | B |",
        "REPEAT_NAME@B3 ~ | begin repeat | data | B |\\n| text | c | C |\\n| end repeat | | |",
        "DUPLICATE_NAME@B4 ~ | select_one l or_other | b | B |\\n| text | b_other | C |",
        "DUPLICATE_NAME@B4 ~ | text | b_other | C |\\n| select_one l or_other | b | B |",
        "DUPLICATE_NAME@B4 ~ | audit | | |\\n| audit | audit | |",
        "NO_QUESTION_LABEL@C3 ~ | text | b | |",
        "NO_QUESTION_LABEL@C3 ~ | note | b | |",
        "NO_QUESTION_LABEL@C3 ~ | select_multiple l | b | |",
        "NO_QUESTION_LABEL@C3 ~ | image | b | |",
        "NO_CALCULATION@3 ~ | calculate | b | |",
        "AUDIT_NAME@B3 ~ | audit | b | |",
        "NO_LIST@A3 ~ | select_one ll | b | B |",
        "NO_LIST@A3 ~ | rank nowhere | b | B |",
        "LIST_EXTENSION@A3 ~ | select_one_from_file towns | b | B |",
        "NO_EXTERNAL_CHOICES@A3 ~ | select_one_external towns | b | B |",
        "CHOICE_SPACE@A3 ~ | select_multiple sp | b | B |",
        "OR_OTHER_LIST@A3 ~ | select_one towns.csv or_other | b | B |",
        "LOOP_REPEAT@A4 ~ | begin loop over l | b | B |\\n| begin repeat | r | R |\\n"
            + "| text | c | C |\\n| end repeat | | |\\n| end loop | | |",
        "LIST_NO_LABEL@C4 ~ | select_one bare | b | B |",
        "BAD_EXPRESSION@C3 ~ | note | b | Sum {{ ${a} + 1 |",
        "BAD_EXPRESSION@C3 ~ | note | b | Sum {{ 1 + {{ 2 }} }} |",
        "BAD_EXPRESSION@C3 ~ | note | b | Sum {{ }} of all |",
        "EXPRESSION@C3 ~ | note | b | Sum {{ ${a} + }} |",
        "UNKNOWN_REFERENCE@C3 ~ | note | b | Sum {{ ${nobody} + 1 }} |",
        "LOOP_LIST@A3 ~ | begin loop over nobody | b | B |\\n| text | c | C |\\n| end loop | | |",
        "UNKNOWN_REFERENCE@C3 ~ | note | b | Hi ${nobody} |",
        "BAD_REFERENCE@C3 ~ | note | b | Hi ${a |",
        "BAD_REFERENCE@C3 ~ | note | b | Hi ${ a } |",
        "BAD_REFERENCE@C3 ~ | note | b | Hi ${} |",
        "EXTERNAL_IN_REPEAT@A4 ~ | begin repeat | r | R |\\n| csv-external | c | |\\n| end repeat |"
            + " | |",
      })
  void aRowsMistakesAreTold(String expected, String rows) {
    assertEquals(
        List.of(expected),
        errors(
            "survey\n| type | name | label |\n| text | a | A |\n"
                + rows.replace("\\n", "\n")
                + "\nchoices\n| list_name | name | label |\n| l | x | X |\n| sp | x y | X |\n"
                + "| bare | x | |\n| bare | y | Y |\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "EXPRESSION@D3 ~ relevant ~ ${a} = (",
        "EXPRESSION@D3 ~ constraint ~ . > > 3",
        "EXPRESSION@D3 ~ calculation ~ 1 +",
        "EXPRESSION@D3 ~ required ~ ${a} ==",
        "EXPRESSION@D3 ~ relevant ~ count(//a) > 0",
        "EXPRESSION@D3 ~ constraint ~ count(../a | ../c) > 0",
        "EXPRESSION@D3 ~ calculation ~ (../a)[1]",
        "EXPRESSION@D3 ~ constraint ~ ../a[ancestor::x = 1] = .",
        "UNKNOWN_REFERENCE@D3 ~ relevance ~ ${nobody} = 1",
        "UNKNOWN_REFERENCE@D3 ~ calculation ~ ${nobody} + 1",
        "UNKNOWN_REFERENCE@D3 ~ default ~ ${nobody} + 1",
        "UNKNOWN_REFERENCE@D3 ~ trigger ~ ${nobody}",
        "UNKNOWN_REFERENCE@D3 ~ hint ~ ${nobody}",
        "UNKNOWN_REFERENCE@D3 ~ constraint_message ~ ${nobody}",
        "TRIGGER@D3 ~ trigger ~ 6",
        "TRIGGER_HIDDEN@D3 ~ trigger ~ ${c}",
        "BAD_PARAMETERS@D3 ~ parameters ~ rows",
        "UNKNOWN_PARAMETER@D3 ~ parameters ~ colour=red",
        "PARAMETER_VALUE@D3 ~ parameters ~ rows=many",
        "MEDIA_TYPE@D3 ~ media::smell ~ rose.ogg",
        "BIG_IMAGE@D3 ~ media::big-image ~ a.png",
        "CYCLE@D3 ~ relevant ~ ${b} = 1",
        "CYCLE@D3 ~ calculation ~ ${b} + 1",
      })
  void aColumnsMistakesAreTold(String expected, String column, String value) {
    assertEquals(
        List.of(expected),
        errors(
            "survey\n| type | name | label | %s |\n| text | a | A | |\n| text | b | B | %s |\n| hidden | c | | |\n"
                .formatted(column, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "range ~ start=a",
        "range ~ step=0",
        "range ~ start=1 end=3 step=9",
        "range ~ start=1 speed=2",
        "range ~ tick_interval=0",
        "range ~ tick_interval=20",
        "range ~ step=2 end=11 tick_interval=3",
        "range ~ placeholder=11",
        "range ~ step=2 end=11 placeholder=4",
        "range ~ tick_interval=x",
        "range ~ tick_labelset=nowhere",
        "range ~ tick_labelset=l",
        "range ~ tick_labelset=far",
        "range ~ step=2 end=11 tick_labelset=even",
        "geopoint ~ reference-geometry=nowhere",
        "geotrace ~ reference-geometry=${q}",
        "image ~ max-pixels=big",
        "image ~ app=nodots",
        "audio ~ quality=loud",
        "background-audio ~ quality=external",
        "geopoint ~ capture-accuracy=near",
        "geopoint ~ allow-mock-accuracy=maybe",
        "geotrace ~ incremental=no",
        "geoshape ~ capture-accuracy=3",
        "select_one l ~ randomize=maybe",
        "select_one l ~ seed=3",
        "select_one l ~ randomize=true seed=abc",
        "select_one l ~ value=x",
        "select_one_from_file x.csv ~ value=a-?b",
        "audit ~ track-changes=yes",
        "audit ~ location-priority=balanced",
        "audit ~ track-changes-reasons=always",
        "audit ~ location-priority=fast location-min-interval=1 location-max-age=2",
        "audit ~ location-priority=balanced location-min-interval=9 location-max-age=2",
      })
  void parametersAreChecked(String type, String parameters) {
    List<String> found =
        errors(
            "survey\n| type | name | label | parameters |\n| %s | %s | Q | %s |\nchoices\n| list_name | name | label |\n| l | a | A |\n| far | 99 | A |\n| even | 2 | A |\n"
                .formatted(type, type.equals("audit") ? "audit" : "q", parameters));
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.getFirst().endsWith("@D2"), found::toString);
    assertTrue(found.getFirst().contains("PARAMETER"), found::toString);
  }

  @Test
  void marksGoWithScalesOnly() {
    String survey =
        "survey\n| type | name | label | parameters | appearance |\n| range | q | Q | %s | %s |\n"
            + "choices\n| list_name | name | label |\n| l | 1 | A |\n| l | 10 | B |\n";
    for (String parameter : List.of("tick_interval=1", "placeholder=2", "tick_labelset=l")) {
      assertEquals(
          List.of("PARAMETER_APPEARANCE@D2"), errors(survey.formatted(parameter, "rating")));
      for (String scale : List.of("", "vertical", "no-ticks", "vertical no-ticks"))
        assertEquals(List.of(), errors(survey.formatted(parameter, scale)), scale);
    }
    assertEquals(
        List.of("PARAMETER_LABELS@D2"),
        errors(survey.replace("| 10 |", "| 5 |").formatted("tick_labelset=l", "no-ticks")));
  }

  @Test
  void shapesOnAMapComeFromAListAFileOrARepeat() {
    String survey =
        """
        survey
        | type                            | name  | label | parameters            |
        | geopoint                        | where | W     | reference-geometry=%s |
        | select_one_from_file sites.geojson | s  | S     |                       |
        | begin repeat                    | plot  | P     |                       |
        | text                         | geometry | A     |                       |
        | end repeat                      |       |       |                       |
        choices
        | list_name | name | label |
        | l         | a    | A     |
        """;
    for (String target : List.of("l", "sites", "${plot}"))
      assertEquals(List.of(), errors(survey.formatted(target)), target);
    assertEquals(
        List.of("PARAMETER_GEOMETRY@D2"),
        errors(survey.replace("geometry |", "shape |").formatted("${plot}")));
  }

  @Test
  void groupsAreNotRequired() {
    String survey =
        "survey\n"
            + "| type | name | label | required |\n"
            + "| begin %s | g | G | %s |\n"
            + "| text | a | A | |\n"
            + "| end %s | | | |\n";
    for (String level : List.of("group", "repeat")) {
      assertEquals(List.of("REQUIRED_GROUP@D2"), errors(survey.formatted(level, "yes", level)));
      assertEquals(List.of(), errors(survey.formatted(level, "no", level)));
    }
  }

  @Test
  void aNameOfALoopsColumnMustBeOne() {
    assertEquals(
        List.of("BAD_NAME@B2", "NAME_SCRIPT@B2"),
        errors(
            """
            survey
            | type              | name | label |
            | begin loop over l | x    | X     |
            | text              | q    | Q     |
            | end loop          |      |       |
            choices
            | list_name | name | label |
            | l         | 1    | A     |
            | l         | 二   | A     |
            """));
  }

  @Test
  void whatIsOnlyComputedNeedsNoLabelAndAPictureIsOne() {
    Form form =
        Form.of(
            """
            survey
            | type      | name | label | hint | media::image | calculation | trigger |
            | text      | a    | A     |      |              |             |         |
            | text      | b    |       | h    |              |             |         |
            | text      | c    |       |      | c.png        |             |         |
            | text      | d    |       |      |              | 1 + 1       |         |
            | dateTime  | e    |       |      |              | now()       | ${a}    |
            | calculate | f    |       |      |              | 2           |         |
            | hidden    | g    |       |      |              |             |         |
            | text      | h    |       |      |              |             | ${a}    |
            """);
    assertEquals(3, form.count("//h:body//x:input"));
  }

  @Test
  void aCircleNamesItsRows() {
    Compiled compiled =
        Workbooks.compile(
            """
            survey
            | type      | name | label | calculation |
            | integer   | n    | N     |             |
            | calculate | a    |       | ${b} + 1    |
            | calculate | b    |       | ${c} + ${n} |
            | calculate | c    |       | ${a} * 2    |
            """);
    assertEquals(3, compiled.errors().size(), Form.said(compiled));
    for (SheetProblem circle : compiled.errors()) {
      assertEquals(SheetProblem.Kind.CYCLE, circle.kind());
      String said = circle.message("zh");
      for (String part : List.of("a (D3)", "b (D4)", "c (D5)"))
        assertTrue(said.contains(part), said);
    }
  }

  @Test
  void allMistakesAreToldAtOnce() {
    Compiled compiled =
        Workbooks.compile(
            """
            survey
            | type           | name | label     | relevant  |
            | txet           | a    | A         |           |
            | text           | b    | ${zz}     | ${yy} = 1 |
            | select_one nix | c    | C         | (         |
            | begin group    | g    | G         |           |
            choices
            | list_name | name | label |
            | l         |      | X     |
            | l         | y    | Y     |
            | l         | y    | Z     |
            """);
    assertFalse(compiled.ok());
    assertEquals("", compiled.xform());
    assertEquals(
        List.of(
            "BEGIN_WITHOUT_END",
            "CHOICE_DUPLICATE",
            "CHOICE_NO_NAME",
            "EXPRESSION",
            "NO_LIST",
            "UNKNOWN_REFERENCE",
            "UNKNOWN_REFERENCE",
            "UNKNOWN_TYPE"),
        compiled.errors().stream().map(p -> p.kind().name()).sorted().toList());
  }

  @Test
  void sheetsAndColumnsThatAreMissingAreNamed() {
    Compiled compiled = Workbooks.compile("surveys\n| type | name |\n| text | a |\nother\n| x |\n");
    assertEquals(SheetProblem.Kind.NO_SURVEY_SHEET, compiled.errors().getFirst().kind());
    assertTrue(compiled.errors().getFirst().message("en").contains("similar: surveys"));
    assertEquals(List.of("MISSING_COLUMN@0"), errors("survey\n| name | label |\n| a | A |\n"));
    assertEquals(
        List.of("NO_CHOICES_SHEET@A2"),
        errors(
            "survey\n"
                + "| type | name | label |\n"
                + "| select_one l | a | A |\n"
                + "choiced\n"
                + "| list_name |\n"
                + "| l |\n"));
    assertEquals(
        List.of("MISSING_COLUMN@0", "CHOICE_NO_NAME@2"),
        errors(
            "survey\n"
                + "| type | name | label |\n"
                + "| select_one l | a | A |\n"
                + "choices\n"
                + "| list_name | label |\n"
                + "| l | X |\n"));
    assertEquals(
        List.of("DUPLICATE_COLUMN@C1"),
        errors("survey\n| type | name | value | label |\n| text | a | b | A |\n"));
    Form form =
        Form.of(
            "survey\n"
                + "| type | name | lable | hint |\n"
                + "| text | a | A | h |\n"
                + "setting\n"
                + "| version |\n"
                + "| 1 |\n");
    assertEquals(List.of("SHEET_SIMILAR", "COLUMN_SIMILAR"), form.warnings());
  }

  @Test
  void namesThatMayBeConfusedAreNamed() {
    Compiled compiled =
        Workbooks.compile(
            """
            survey
            | type        | name | label |
            | text        | age  | A     |
            | text        | Age  | A     |
            | begin group | g    | G     |
            | text        | age  | A     |
            | end group   |      |       |
            | note        | n    | ${age} |
            """);
    assertEquals(
        List.of("AMBIGUOUS_REFERENCE"),
        compiled.errors().stream().map(p -> p.kind().name()).toList());
    assertEquals(
        List.of("SIMILAR_NAME"), compiled.warnings().stream().map(p -> p.kind().name()).toList());
  }

  @Test
  void aPlaceIsToldAsTheSpreadsheetShowsIt() {
    SheetProblem problem =
        Workbooks.compile("survey\n| type | name | label |\n| text | a | A |\n| txet | b | B |\n")
            .errors()
            .getFirst();
    assertEquals(
        "工作表“survey”第 3 行 A 列（type）：不认识的题型“txet”（相近的：text）。请改为标准题型", problem.message("zh"));
    assertEquals(
        "sheet 'survey', row 3, column A (type): Unknown question type 'txet' (similar: text). Use"
            + " a type of the standard",
        problem.message("en"));
  }

  @ParameterizedTest
  @EnumSource
  void everyProblemHasItsWordsInBothLanguages(SheetProblem.Kind kind) {
    SheetProblem problem =
        new SheetProblem(
            SheetProblem.Severity.ERROR,
            kind,
            new SheetProblem.Place("survey", 1234, "AB", "label"),
            List.of("ONE", "TWO", "THREE"));
    for (String language : List.of("zh", "en")) {
      String said = problem.message(language);
      assertFalse(said.contains("survey.xls"), said);
      assertTrue(said.contains("1234"), said);
      assertFalse(said.matches(".*(?<!\\$)\\{[0-9].*"), said);
    }
  }

  @Test
  void bothBundlesHaveTheSameKeys() {
    var zh = ResourceBundle.getBundle("cn.ruhu.survey.messages", java.util.Locale.ROOT);
    var en = ResourceBundle.getBundle("cn.ruhu.survey.messages", java.util.Locale.ENGLISH);
    for (String key : zh.keySet())
      if (key.startsWith("survey.xls"))
        assertFalse(en.getString(key).equals(zh.getString(key)) && !key.endsWith(".at"), key);
  }
}
