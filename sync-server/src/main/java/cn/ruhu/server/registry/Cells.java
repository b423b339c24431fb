package cn.ruhu.server.registry;

import static java.util.stream.Collectors.joining;

import cn.ruhu.casefile.Typed;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What stands in a cell, read the way people mean it.
final class Cells {
  /// day 0 of a spreadsheet, which believes in 29 February 1900
  private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);

  /// behind something that parts it from the day: else its first figure is read as one of the day's
  private static final String TIME =
      "(?:(?:T|\\s|(?<=\\u65e5))\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)?";

  /// 2026-01-02, 2026/1/2, 2026.1.2 and the form with the three characters for year, month, day
  private static final Pattern PARTS =
      Pattern.compile(
          "(\\d{4})\\s?[-/.\\u5e74]\\s?(\\d{1,2})\\s?[-/.\\u6708]\\s?(\\d{1,2})(?:\\s?\\u65e5)?"
              + TIME);

  private static final Pattern EIGHT = Pattern.compile("(\\d{4})\\s?(\\d{2})\\s?(\\d{2})" + TIME);

  /// days since 1900, from 1927 on: shorter ones are taken for years
  private static final Pattern SERIAL = Pattern.compile("(\\d{5})(?:\\.\\d+)?");

  /// 15 figures in a row, 17 of them in groups, or an old foreigner's number: whatever stands
  /// around them, and however many such numbers follow each other
  private static final Pattern NUMBER_INSIDE =
      Pattern.compile("\\d{15}|\\d{6}[^0-9]\\d{8}[^0-9]\\d{3}[0-9X]|[A-Z]{3}\\d{12}");

  private Cells() {}

  /// Without the space around it (tabs and full-width spaces too) and the marks a spreadsheet is
  /// told "text" by: a leading apostrophe, or `="…"`.
  static String clean(String raw) {
    String text = outer(raw);
    if (text.startsWith("=\"") && text.endsWith("\"") && text.length() > 2)
      text = outer(text.substring(2, text.length() - 1));
    return text.startsWith("'") ? outer(text.substring(1)) : text;
  }

  private static String outer(String raw) {
    int from = 0;
    int to = raw.length();
    while (from < to && blank(raw.charAt(from))) from++;
    while (to > from && blank(raw.charAt(to - 1))) to--;
    return raw.substring(from, to);
  }

  private static boolean blank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT;
  }

  /// Full-width characters narrowed, all space gone, capital letters.
  static String narrow(String raw) {
    return Typed.narrow(clean(raw));
  }

  /// Space inside it brought to one; in a text of Chinese characters alone it is padding and goes.
  static String text(String raw) {
    String text = clean(raw);
    boolean padded = text.codePoints().allMatch(c -> blank(c) || Character.isIdeographic(c));
    var out = new StringBuilder(text.length());
    boolean gap = false;
    for (int c : text.codePoints().toArray()) {
      if (blank(c)) {
        gap = true;
        continue;
      }
      if (gap && !padded) out.append(' ');
      gap = false;
      out.appendCodePoint(c);
    }
    return out.toString();
  }

  /// A date in any of the forms files have.
  static Optional<LocalDate> date(String raw) {
    String text = Stream.of(text(raw).split(" ")).map(Cells::narrow).collect(joining(" "));
    Matcher serial = SERIAL.matcher(text);
    if (serial.matches())
      return Optional.of(SERIAL_ZERO.plusDays(Integer.parseInt(serial.group(1))));
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) parts = EIGHT.matcher(text);
    if (!parts.matches()) return Optional.empty();
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3))));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// The day of a spreadsheet's count.
  static LocalDate day(double serial) {
    return SERIAL_ZERO.plusDays((long) Math.floor(serial));
  }

  /// Whether something was lost on the way: `?`, a replacement character, a control character.
  static boolean broken(String text) {
    return text.codePoints()
        .anyMatch(c -> c == '?' || c == 0xFFFD || c == 0xFF1F || Character.isISOControl(c));
  }

  /// Whether something as long as an identity number stands in it: in full-width figures, with
  /// spaces, beside other figures. Rather once too often: what it misses lies open.
  static boolean holdsNumber(String text) {
    return NUMBER_INSIDE.matcher(narrow(text)).find();
  }

  /// A column as a spreadsheet calls it: A, B … Z, AA …
  ///
  /// @param index from 0
  static String letters(int index) {
    var out = new StringBuilder();
    for (int n = index + 1; n > 0; n = (n - 1) / 26) out.insert(0, (char) ('A' + (n - 1) % 26));
    return out.toString();
  }
}
