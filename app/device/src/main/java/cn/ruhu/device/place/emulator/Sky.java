package cn.ruhu.device.place.emulator;

import java.time.Duration;
import java.time.Instant;

/// What the satellites say at one place, moment by moment, a second apart however fast they are
/// told. Immutable.
///
/// @param latitude degrees @param longitude degrees
/// @param start time by the satellites at the first moment
public record Sky(double latitude, double longitude, Instant start, PlaceFault fault) {
  private static final double NORTH_10_KM = 10_000 / 111_195.0;
  private static final int JUMP_EVERY = 3;
  private static final int FIRST = 2;
  private static final Duration ROLLED = Duration.ofDays(1_024 * 7L);

  /// One moment. @param hdop dilution of precision
  record Moment(double latitude, double longitude, Instant time, boolean fix, double hdop) {}

  Moment moment(int n) {
    boolean away =
        (fault == PlaceFault.JUMP && n % JUMP_EVERY == JUMP_EVERY - 1)
            || (fault == PlaceFault.JUMP_FIRST && n < FIRST);
    Instant time = start.plusSeconds(fault == PlaceFault.STALE ? 0 : n);
    if (fault == PlaceFault.ROLLOVER) time = time.minus(ROLLED);
    // a receiver never says the very same place twice
    double trembling = (n % 7 - 3) * 0.000_004;
    return new Moment(
        latitude + (away ? NORTH_10_KM : 0) + trembling,
        longitude - trembling,
        time,
        fault != PlaceFault.NO_FIX,
        fault == PlaceFault.COARSE ? 20 : 1.1);
  }
}
