package cn.ruhu.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Collects the figures of one run and writes them into the file of their stretch.
///
/// A run replaces everything the same command wrote before and keeps what other commands wrote, so
/// that a figure that is no longer measured disappears, and the minutes of a build, measured by a
/// command of their own, stay. Not thread-safe.
final class Figures {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Who measures: the same for every figure of a run.
  ///
  /// @param command the command a person types to measure this again
  /// @param machine see [Figure#machine()]
  /// @param commit see [Figure#commit()]
  /// @param date ISO date
  record Run(String command, String machine, String commit, String date) {}

  private final Path file;
  private final Run run;
  private final List<Figure> figures = new ArrayList<>();

  Figures(Path file, Run run) {
    this.file = file;
    this.run = run;
  }

  /// A figure that must stay at or below its goal.
  void atMost(String figure, double value, String unit, double goal) {
    double kept = rounded(value);
    add(figure, kept, unit, "<= " + text(goal), kept <= goal);
  }

  /// A figure that must reach its goal.
  void atLeast(String figure, double value, String unit, double goal) {
    double kept = rounded(value);
    add(figure, kept, unit, ">= " + text(goal), kept >= goal);
  }

  /// A figure with no goal of its own, measured in the same run to read the others by.
  void probe(String figure, double value, String unit) {
    add(figure, rounded(value), unit, null, null);
  }

  private void add(
      String figure,
      double value,
      String unit,
      @org.jspecify.annotations.Nullable String goal,
      @org.jspecify.annotations.Nullable Boolean met) {
    figures.add(
        new Figure(
            figure,
            value,
            unit,
            goal,
            met,
            run.command(),
            run.machine(),
            run.commit(),
            run.date()));
  }

  /// What this run measured so far.
  List<Figure> all() {
    return List.copyOf(figures);
  }

  /// Writes the file and returns what this run measured.
  ///
  /// @throws IOException the file cannot be written, or an older one cannot be read
  List<Figure> write() throws IOException {
    List<Figure> all = new ArrayList<>();
    if (Files.exists(file))
      for (Figure old : JSON.readValue(Files.readAllBytes(file), Figure[].class))
        if (!old.command().equals(run.command())
            && figures.stream().noneMatch(f -> f.figure().equals(old.figure()))) all.add(old);
    all.addAll(figures);
    Files.createDirectories(file.toAbsolutePath().getParent());
    byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
    Path half = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(half, json);
    Files.move(half, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return List.copyOf(figures);
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).doubleValue();
  }

  private static String text(double goal) {
    return BigDecimal.valueOf(goal).stripTrailingZeros().toPlainString();
  }
}
