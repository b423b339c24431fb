package cn.ruhu.casefile.access;

import java.time.Month;
import java.util.Optional;
import java.util.Set;

/// Whether a PIN may open somebody's badge (DOMAIN C22). Whoever has a badge and what it opens
/// tries the likely ones first, so none of these is taken; decision 0043 has what is left to try.
/// Stateless, thread-safe.
public final class BadgePin {
  /// Fewest digits.
  public static final int LENGTH_MIN = 6;

  /// Most digits: a longer one is written down.
  public static final int LENGTH_MAX = 12;

  /// Often chosen, and of none of the other kinds.
  private static final Set<String> COMMON =
      Set.of("147258", "258369", "159357", "520131", "5201314", "147258369", "112358", "314159");

  private static final int DISTINCT_MIN = 3;

  private BadgePin() {}

  /// What is wrong with a PIN.
  public enum Problem {
    /// fewer than [#LENGTH_MIN]
    SHORT,
    /// more than [#LENGTH_MAX]
    LONG,
    /// something that is no digit
    DIGITS,
    /// of one or two digits, or one group again and again: 000000, 121212, 123123
    REPEATED,
    /// each digit the same step from the one before: 123456, 864208
    SEQUENCE,
    /// reads as a date: a birthday is on every identity card
    DATE,
    /// digits of the own telephone number
    PHONE,
    /// one of those everybody takes
    COMMON
  }

  /// Why a PIN is not taken; empty for a good one.
  ///
  /// @param phone own telephone number, empty when it is not known
  public static Optional<Problem> problem(CharSequence pin, String phone) {
    String digits = pin.toString();
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) return Optional.of(Problem.DIGITS);
    if (digits.length() < LENGTH_MIN) return Optional.of(Problem.SHORT);
    if (digits.length() > LENGTH_MAX) return Optional.of(Problem.LONG);
    if (isRepeated(digits)) return Optional.of(Problem.REPEATED);
    if (isSequence(digits)) return Optional.of(Problem.SEQUENCE);
    if (isDate(digits)) return Optional.of(Problem.DATE);
    if (phone.replaceAll("\\D", "").contains(digits)) return Optional.of(Problem.PHONE);
    return COMMON.contains(digits) ? Optional.of(Problem.COMMON) : Optional.empty();
  }

  private static boolean isRepeated(String pin) {
    if (pin.chars().distinct().count() < DISTINCT_MIN) return true;
    for (int group = 1; group <= pin.length() / 2; group++) {
      boolean whole = pin.length() % group == 0;
      if (whole && pin.substring(0, group).repeat(pin.length() / group).equals(pin)) return true;
    }
    return false;
  }

  private static boolean isSequence(String pin) {
    int step = Math.floorMod(pin.charAt(1) - pin.charAt(0), 10);
    for (int i = 2; i < pin.length(); i++)
      if (Math.floorMod(pin.charAt(i) - pin.charAt(i - 1), 10) != step) return false;
    return true;
  }

  /// As dates are written on cards and by hand: 19800412, 800412, 041280, 120480, 198004.
  private static boolean isDate(String pin) {
    int[] d = pin.chars().map(c -> c - '0').toArray();
    if (pin.length() == 8) return century(d) && isDay(two(d, 4), two(d, 6));
    if (pin.length() != 6) return false;
    return isDay(two(d, 2), two(d, 4))
        || isDay(two(d, 0), two(d, 2))
        || isDay(two(d, 2), two(d, 0))
        || (century(d) && isDay(two(d, 4), 1));
  }

  private static boolean century(int[] d) {
    int century = two(d, 0);
    return century == 19 || century == 20;
  }

  private static int two(int[] d, int at) {
    return 10 * d[at] + d[at + 1];
  }

  /// Whether a month has such a day in a leap year.
  private static boolean isDay(int month, int day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).maxLength();
  }
}
