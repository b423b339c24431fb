package cn.ruhu.casefile.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "15, 15",
    "12.5, 12.5",
    "33.3333, 33.3333",
    "1, 1",
    "100, 100",
    "100.0, 100.0"
  })
  void perCentIsExact(String text, BigDecimal is) {
    assertEquals(Optional.of(is), Texts.percent(text));
  }

  /// What could be read in two ways is refused, not guessed: nobody can tell 0.15 from fifteen.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.15",
        "1,5",
        "1，5",
        ".5",
        "5.",
        "012",
        "1e1",
        "15%",
        "-1",
        "100.01",
        "12.34567",
        "１５"
      })
  void perCentThatCouldBeReadInTwoWaysIsNone(String text) {
    assertEquals(Optional.empty(), Texts.percent(text));
  }
}
