package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Workbooks that are larger or deeper than anybody writes: told with their cell, soon, and never
/// the end of the program.
final class LimitsTest {
  private static Compiled compile(String workbook) {
    return Workbooks.compile(workbook);
  }

  private static List<String> errors(Compiled compiled) {
    return compiled.errors().stream()
        .map(p -> p.kind() + "@" + p.place().letter() + p.place().row())
        .toList();
  }

  private static String rows(int count, java.util.function.IntFunction<String> row) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(row)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 5_000, 16_000})
  void bracketsAreAsDeepAsTheEngineCanRead(int depth) {
    String deep = "(".repeat(depth) + "1" + ")".repeat(depth);
    for (String column : List.of("relevant", "calculation", "constraint", "default", "required"))
      assertEquals(
          List.of("EXPRESSION@D3"),
          errors(
              compile(
                  "survey\n| type | name | label | %s |\n| text | a | A | |\n| text | b | B | %s |\n"
                      .formatted(column, column.equals("default") ? deep + " + 1" : deep))),
          column);
    String shallow = "(".repeat(90) + "1" + ")".repeat(90);
    assertEquals(
        List.of(),
        errors(
            compile(
                "survey\n| type | name | label | relevant |\n| text | a | A | %s |\n"
                    .formatted(shallow))));
  }

  @Test
  void aNameMayBeAsLongAsACell() {
    String name = "a".repeat(32_000);
    Compiled compiled =
        compile("survey\n| type | name | label |\n| text | %s | A ${%s} |\n".formatted(name, name));
    assertTrue(errors(compiled).size() <= 1, () -> errors(compiled).toString());
  }

  @Test
  void longRowsOfOperatorsAreRead() {
    String row = rows(2_000, _ -> "${a} = 1 or").replace("\n", " ") + "${a} = 2";
    assertEquals(
        List.of(),
        errors(
            compile(
                "survey\n| type | name | label | relevant |\n| text | a | A | |\n| text | b | B | %s |\n"
                    .formatted(row))));
  }

  @Test
  void groupsAreAsDeepAsTheFormMayBe() {
    for (String level : List.of("group", "repeat")) {
      for (int depth : new int[] {64, 65, 3_000}) {
        String workbook =
            "survey\n| type | name | label |\n"
                + rows(depth, i -> "| begin %s | g%d | G |".formatted(level, i))
                + "| text | a | A |\n"
                + rows(depth, _ -> "| end %s | | |".formatted(level));
        Compiled compiled = compile(workbook);
        assertEquals(depth > 64 ? List.of("NESTING@A66") : List.of(), errors(compiled));
        if (depth <= 64)
          assertTrue(
              cn.ruhu.survey.FormPackage.load(
                      compiled.xform().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                  instanceof cn.ruhu.survey.FormLoading.Loaded);
      }
    }
  }

  @Test
  void loopsAreUnrolledToALimit() {
    String lists = rows(400, i -> "| l | c%d | C |".formatted(i));
    String workbook =
        """
        survey
        | type              | name | label |
        | begin loop over l | x    | X     |
        | begin loop over l | y    | Y     |
        | begin loop over l | z    | Z     |
        | text              | q    | Q     |
        | end loop          |      |       |
        | end loop          |      |       |
        | end loop          |      |       |
        choices
        | list_name | name | label |
        """
            + lists;
    List<String> found = errors(compile(workbook));
    assertEquals("LOOP_LARGE@A3", found.getFirst(), found::toString);
  }

  @Test
  void aChainTooLongToBeSortedIsNamed() {
    for (String column : List.of("relevant", "calculation")) {
      String type = column.equals("relevant") ? "text" : "calculate";
      Compiled compiled =
          compile(
              "survey\n| type | name | label | %s |\n| text | q0 | Q | |\n".formatted(column)
                  + rows(20_000, i -> "| %s | q%d | Q | ${q%d} + 1 |".formatted(type, i, i - 1)));
      assertEquals(List.of("CHAIN@D20002"), errors(compiled));
      String said = compiled.errors().getFirst().message("zh");
      assertTrue(said.contains("20000") && said.contains("q20000"), said);
    }
  }

  @Test
  void manyConditionsOnFewQuestionsAreNoChain() {
    Compiled compiled =
        compile(
            "survey\n| type | name | label | relevant |\n| text | q0 | Q | |\n"
                + rows(4_000, i -> "| text | q%d | Q | ${q%d} = 'x%d' |".formatted(i, i / 40, i)));
    assertEquals(List.of(), errors(compiled));
  }

  @Test
  void everyCellOfEveryCircleIsNamed() {
    Compiled compiled =
        compile(
            """
            survey
            | type        | name | label | calculation | relevant   |
            | integer     | n    | N     |             |            |
            | calculate   | a    |       | ${b} + 1    |            |
            | calculate   | b    |       | ${c} + ${n} |            |
            | calculate   | c    |       | ${a} * 2    |            |
            | calculate   | late |       | ${c} + 1    |            |
            | begin group | g    | G     |             | ${in} = 1  |
            | integer     | in   | I     |             |            |
            | end group   |      |       |             |            |
            | integer     | self | S     |             | ${self} =1 |
            """);
    assertEquals(
        List.of("CYCLE@D3", "CYCLE@D4", "CYCLE@D5", "CYCLE@E7", "CYCLE@E10"), errors(compiled));
    String said = compiled.errors().getFirst().message("zh");
    for (String part : List.of("a (D3)", "b (D4)", "c (D5)")) assertTrue(said.contains(part), said);
    assertTrue(!said.contains("late"), said);
  }

  @Test
  void thousandsOfMisspeltNamesAreSearchedForSoon() {
    String names =
        rows(8_000, i -> "| text | question_number_%d | Q ${qestion_nmber_%d} |".formatted(i, i));
    Compiled compiled = compile("survey\n| type | name | label |\n" + names);
    assertEquals(SheetProblem.Kind.TOO_MANY, compiled.problems().getLast().kind());
  }
}
