package cn.ruhu.casefile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {
  @ParameterizedTest
  @CsvSource({
    "1952-03-07, 2017-03-06, 64",
    "1952-03-07, 2017-03-07, 65",
    "2004-02-29, 2020-02-28, 15",
    "2004-02-29, 2020-02-29, 16",
    "2004-02-29, 2022-02-28, 17",
    "2004-02-29, 2022-03-01, 18",
    "2017-11-17, 2017-11-17, 0",
    "2017-11-18, 2017-11-17, 0"
  })
  void countsFullYears(LocalDate birth, LocalDate at, int years) {
    assertEquals(years, Age.years(birth, at));
  }

  @Test
  void theDayAnAgeIsReachedIsTheFirstDayThatCountsIt() {
    for (LocalDate birth = LocalDate.of(2003, 12, 30);
        birth.isBefore(LocalDate.of(2005, 1, 3));
        birth = birth.plusDays(1)) {
      for (int years : new int[] {1, 16, 18, 60}) {
        LocalDate day = Age.reached(birth, years);
        assertEquals(years, Age.years(birth, day));
        assertEquals(years - 1, Age.years(birth, day.minusDays(1)));
      }
    }
  }
}
