package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Commitment;
import cn.ruhu.casefile.process.Draw;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// A list that was frozen and a commitment that was published, waiting for the public number. Kept
/// on the machine that froze it: nobody else knows the secret.
///
/// @param commitment the secret and its hash
/// @param source which public number will be taken
/// @param cases the frozen list
record Frozen(Commitment commitment, String source, List<UUID> cases) {
  Frozen {
    cases = List.copyOf(cases);
  }

  String population() {
    return Draw.population(cases);
  }

  byte[] write() {
    String ids = cases.stream().map(UUID::toString).collect(Collectors.joining(","));
    return String.join("\n", commitment.secret(), ids, source).getBytes(StandardCharsets.UTF_8);
  }

  /// Empty when it is none.
  static Optional<Frozen> read(byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", 3);
    if (lines.length < 3 || lines[0].isBlank()) return Optional.empty();
    List<UUID> cases =
        Arrays.stream(lines[1].split(",", -1))
            .filter(id -> id.length() == 36)
            .map(UUID::fromString)
            .toList();
    return cases.isEmpty()
        ? Optional.empty()
        : Optional.of(new Frozen(new Commitment(lines[0]), lines[2], cases));
  }
}
