package cn.ruhu.journeys;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/// The time of a whole district: it runs on by itself from where it was set, and is set on to the
/// next day of the journey. Never back. Thread-safe.
final class MovedClock implements InstantSource {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private record Set(Instant at, long nanos) {}

  private final LongSupplier nanos;
  private final AtomicReference<Set> set;

  MovedClock(LocalDate day, int hour, LongSupplier nanos) {
    this.nanos = nanos;
    this.set = new AtomicReference<>(new Set(at(day, hour), nanos.getAsLong()));
  }

  private static Instant at(LocalDate day, int hour) {
    return day.atTime(hour, 0).atZone(ZONE).toInstant();
  }

  @Override
  public Instant instant() {
    Set now = set.get();
    return now.at().plusNanos(nanos.getAsLong() - now.nanos());
  }

  /// It is this hour of that day now.
  void to(LocalDate day, int hour) {
    Instant next = at(day, hour);
    if (next.isBefore(instant())) throw new IllegalArgumentException("back to " + next);
    set.set(new Set(next, nanos.getAsLong()));
  }
}
