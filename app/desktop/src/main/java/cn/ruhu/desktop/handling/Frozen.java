package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Commitment;
import cn.ruhu.casefile.process.Draw;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// A list that was frozen and a commitment that was published, waiting for the public number. Kept
/// on the machine that froze it: nobody else knows the secret.
///
/// @param commitment the secret and its hash
/// @param source which public number will be taken
/// @param cases the frozen list
/// @param forced those of it that are checked whatever the lot says, frozen with it: what comes
///   into a case once the number is known makes it no forced one; empty for a list that was frozen
///   before they were
record Frozen(Commitment commitment, String source, List<UUID> cases, Optional<Set<UUID>> forced) {
  private static final String FORCED = ";";

  Frozen {
    cases = List.copyOf(cases);
    forced = forced.map(Set::copyOf);
  }

  String population() {
    return Draw.population(cases);
  }

  /// Hash of the forced cases; empty for a list that was frozen before they were.
  Optional<String> forcedPopulation() {
    return forced.map(Draw::population);
  }

  byte[] write() {
    String ids = joined(cases) + forced.map(f -> FORCED + joined(f)).orElse("");
    return String.join("\n", commitment.secret(), ids, source).getBytes(StandardCharsets.UTF_8);
  }

  /// Empty when it is none.
  static Optional<Frozen> read(byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", 3);
    if (lines.length < 3 || lines[0].isBlank()) return Optional.empty();
    String[] lists = lines[1].split(FORCED, 2);
    List<UUID> cases = ids(lists[0]);
    Optional<Set<UUID>> forced =
        lists.length == 1 ? Optional.empty() : Optional.of(Set.copyOf(ids(lists[1])));
    return cases.isEmpty()
        ? Optional.empty()
        : Optional.of(new Frozen(new Commitment(lines[0]), lines[2], cases, forced));
  }

  private static String joined(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).sorted().collect(Collectors.joining(","));
  }

  private static List<UUID> ids(String joined) {
    return Arrays.stream(joined.split(",", -1))
        .filter(id -> id.length() == 36)
        .map(UUID::fromString)
        .distinct()
        .toList();
  }
}
