package cn.ruhu.casefile.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {
  @ParameterizedTest
  @CsvSource({
    "2024-09-27, 3, 2024-10-08",
    "2024-09-27, 30, 2024-11-13",
    "2024-02-08, 10, 2024-02-28",
    "2021-09-30, 3, 2021-10-11",
    "2017-12-01, 10, 2017-12-15"
  })
  void countsAsTheDistrictDoes(LocalDate event, int days, LocalDate due) {
    assertEquals(new Due(due, false), WorkingDays.due(event, days));
    assertEquals(days, WorkingDays.between(event, due));
    assertEquals(-days, WorkingDays.between(due, event));
  }

  @Test
  void workedWeekendsCountAndWeekdayHolidaysDoNot() {
    WorkingDays national = WorkingDays.national();
    assertTrue(national.isWorking(LocalDate.of(2024, 2, 4)));
    assertFalse(national.isWorking(LocalDate.of(2024, 2, 12)));
    assertFalse(national.isWorking(LocalDate.of(2024, 2, 3)));
    assertTrue(national.isWorking(LocalDate.of(2020, 2, 3)));
    assertTrue(national.isWorking(LocalDate.of(2026, 10, 10)));
  }

  @Test
  void aMissingYearCountsWeekendsOnlyAndIsProvisional() {
    assertEquals(
        new Due(LocalDate.of(2027, 2, 8), true), WorkingDays.due(LocalDate.of(2027, 2, 5), 1));
    assertEquals(
        new Due(LocalDate.of(2027, 1, 4), true), WorkingDays.due(LocalDate.of(2026, 12, 30), 3));
    assertEquals(
        new Due(LocalDate.of(2026, 12, 31), false), WorkingDays.due(LocalDate.of(2026, 12, 30), 1));
    assertTrue(WorkingDays.due(LocalDate.of(2013, 12, 31), 1).provisional());
  }

  @Test
  void everyYearFrom2014To2026IsPublished() {
    for (int y = 2014; y <= 2026; y++)
      assertTrue(WorkingDays.national().isPublished(LocalDate.of(y, 7, 1)), "" + y);
    assertFalse(WorkingDays.national().isPublished(LocalDate.of(2027, 1, 1)));
  }

  @Test
  void zeroDaysMeansTheSameDayOrTheNextWorkingOne() {
    assertEquals(LocalDate.of(2024, 10, 8), WorkingDays.due(LocalDate.of(2024, 10, 1), 0).date());
    assertEquals(LocalDate.of(2024, 10, 8), WorkingDays.due(LocalDate.of(2024, 10, 8), 0).date());
    assertThrows(
        IllegalArgumentException.class, () -> WorkingDays.due(LocalDate.of(2024, 10, 1), -1));
  }

  @Test
  void publicityIsCalendarDaysFromTheDayAfterPosting() {
    assertEquals(
        LocalDate.of(2024, 10, 4), WorkingDays.publicityEnds(LocalDate.of(2024, 9, 27), 7));
    assertThrows(
        IllegalArgumentException.class,
        () -> WorkingDays.publicityEnds(LocalDate.of(2024, 9, 27), 0));
  }

  @Test
  void aCalendarLimitEndsOnAWorkingDay() {
    WorkingDays national = WorkingDays.national();
    assertEquals(
        LocalDate.of(2024, 10, 8), national.calendarDueAfter(LocalDate.of(2024, 9, 27), 5).date());
    assertEquals(
        LocalDate.of(2024, 9, 29), national.calendarDueAfter(LocalDate.of(2024, 9, 27), 2).date());
  }

  @Test
  void saysHowManyWorkingDaysAreLeft() {
    Due due = WorkingDays.due(LocalDate.of(2024, 9, 27), 3);
    assertEquals(3, WorkingDays.remaining(due, LocalDate.of(2024, 9, 27)));
    assertEquals(1, WorkingDays.remaining(due, LocalDate.of(2024, 10, 3)));
    assertEquals(0, WorkingDays.remaining(due, LocalDate.of(2024, 10, 8)));
    assertEquals(-2, WorkingDays.remaining(due, LocalDate.of(2024, 10, 10)));
    assertFalse(due.overdue(LocalDate.of(2024, 10, 8)));
    assertTrue(due.overdue(LocalDate.of(2024, 10, 9)));
  }

  @Test
  void anotherCalendarCountsItsOwnWay() {
    var local = new WorkingDays(Map.of(LocalDate.of(2030, 1, 1), false), Set.of(2030));
    assertEquals(
        new Due(LocalDate.of(2030, 1, 2), false), local.dueAfter(LocalDate.of(2030, 1, 1), 0));
  }
}
