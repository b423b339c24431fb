package cn.ruhu.casefile.calendar;

import java.time.LocalDate;

/// When something is due.
///
/// @param date last day on which it is in time
/// @param provisional a year on the way has no published calendar: only weekends were counted, the
///   date is to be marked as unconfirmed
public record Due(LocalDate date, boolean provisional) {
  /// Whether `today` is past the due day.
  public boolean overdue(LocalDate today) {
    return today.isAfter(date);
  }
}
