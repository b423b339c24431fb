package cn.ruhu.casefile.calendar;

import cn.ruhu.casefile.tables.Tsv;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts working days: the day of the event does not count, worked weekends do, weekday holidays
/// do not (DOMAIN §2.3). A year without a published calendar counts weekends only, and says so.
///
/// Immutable, thread-safe.
public final class WorkingDays {
  private static final WorkingDays NATIONAL = read();

  private final Map<LocalDate, Boolean> exceptions;
  private final Set<Integer> years;

  /// @param exceptions day → whether it is worked although a weekend (true) or off although a
  ///   weekday (false)
  /// @param years years whose calendar is published
  WorkingDays(Map<LocalDate, Boolean> exceptions, Set<Integer> years) {
    this.exceptions = Map.copyOf(exceptions);
    this.years = Set.copyOf(years);
  }

  /// The State Council's calendar as shipped, 2014 to 2026.
  public static WorkingDays national() {
    return NATIONAL;
  }

  /// Whether offices work on that day.
  public boolean isWorking(LocalDate day) {
    Boolean exception = exceptions.get(day);
    if (exception != null) return exception;
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /// Whether the calendar of that day's year is published.
  public boolean isPublished(LocalDate day) {
    return years.contains(day.getYear());
  }

  /// Last day of a limit of working days on the national calendar.
  ///
  /// @param event day of the event, not counted
  /// @param days 0 or more; with 0 the event's own day, or the next working day
  public static Due due(LocalDate event, int days) {
    return NATIONAL.dueAfter(event, days);
  }

  /// As [#due], on this calendar.
  public Due dueAfter(LocalDate event, int days) {
    if (days < 0) throw new IllegalArgumentException("days " + days);
    LocalDate day = event;
    boolean provisional = !isPublished(event);
    int left = days;
    while (left > 0 || !isWorking(day)) {
      day = day.plusDays(1);
      provisional |= !isPublished(day);
      if (left > 0 && isWorking(day)) left--;
    }
    return new Due(day, provisional);
  }

  /// Last day of a limit of calendar days that ends on a working day: when the last day is off, the
  /// next working day (民法典 203).
  public Due calendarDueAfter(LocalDate event, int days) {
    if (days < 0) throw new IllegalArgumentException("days " + days);
    return dueAfter(event.plusDays(days), 0);
  }

  /// Last day of a public notice: calendar days, beginning on the day after posting, no working-day
  /// shift (公示 7 天, DOMAIN §2.3).
  public static LocalDate publicityEnds(LocalDate posted, int days) {
    if (days < 1) throw new IllegalArgumentException("days " + days);
    return posted.plusDays(days);
  }

  /// Working days after `from` up to and including `to` on the national calendar; negative when
  /// `to` lies before `from` (the days a limit is overdue).
  public static int between(LocalDate from, LocalDate to) {
    return NATIONAL.count(from, to);
  }

  /// As [#between], on this calendar.
  public int count(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) return -count(to, from);
    int n = 0;
    for (LocalDate day = from; day.isBefore(to); ) {
      day = day.plusDays(1);
      if (isWorking(day)) n++;
    }
    return n;
  }

  /// Working days still left today: 0 on the last day, negative when overdue.
  public static int remaining(Due due, LocalDate today) {
    return NATIONAL.count(today, due.date());
  }

  private static WorkingDays read() {
    var exceptions = new HashMap<LocalDate, Boolean>();
    var years = new HashSet<Integer>();
    for (List<String> row : Tsv.rows(WorkingDays.class, "holidays.tsv")) {
      LocalDate day = LocalDate.parse(row.get(0));
      exceptions.put(day, row.get(1).equals("work"));
      years.add(day.getYear());
    }
    return new WorkingDays(exceptions, years);
  }
}
