package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PastedTest {
  @Test
  void linesAndTabsAreRowsAndCells() {
    assertEquals(
        List.of(List.of("王芳", "1800", ""), List.of("李强", "", "2000")),
        Pasted.of("王芳\t 1800\t\r\n\r\n李强\t\t2000\n").rows());
    assertEquals(List.of(), Pasted.of("").rows());
    assertTrue(Pasted.many("a\tb"));
    assertFalse(Pasted.many("a\n"), "one cell of a spreadsheet ends its line");
  }

  @Test
  void aCellOfSeveralLinesStandsInQuotes() {
    assertEquals(
        List.of(List.of("说\"好\"的\n第二行", "3"), List.of("5\" 管", "x")),
        Pasted.of("\"说\"\"好\"\"的\n第二行\"\t3\n5\" 管\tx").rows());
    assertEquals(List.of(List.of("\"没有结束", "4")), Pasted.of("\"没有结束\t4").rows());
  }

  @Test
  void tooManyLinesAreCutOff() {
    assertEquals(Pasted.ROWS_MAX, Pasted.of("a\n".repeat(Pasted.ROWS_MAX + 50)).rows().size());
  }
}
