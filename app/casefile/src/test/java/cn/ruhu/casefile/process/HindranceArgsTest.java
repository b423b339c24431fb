package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every code a gate can produce stands in the table that says what its arguments are; a code that
/// is missing there would reach people as a code.
class HindranceArgsTest {
  private static final Path GATES = Path.of("src/main/java/cn/ruhu/casefile/process");

  /// Codes are the only words of this shape that stand right behind these.
  private static final Pattern CODE =
      Pattern.compile(
          "(?:Hindrance\\.of\\(|against\\(|one\\(|missing\\(|detailNamed\\(s, guard,|[?:])"
              + "\\s*\"([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)\"");

  /// Words of that shape that are no hindrances: places of a visit, states, schemes.
  private static final Set<String> OTHER = Set.of("OTHER_PLACE", "SPOT_CHECK", "CHECKED_OUT");

  @Test
  void everyCodeOfAGateStandsInTheTable() throws IOException {
    var produced = new TreeSet<String>();
    try (Stream<Path> all = Files.walk(GATES)) {
      for (Path p : all.filter(f -> f.toString().endsWith(".java")).toList()) {
        String source = Files.readString(p);
        if (source.contains("Hindrance"))
          CODE.matcher(source).results().map(m -> m.group(1)).forEach(produced::add);
      }
    }
    produced.removeAll(OTHER);
    assertFalse(produced.size() < 100, () -> "only " + produced);
    assertEquals(new TreeSet<>(HindranceArgs.codes()), produced);
  }

  @Test
  void aCodeOfAnotherProgramHasNoArgumentsHere() {
    assertEquals(List.of(), HindranceArgs.of("NEVER_HEARD_OF"));
  }
}
