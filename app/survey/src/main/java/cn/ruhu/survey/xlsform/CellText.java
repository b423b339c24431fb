package cn.ruhu.survey.xlsform;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/// What a cell says as text: whole numbers without a fraction, dates and times in ISO form, truth
/// as `TRUE` and `FALSE`, no-break spaces as spaces.
final class CellText {
  private static final Pattern NOT_A_DATE_PART =
      Pattern.compile("\"[^\"]*\"|\\[(?!h+]|m+]|s+])[^]]*]|[\\\\_*].");
  private static final Pattern DATE_LETTERS = Pattern.compile("[dmyhsDMYHS]");

  /// The built-in formats that show a date or a time, the East Asian ones among them.
  private static final Set<Integer> DATE_FORMATS =
      Stream.of(
              IntStream.rangeClosed(14, 22),
              IntStream.rangeClosed(27, 36),
              IntStream.rangeClosed(45, 47),
              IntStream.rangeClosed(50, 58))
          .flatMap(IntStream::boxed)
          .collect(Collectors.toUnmodifiableSet());

  private static final LocalDateTime EPOCH_1900 = LocalDateTime.of(1899, 12, 30, 0, 0);
  private static final LocalDateTime EPOCH_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);

  private CellText() {}

  static String of(Cell cell, boolean date1904) {
    return switch (cell.getValue()) {
      case null -> "";
      case Boolean truth -> truth ? "TRUE" : "FALSE";
      case BigDecimal number -> number(cell, number, date1904);
      case String text -> clean(text);
      default -> clean(String.valueOf(cell.getRawValue()));
    };
  }

  static String clean(String text) {
    return text.replace('\u00A0', ' ').strip();
  }

  private static String number(Cell cell, BigDecimal number, boolean date1904) {
    if (isDate(cell.getDataFormatId(), cell.getDataFormatString()))
      return date(number.doubleValue(), date1904);
    double value = number.doubleValue();
    if (value == Math.rint(value) && Math.abs(value) < 1e15) return Long.toString((long) value);
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static boolean isDate(@Nullable Integer id, @Nullable String format) {
    if (id == null) return false;
    if (DATE_FORMATS.contains(id)) return true;
    if (format == null || format.toLowerCase(Locale.ROOT).contains("general")) return false;
    String first = format.split(";", 2)[0];
    return DATE_LETTERS.matcher(NOT_A_DATE_PART.matcher(first).replaceAll("")).find();
  }

  private static String date(double serial, boolean date1904) {
    LocalDateTime epoch = date1904 ? EPOCH_1904 : EPOCH_1900;
    // Days before March 1900 are one off: the spreadsheet believes in a 29 February 1900.
    double days = !date1904 && serial >= 1 && serial < 60 ? serial + 1 : serial;
    LocalDateTime moment =
        epoch
            .plus(Math.round(days * 86_400_000d), ChronoUnit.MILLIS)
            .truncatedTo(ChronoUnit.SECONDS);
    if (serial >= 0 && serial < 1)
      return moment.toLocalTime().format(DateTimeFormatter.ISO_LOCAL_TIME);
    LocalDate date = moment.toLocalDate();
    LocalTime time = moment.toLocalTime();
    return time.equals(LocalTime.MIDNIGHT)
        ? date.toString()
        : date + "T" + time.format(DateTimeFormatter.ISO_LOCAL_TIME);
  }
}
