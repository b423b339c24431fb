package cn.ruhu.desktop.kit;

import cn.ruhu.casefile.ApplicationNumber;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How values look on screen. Records hold text that machines agree on; here it becomes text that
/// people read. Pure functions.
public final class Show {
  private Show() {}

  /// The one zone of the offices; used for showing only.
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final int SEAL_START = 8;
  private static final Pattern TYPED_DAY =
      Pattern.compile("(\\d{4})[-./\u5e74 ]?(\\d{1,2})[-./\u6708 ]?(\\d{1,2})\u65e5?");

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MM-dd HH:mm");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final Pattern CASE_NUMBER = Pattern.compile("(?<!\\d)\\d{20}[\\dX](?!\\d)");
  private static final Pattern YUAN = Pattern.compile("-?\\d{1,13}(\\.\\d{1,2})?");

  /// Fen as yuan with thousands and two decimals, `"123450"` → `1,234.50`; other text as it is.
  public static String money(String fen) {
    if (!fen.matches("-?\\d{1,18}")) return fen;
    return money(Long.parseLong(fen));
  }

  /// Fen as yuan with thousands and two decimals.
  public static String money(long fen) {
    var format = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return format.format(BigDecimal.valueOf(fen, 2));
  }

  /// Typed yuan (`1800`, `1,800.5`) as fen text; empty when it is no amount below ten trillion.
  public static Optional<String> fen(String yuan) {
    String plain = yuan.strip().replace(",", "").replace("\uff0c", "");
    if (!YUAN.matcher(plain).matches()) return Optional.empty();
    return Optional.of(new BigDecimal(plain).movePointRight(2).toBigIntegerExact().toString());
  }

  /// A typed day as ISO: `20171117`, `2017-11-17`, `2017.11.17`, `2017/11/17` or with the words for
  /// year, month and day; empty when it is none.
  public static Optional<String> isoDay(String typed) {
    Matcher m = TYPED_DAY.matcher(typed.strip());
    if (!m.matches()) return Optional.empty();
    try {
      return Optional.of(
          LocalDate.of(
                  Integer.parseInt(m.group(1)),
                  Integer.parseInt(m.group(2)),
                  Integer.parseInt(m.group(3)))
              .toString());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// The whole number of a seal in eights, so that it can be read aloud and a line may break in it.
  public static String sealNumber(String hash) {
    return hash.replaceAll("([0-9a-f]{8})(?=[0-9a-f])", "$1 ");
  }

  /// How the number of a seal begins, where it only tells one visit from another: eight digits.
  public static String sealStart(String hash) {
    String digits = hash.substring(hash.indexOf('-') + 1);
    return digits.substring(0, Math.min(SEAL_START, digits.length()));
  }

  /// The fingerprint of a server's key in groups of four, two lines, as people compare it.
  public static String fingerprint(String pin) {
    String hex = pin.substring(pin.indexOf('-') + 1);
    var out = new StringBuilder();
    for (int i = 0; i < hex.length(); i++) {
      if (i > 0) out.append(i % 32 == 0 ? "\n" : i % 4 == 0 ? " " : "");
      out.append(hex.charAt(i));
    }
    return out.toString();
  }

  /// `2017-11-17 14:03` in the offices' zone.
  public static String minute(Instant at) {
    return MINUTE.format(at.atZone(ZONE));
  }

  /// `11-17 14:03`, for lists of this year.
  public static String shortMinute(Instant at) {
    return SHORT.format(at.atZone(ZONE));
  }

  /// `14:03`.
  public static String clock(Instant at) {
    return CLOCK.format(at.atZone(ZONE));
  }

  /// Today at the office.
  public static LocalDate day(Instant at) {
    return at.atZone(ZONE).toLocalDate();
  }

  /// `03:05` of minutes and seconds.
  public static String countdown(Duration left) {
    long s = Math.max(0, left.toSeconds());
    return String.format(Locale.ROOT, "%02d:%02d", s / 60, s % 60);
  }

  /// An application number in groups; what is none stays as it is.
  public static String caseNumber(String text) {
    return ApplicationNumber.parse(text).toOptional().map(ApplicationNumber::grouped).orElse(text);
  }

  /// Words of a form with the application numbers in them in groups.
  public static String numbersGrouped(String words) {
    return CASE_NUMBER.matcher(words).replaceAll(m -> caseNumber(m.group()));
  }

  /// An identity number in groups, `110101 19900307 7758`; anything else in fours.
  public static String grouped(String number) {
    if (number.length() == 18)
      return number.substring(0, 6) + ' ' + number.substring(6, 14) + ' ' + number.substring(14);
    var out = new StringBuilder();
    for (int i = 0; i < number.length(); i++) {
      if (i > 0 && i % 4 == 0) out.append(' ');
      out.append(number.charAt(i));
    }
    return out.toString();
  }

  /// The same with its middle hidden, `110101 ******** 7758`; short numbers keep two at each end.
  public static String masked(String number) {
    int head = number.length() >= 15 ? 6 : Math.min(2, number.length() / 3);
    int tail = number.length() >= 15 ? 4 : Math.min(2, number.length() / 3);
    var out = new StringBuilder(number);
    for (int i = head; i < number.length() - tail; i++) out.setCharAt(i, '*');
    return grouped(out.toString());
  }

  /// `1.4 MB`, for files that wait.
  public static String bytes(long bytes) {
    if (bytes < 1024) return bytes + " B";
    if (bytes < 1 << 20) return String.format(Locale.ROOT, "%.0f KB", bytes / 1024.0);
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
  }

  /// `约 3 分钟`: how long something still takes, rounded up, never more exact than anybody can say.
  public static Message left(Duration left) {
    long minutes = (left.toSeconds() + 59) / 60;
    if (minutes <= 1) return Message.of("kit.left.minute");
    if (minutes < 100) return Message.of("kit.left.minutes", String.valueOf(minutes));
    return Message.of("kit.left.hours", String.valueOf((minutes + 30) / 60));
  }
}
