package cn.ruhu.sync.http;

import java.time.Duration;

/// How long a request may take.
///
/// @param connect until the connection stands
/// @param silence without a byte in either direction
/// @param whole from beginning to end; 16 kbit/s carries one part of a file in nine minutes
public record Timeouts(Duration connect, Duration silence, Duration whole) {
  public static final Timeouts STANDARD =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(12));
}
