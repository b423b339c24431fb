package cn.ruhu.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Collects the figures of one stretch and writes `app/benchmarks/results/STRETCH.json`.
///
/// A run replaces the figures it measured and keeps the others of that file (figures that need a
/// build or a soak run are written by those). Not thread-safe.
public final class Figures {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final String command;
  private final String commit;
  private final List<Figure> figures = new ArrayList<>();

  /// @param root the checkout
  /// @param stretch `road`, `papers`, `sync`…
  public Figures(Path root, String stretch) throws IOException {
    this.file = root.resolve("app/benchmarks/results/" + stretch + ".json");
    this.command = "installer/bench " + stretch;
    this.commit = commit(root);
  }

  /// A figure that must stay at or below its goal.
  public void atMost(String figure, double value, String unit, double goal) {
    add(figure, value, unit, "<= " + text(goal), value <= goal);
  }

  /// A figure that must reach its goal.
  public void atLeast(String figure, double value, String unit, double goal) {
    add(figure, value, unit, ">= " + text(goal), value >= goal);
  }

  /// A figure with no goal of its own, measured in the same run to read the others by.
  public void probe(String figure, double value, String unit) {
    figures.add(
        new Figure(
            figure,
            rounded(value),
            unit,
            null,
            null,
            command,
            machine(),
            commit,
            LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).toString()));
  }

  private void add(String figure, double value, String unit, String goal, boolean met) {
    figures.add(
        new Figure(
            figure,
            rounded(value),
            unit,
            goal,
            met,
            command,
            machine(),
            commit,
            LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).toString()));
  }

  /// Writes the file and returns what was measured.
  public List<Figure> write() throws IOException {
    List<Figure> all = new ArrayList<>();
    if (Files.exists(file))
      for (Figure old : JSON.readValue(Files.readAllBytes(file), Figure[].class))
        if (figures.stream().noneMatch(f -> f.figure().equals(old.figure()))) all.add(old);
    all.addAll(figures);
    Files.createDirectories(file.getParent());
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
    return List.copyOf(figures);
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).doubleValue();
  }

  private static String text(double goal) {
    return BigDecimal.valueOf(goal).stripTrailingZeros().toPlainString();
  }

  private static String machine() {
    var os = ManagementFactory.getOperatingSystemMXBean();
    long memory =
        os instanceof com.sun.management.OperatingSystemMXBean more
            ? more.getTotalMemorySize() >> 30
            : 0;
    return Runtime.getRuntime().availableProcessors()
        + " cores, "
        + memory
        + " GiB, "
        + os.getName()
        + " "
        + os.getArch()
        + ", JDK "
        + Runtime.version();
  }

  private static String commit(Path root) throws IOException {
    Process git =
        new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
            .directory(root.toFile())
            .redirectErrorStream(true)
            .start();
    String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return text.matches("[0-9a-f]{7,40}") ? text : "unknown";
  }
}
