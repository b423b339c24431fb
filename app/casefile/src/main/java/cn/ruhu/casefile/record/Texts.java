package cn.ruhu.casefile.record;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Reads field texts strictly: what does not have exactly the shape of its kind gives nothing.
/// Records come from other machines and other versions, so no reader may trust their text.
///
/// Stateless and thread-safe.
public final class Texts {
  private static final Pattern PERCENT = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.[0-9]{1,4})?");
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern INSTANT_TEXT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
  private static final Pattern MONTH_TEXT = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");
  private static final Pattern DATE_TEXT = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  private Texts() {}

  /// A whole number of at most 18 digits.
  public static Optional<Long> whole(String text) {
    return WHOLE.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /// Per cent, 0 or from 1 to 100, exact: `15`, `12.5`; at most four digits behind the point. What
  /// could be read in two ways is none: `1,5`, `.5`, `012`, `1e1`, and `0.15`, which some write for
  /// fifteen.
  public static Optional<BigDecimal> percent(String text) {
    if (!PERCENT.matcher(text).matches()) return Optional.empty();
    return Optional.of(new BigDecimal(text))
        .filter(p -> p.signum() == 0 || p.compareTo(BigDecimal.ONE) >= 0)
        .filter(p -> p.compareTo(HUNDRED) <= 0);
  }

  /// A real day of the calendar, `2017-11-17`.
  public static Optional<LocalDate> date(String text) {
    if (!DATE_TEXT.matcher(text).matches()) return Optional.empty();
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// A month of the calendar, `2017-11`.
  public static Optional<YearMonth> month(String text) {
    return MONTH_TEXT.matcher(text).matches()
        ? Optional.of(YearMonth.parse(text))
        : Optional.empty();
  }

  /// A point in time in UTC, `2017-11-17T03:04:05.678Z`.
  public static Optional<Instant> instant(String text) {
    if (!INSTANT_TEXT.matcher(text).matches()) return Optional.empty();
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// A record id in lower-case letters.
  public static Optional<UUID> uuid(String text) {
    return UUID_TEXT.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }
}
