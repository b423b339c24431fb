package cn.ruhu.casefile;

import java.time.LocalDate;
import java.time.Period;

/// Age in full years at a stated day: acceptance, visit or month of pay, never "now" (DOMAIN §10).
///
/// Stateless and thread-safe.
public final class Age {
  private Age() {}

  /// Full years (周岁) on the day `at`; the birthday itself counts. Somebody born on 29 February
  /// turns a year older on 1 March in ordinary years. Before birth: 0.
  public static int years(LocalDate birth, LocalDate at) {
    return Math.max(0, Period.between(birth, at).getYears());
  }

  /// The day on which `years` full years are reached: the first day with `years(birth, day) >=
  /// years`.
  public static LocalDate reached(LocalDate birth, int years) {
    LocalDate day = birth.plusYears(years);
    return day.getDayOfMonth() == birth.getDayOfMonth() ? day : day.plusDays(1);
  }
}
