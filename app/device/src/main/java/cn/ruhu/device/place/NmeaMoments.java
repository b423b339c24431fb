package cn.ruhu.device.place;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts sentences of the same moment together: GGA has the quality and HDOP, RMC the status and the
/// date, GSA whether there is a fix at all. A position needs GGA and RMC of the same moment. Not
/// thread-safe.
final class NmeaMoments {
  private static final Pattern DEGREES = Pattern.compile("(\\d{1,3})(\\d{2}\\.?\\d*)");
  private static final Pattern CLOCK = Pattern.compile("(\\d{2})(\\d{2})(\\d{2})(?:\\.\\d+)?");
  private static final Pattern DAY = Pattern.compile("(\\d{2})(\\d{2})(\\d{2})");
  private static final int SINGLE_M = 5;
  private static final int CORRECTED_M = 2;
  private static final double HDOP_MAX = 99;

  /// A receiver that counts 1024 weeks wrongly is off by a multiple of this.
  private static final long ROLLOVER_DAYS = 1_024 * 7;

  private @Nullable Sentence gga;
  private @Nullable Sentence rmc;
  private boolean gsaSaid;
  private boolean gsaFix;

  /// What is known of a moment once its second half came; empty before, and for other sentences.
  ///
  /// @param at this machine's clock now
  Optional<Seen> take(Sentence s, Instant at) {
    switch (s.type()) {
      case "GSA" -> {
        gsaSaid = true;
        gsaFix |= s.field(1).equals("2") || s.field(1).equals("3");
        return Optional.empty();
      }
      case "GGA" -> gga = s;
      case "RMC" -> rmc = s;
      default -> {
        return Optional.empty();
      }
    }
    @Nullable Sentence g = gga;
    @Nullable Sentence r = rmc;
    if (g == null || r == null || !g.field(0).equals(r.field(0))) return Optional.empty();
    gga = null;
    rmc = null;
    boolean none = gsaSaid && !gsaFix;
    gsaSaid = false;
    gsaFix = false;
    return Optional.of(seen(g, r, none, at));
  }

  private static Seen seen(Sentence g, Sentence r, boolean none, Instant at) {
    int satellites = g.field(6).matches("\\d{1,2}") ? Integer.parseInt(g.field(6)) : 0;
    String quality = g.field(5);
    String mode = r.field(11);
    boolean estimated = quality.equals("6") || quality.equals("7") || quality.equals("8");
    boolean measured = !estimated && !mode.matches("[EMS]");
    boolean valid = r.field(1).equals("A") && !quality.isEmpty() && !quality.equals("0");
    if (!valid || none || !measured)
      return new Seen(g.field(0), measured || !valid, satellites, Optional.empty());
    return new Seen(g.field(0), true, satellites, fix(g, r, satellites, at));
  }

  private static Optional<Fix> fix(Sentence g, Sentence r, int satellites, Instant at) {
    Optional<Double> lat = degrees(g.field(1), g.field(2), "N", "S", 90);
    Optional<Double> lon = degrees(g.field(3), g.field(4), "E", "W", 180);
    if (lat.isEmpty() || lon.isEmpty()) return Optional.empty();
    boolean corrected = !g.field(5).equals("1");
    int accuracy = 0;
    if (g.field(7).matches("\\d{1,2}(\\.\\d{1,3})?")) {
      double hdop = Double.parseDouble(g.field(7));
      if (hdop > 0 && hdop <= HDOP_MAX)
        accuracy = (int) Math.ceil(hdop * (corrected ? CORRECTED_M : SINGLE_M));
    }
    return Optional.of(
        new Fix(lat.get(), lon.get(), accuracy, satellites, time(r.field(0), r.field(8), at), at));
  }

  /// `ddmm.mmmm` and its half of the earth.
  static Optional<Double> degrees(String value, String half, String plus, String minus, int most) {
    Matcher m = DEGREES.matcher(value);
    if (!m.matches() || !(half.equals(plus) || half.equals(minus))) return Optional.empty();
    double minutes = Double.parseDouble(m.group(2));
    double degrees = Integer.parseInt(m.group(1)) + minutes / 60;
    if (minutes >= 60 || degrees > most) return Optional.empty();
    return Optional.of(half.equals(minus) ? -degrees : degrees);
  }

  static Optional<Instant> time(String clock, String day, Instant at) {
    Matcher c = CLOCK.matcher(clock);
    Matcher d = DAY.matcher(day);
    if (!c.matches() || !d.matches()) return Optional.empty();
    try {
      int second = Math.min(59, number(c, 3)); // 60 is a leap second
      var time = LocalTime.of(number(c, 1), number(c, 2), second);
      var date = LocalDate.of(2000 + number(d, 3), number(d, 2), number(d, 1));
      return believed(LocalDateTime.of(date, time).toInstant(ZoneOffset.UTC), at);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Empty when it is off by a whole number of 1024 weeks: then the receiver is wrong, not we.
  static Optional<Instant> believed(Instant satellites, Instant at) {
    long days = Math.round(Duration.between(satellites, at).toSeconds() / 86_400.0);
    long past = Math.floorMod(days, ROLLOVER_DAYS);
    boolean rolled =
        Math.abs(days) >= ROLLOVER_DAYS - 1 && (past <= 1 || past >= ROLLOVER_DAYS - 1);
    return rolled ? Optional.empty() : Optional.of(satellites);
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
