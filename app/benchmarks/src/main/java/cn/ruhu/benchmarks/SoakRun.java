package cn.ruhu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// A long proof, of the synchronization, the tray, the card reader or a visit, run as the build
/// runs it, in a clone of its own. What it found it says itself, in lines of its log; here they
/// become figures.
final class SoakRun {
  private static final String MARK = "ruhu-soak | ";

  /// Each by its name: the module and the class whose test with the tag `soak` it is.
  static final Map<String, Proof> PROOFS =
      new TreeMap<>(
          Map.of(
              "worlds", new Proof("app/journeys", "SimulationTest", "sync"),
              "stores", new Proof("app/journeys", "RealWorldsTest", "sync"),
              "kills", new Proof("app/journeys", "KilledTest", "sync"),
              "lines", new Proof("app/journeys", "ChaosTest", "sync"),
              "rows", new Proof("sync-server", "FourInstancesTest", "sync"),
              "cards", new Proof("app/device", "RandomFaultsTest", "window"),
              "tray", new Proof("app/desktop", "TrayKilledTest", "scans"),
              "visit", new Proof("app/desktop", "VisitKilledTest", "visit")));

  /// What a pair waits for, measured beside the program's own parts.
  static final Proof VISIT = new Proof("app/desktop", "VisitTimesTest", "visit");

  private final BuildMinutes build;
  private final Path scratch;

  /// @param module folder of its pom
  /// @param stretch whose figures they are
  record Proof(String module, String test, String stretch) {}

  static Proof proof(String name) {
    return Objects.requireNonNull(PROOFS.get(name), name);
  }

  SoakRun(Path root, Path scratch) {
    this.build = new BuildMinutes(root, scratch);
    this.scratch = scratch;
  }

  /// @param name one of [#PROOFS]
  /// @throws IOException the proof failed or told nothing; nothing is claimed then
  void measure(Figures figures, String name) throws IOException, InterruptedException {
    double minutes = measure(figures, proof(name), false);
    figures.probe("soak " + name + ": minutes, building in them", minutes, "min");
  }

  /// @param quick tries it with a fiftieth of the sizes
  /// @return minutes it took, building in them
  double measure(Figures figures, Proof proof, boolean quick)
      throws IOException, InterruptedException {
    double minutes =
        build.clonedThen(
            List.of(
                "env",
                "RUHU_QUICK=" + quick,
                "mvn",
                "-B",
                "verify",
                "-Psoak",
                "-Druhu.test.groups=soak",
                "-Dtest=" + proof.test(),
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-pl",
                proof.module(),
                "-am"));
    told(figures, Files.readAllLines(scratch.resolve("build.log")));
    return minutes;
  }

  /// @throws IOException when no line is a figure
  static void told(Figures figures, List<String> log) throws IOException {
    int found = 0;
    for (String line : log) {
      int at = line.indexOf(MARK);
      if (at < 0) continue;
      String[] parts = line.substring(at + MARK.length()).split(" \\| ", -1);
      if (parts.length != 4) throw new IOException("no figure: " + line);
      double value = Double.parseDouble(parts[1]);
      String goal = parts[3];
      if (goal.startsWith(">= "))
        figures.atLeast(parts[0], value, parts[2], Double.parseDouble(goal.substring(3)));
      else if (goal.startsWith("<= "))
        figures.atMost(parts[0], value, parts[2], Double.parseDouble(goal.substring(3)));
      else figures.probe(parts[0], value, parts[2]);
      found++;
    }
    if (found == 0) throw new IOException("the proof told no figure");
  }
}
