package cn.ruhu.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        "2026/1/2 00:00:00",
        "2026/1/2 0:00",
        "2026-1-2T8:30:00.000",
        "2026.1.2　１２：００",
        "2026年1月2日 8:30",
        "2026年1月2日08:30",
        "2026 年 1 月 2 日",
        "2026 01 02",
        "20260102 00:00:00",
        "46024",
        "46024.5"
      })
  void aDateIsReadInEveryFormFilesHave(String text) {
    assertEquals(Optional.of(LocalDate.of(2026, 1, 2)), Cells.date(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30",
        "20261301",
        "2026",
        "2026-1",
        "昨天",
        "1/2/2026",
        "260102x",
        "2026/1/200:00",
        "2026-1-0208:30"
      })
  void whatIsNoDateIsNone(String text) {
    assertEquals(Optional.empty(), Cells.date(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "110199195003070013",
        "11019919500307001x",
        "110199500307001",
        "11019919500307001301",
        "11019919500307001X01",
        "110199195003070013110199195103070018",
        "某路110199195003070013 101室",
        "101室 110199 19500307 0013",
        "110199-19500307-0013",
        "１１０１９９１９５００３０７００１３",
        "USA123456789012",
        "某路usa123456789012号"
      })
  void anIdentityNumberIsSeenWhereverItStands(String text) {
    assertTrue(Cells.holdsNumber(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "某路8号2号楼1单元101室",
        "13800000000",
        "010-62345678",
        "110108007-000123",
        "BJ2026000123",
        "100081 某路 13800000000"
      })
  void figuresOfAnotherKindAreNoIdentityNumber(String text) {
    assertFalse(Cells.holdsNumber(text));
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
