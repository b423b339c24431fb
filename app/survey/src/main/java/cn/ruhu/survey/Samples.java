package cn.ruhu.survey;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers a person might give, to try a form with: by kind, and by what the form's own rule names
/// (`. > 17` suggests 16, 17 and 18).
final class Samples {
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.'\"-])-?\\d+(?:\\.\\d+)?");
  private static final Pattern LITERAL = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
  private static final Pattern LENGTH = Pattern.compile("\\{(\\d{1,3})(?:,\\d*)?}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final String POINT = "39.99 116.31 50 8";
  private static final String POINTS = "39.99 116.31 50 8;39.98 116.32 50 8;39.97 116.30 50 8";
  private static final int CHOICES_MAX = 12;

  private Samples() {}

  /// Values to try, the likeliest first.
  ///
  /// @param rule the question's constraint, empty for none
  static List<String> of(Question question, String rule) {
    return switch (question.kind()) {
      case SELECT_ONE, BOOL ->
          codes(question).stream().limit(Math.max(CHOICES_MAX, question.options().size())).toList();
      case SELECT_MULTI -> several(codes(question));
      case RANK -> List.of(String.join(" ", codes(question)));
      case INT, DECIMAL -> numbers(rule, List.of("1", "0", "12", "2000", "100", "30", "5", "-1"));
      case RANGE -> range(question);
      case MONEY -> List.of("100", "0");
      case TEXT, MULTILINE, BARCODE -> texts(rule);
      case DATE -> dates(rule);
      case TIME -> List.of("09:30", "23:59", "00:00", "14:00");
      case DATETIME -> List.of("2099-01-01T09:00:00+08:00", "2026-01-01T09:00:00+08:00");
      case GEO -> List.of(POINT);
      case GEOTRACE -> List.of(POINTS);
      case GEOSHAPE -> List.of(POINTS + ";" + POINT);
      case PHOTO -> List.of("sha256-00", "sha256-00 sha256-01");
      case SIGNATURE, FILE, AUDIO, VIDEO -> List.of("sha256-00");
      case ACKNOWLEDGE -> List.of("OK");
      case NOTE, CALCULATE -> List.of();
    };
  }

  private static List<String> codes(Question question) {
    return question.options().stream().map(Question.Option::code).toList();
  }

  private static List<String> several(List<String> codes) {
    List<String> tries = new ArrayList<>(codes.stream().limit(CHOICES_MAX).toList());
    for (int n = 2; n <= Math.min(codes.size(), CHOICES_MAX); n++)
      tries.add(String.join(" ", codes.subList(0, n)));
    return tries;
  }

  private static List<String> range(Question question) {
    return question
        .look()
        .range()
        .map(r ->
            List.of(
                r.start().toPlainString(),
                r.end().toPlainString(),
                r.start()
                    .add(r.end().compareTo(r.start()) < 0 ? r.step().negate() : r.step())
                    .toPlainString()))
        .orElse(List.of("1"));
  }

  private static List<String> numbers(String rule, List<String> usual) {
    Set<String> all = new LinkedHashSet<>(usual);
    Matcher number = NUMBER.matcher(rule);
    while (number.find()) {
      BigDecimal named = new BigDecimal(number.group());
      for (String near : List.of("0", "1", "-1"))
        all.add(named.add(new BigDecimal(near)).stripTrailingZeros().toPlainString());
    }
    return List.copyOf(all);
  }

  private static List<String> texts(String rule) {
    Set<String> all =
        new LinkedHashSet<>(
            List.of("N08-0001", "sample text that is long enough for most rules", "abc", "ABC"));
    Matcher literal = LITERAL.matcher(rule);
    while (literal.find()) {
      String words = literal.group(1) == null ? literal.group(2) : literal.group(1);
      if (!words.isEmpty() && words.length() < 100) all.add(words);
    }
    Matcher length = LENGTH.matcher(rule);
    while (length.find()) {
      int n = Integer.parseInt(length.group(1));
      all.add("1234567890".repeat(13).substring(0, Math.min(n, 130)));
      all.add("a".repeat(n));
      all.add("A".repeat(n));
    }
    all.addAll(numbers(rule, List.of("1", "0", "12", "1234", "13800138000")));
    all.addAll(
        List.of(
            "a@example.cn",
            "https://example.cn",
            "John Smith",
            "110101199003070038",
            "Ab1-2",
            "12:30",
            "2026-01-01",
            "A1",
            "1.5"));
    return List.copyOf(all);
  }

  private static List<String> dates(String rule) {
    Set<String> all = new LinkedHashSet<>(List.of("2026-01-01", "1980-01-01", "2099-12-31"));
    Matcher literal = LITERAL.matcher(rule);
    while (literal.find()) {
      String words = literal.group(1) == null ? literal.group(2) : literal.group(1);
      if (DAY.matcher(words).matches()) all.addAll(around(words));
    }
    return List.copyOf(all);
  }

  /// A day and those beside it; none when it is no day.
  private static List<String> around(String day) {
    try {
      LocalDate date = LocalDate.parse(day);
      return List.of(day, date.plusDays(1).toString(), date.minusDays(1).toString());
    } catch (DateTimeException _) {
      return List.of();
    }
  }
}
