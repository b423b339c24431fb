package cn.ruhu.casefile;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes the ids of records, ops and files: UUIDv7 (RFC 9562), so that ids made later sort later.
/// Ids are made on the device before first use and never reused.
public interface Ids {
  /// A new id, greater than every id this source gave before. Thread-safe.
  UUID next();

  /// Ids from a clock and a source of randomness. Monotonic also within one millisecond and when
  /// the clock is set back; two sources collide only when their 62 random bits do.
  ///
  /// @param clock milliseconds since 1970 go into the first 48 bits
  /// @param random `SecureRandom` in the program, a seeded one in tests
  static Ids seeded(InstantSource clock, RandomGenerator random) {
    return new SeededIds(clock, random);
  }

  /// Milliseconds since 1970 written in an id of version 7.
  ///
  /// @throws IllegalArgumentException when the id has another version
  static long millisOf(UUID id) {
    if (id.version() != 7) throw new IllegalArgumentException("not a UUIDv7");
    return id.getMostSignificantBits() >>> 16;
  }
}
