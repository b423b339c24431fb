package cn.ruhu.device;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks a driver needs, handed in by the wiring: wall time for provenance, and a steady
/// count of nanoseconds for deadlines, which no correction of the wall clock can stretch.
///
/// @param wall when something was read
/// @param nanos steady, as `System.nanoTime`
public record DeviceTime(InstantSource wall, LongSupplier nanos) {
  /// Steady time in milliseconds; only differences mean something.
  public long millis() {
    return nanos.getAsLong() / 1_000_000;
  }
}
