package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Message;
import java.time.Duration;

/// Lengths of time and way in words a person measures by.
final class Spans {
  private static final int KILOMETRE = 1_000;

  private Spans() {}

  /// Days, hours or minutes, whichever is the largest that fits.
  static Message of(long seconds) {
    Duration d = Duration.ofSeconds(seconds);
    if (d.toDays() >= 2) return Message.of("visit.span.days", d.toDays());
    if (d.toHours() >= 2) return Message.of("visit.span.hours", d.toHours());
    return Message.of("visit.span.minutes", Math.max(1, d.toMinutes()));
  }

  static Message metres(double metres) {
    return metres >= KILOMETRE
        ? Message.of("visit.span.km", Math.round(metres / 100) / 10.0)
        : Message.of("visit.span.m", Math.round(metres));
  }
}
