package cn.ruhu.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02",
        "2026/1/2",
        "2026.1.2",
        "20260102",
        "２０２６－０１－０２",
        " 2026 / 1 / 2 ",
        "2026年1月2日",
        "2026-01-02 00:00:00",
        "2026-01-02T08:30",
        "46024",
        "46024.5"
      })
  void aDateIsReadInEveryFormFilesHave(String text) {
    assertEquals(Optional.of(LocalDate.of(2026, 1, 2)), Cells.date(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-30", "20261301", "2026", "2026-1", "昨天", "1/2/2026", "260102x"})
  void whatIsNoDateIsNone(String text) {
    assertEquals(Optional.empty(), Cells.date(text));
  }

  @Test
  void columnsAreCalledAsASpreadsheetCallsThem() {
    assertEquals(
        "A Z AA AZ BA ZZ AAA",
        String.join(
            " ",
            Cells.letters(0),
            Cells.letters(25),
            Cells.letters(26),
            Cells.letters(51),
            Cells.letters(52),
            Cells.letters(701),
            Cells.letters(702)));
  }
}
