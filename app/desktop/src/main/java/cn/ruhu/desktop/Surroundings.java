package cn.ruhu.desktop;

import cn.ruhu.device.sane.SaneScheme;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.PasswordHash;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// What the program takes from the machine it runs on; a journey hands in its own.
///
/// @param home data folder
/// @param demonstration folder of `installer/try` with the files of its server and its reader
/// @param clock wall clock
/// @param nanos steady clock, as `System.nanoTime`
/// @param random cryptographic outside tests
/// @param passwordCost what guessing a password costs
/// @param scanimage what starts SANE's program, the word and what stands before it
public record Surroundings(
    Path home,
    Optional<Path> demonstration,
    InstantSource clock,
    LongSupplier nanos,
    RandomGenerator random,
    PasswordHash.Cost passwordCost,
    List<String> scanimage) {
  public Surroundings {
    scanimage = List.copyOf(scanimage);
  }

  /// What guessing the PIN of a badge costs: a PIN is shorter than a password, so a guess costs
  /// more.
  PasswordHash.Cost badgeCost() {
    return passwordCost.equals(PasswordHash.Cost.STANDARD) ? Badge.COST : passwordCost;
  }

  /// With the `scanimage` that lies on this machine's path.
  public Surroundings(
      Path home,
      Optional<Path> demonstration,
      InstantSource clock,
      LongSupplier nanos,
      RandomGenerator random,
      PasswordHash.Cost passwordCost) {
    this(home, demonstration, clock, nanos, random, passwordCost, SaneScheme.PROGRAM);
  }
}
