package cn.ruhu.device.place;

import cn.ruhu.device.json.FlatReply;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/// Reads the reports of gpsd: one JSON object a line, `TPV` being the position. Of the rest only
/// `VERSION`, which says that it is gpsd, is looked at. Not thread-safe.
final class GpsdMoments {
  /// longest report: `SKY` with every satellite of four systems
  static final int LINE_MAX = 32_768;

  private static final String NUMBER = "-?\\d{1,9}(\\.\\d{1,12})?([eE]-?\\d{1,3})?";

  private boolean itself;

  /// Whether gpsd has said that it is gpsd.
  boolean itself() {
    return itself;
  }

  /// What a report says of a moment; empty for every other report.
  Optional<Seen> take(String line, Instant at) {
    Map<String, String> report = FlatReply.read(line).orElse(Map.of());
    String kind = report.getOrDefault("class", "");
    itself |= kind.equals("VERSION") && !report.getOrDefault("release", "").isEmpty();
    if (!itself || !kind.equals("TPV")) return Optional.empty();
    String moment = report.getOrDefault("time", "");
    String mode = report.getOrDefault("mode", "0");
    // 6: dead reckoning, 8: simulated; older versions have no status
    String status = report.getOrDefault("status", "1");
    boolean measured = !status.equals("6") && !status.equals("8");
    boolean valid = mode.equals("2") || mode.equals("3");
    if (!valid || !measured) return Optional.of(new Seen(moment, measured, 0, Optional.empty()));
    return Optional.of(new Seen(moment, true, 0, fix(report, at)));
  }

  private static Optional<Fix> fix(Map<String, String> report, Instant at) {
    Optional<Double> lat = number(report, "lat").filter(v -> Math.abs(v) <= 90);
    Optional<Double> lon = number(report, "lon").filter(v -> Math.abs(v) <= 180);
    if (lat.isEmpty() || lon.isEmpty()) return Optional.empty();
    Optional<Double> error =
        number(report, "eph")
            .or(() ->
                number(report, "epx")
                    .flatMap(x -> number(report, "epy").map(y -> Math.hypot(x, y))));
    int accuracy =
        error.filter(e -> e > 0).map(e -> (int) Math.ceil(Math.min(e, 99_999))).orElse(0);
    return Optional.of(
        new Fix(lat.get(), lon.get(), accuracy, 0, time(report.getOrDefault("time", ""), at), at));
  }

  private static Optional<Double> number(Map<String, String> report, String name) {
    String text = report.getOrDefault(name, "");
    return text.matches(NUMBER) ? Optional.of(Double.parseDouble(text)) : Optional.empty();
  }

  private static Optional<Instant> time(String text, Instant at) {
    try {
      return NmeaMoments.believed(OffsetDateTime.parse(text).toInstant(), at);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
