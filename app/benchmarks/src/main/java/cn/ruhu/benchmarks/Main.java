package cn.ruhu.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `installer/bench STRETCH|all`: measures, prints and writes
/// `app/benchmarks/results/STRETCH.json`.
public final class Main {
  private static final List<String> STRETCHES = List.of("road");

  private Main() {}

  public static void main(String[] args) throws Exception {
    String wanted = args.length == 0 ? "" : args[0];
    if (!wanted.equals("all") && !STRETCHES.contains(wanted)) {
      System.err.println("usage: installer/bench STRETCH|all, STRETCH one of " + STRETCHES);
      System.exit(2);
    }
    Path root = Path.of(Optional.ofNullable(System.getenv("RUHU_ROOT")).orElse("."));
    boolean met = true;
    for (String stretch : wanted.equals("all") ? STRETCHES : List.of(wanted))
      met &= run(root, stretch);
    System.exit(met ? 0 : 1);
  }

  private static boolean run(Path root, String stretch) throws Exception {
    Path scratch = Files.createTempDirectory("ruhu-bench");
    var figures = new Figures(root, stretch);
    FieldToDisk.measure(figures, scratch);
    new ClientStart(scratch).measure(figures);
    boolean met = true;
    for (Figure f : figures.write()) {
      System.out.printf(
          "%-60s %10.3f %-5s %s%n",
          f.figure(),
          f.value(),
          f.unit(),
          f.goal() == null ? "" : f.goal() + (Boolean.TRUE.equals(f.met()) ? "  met" : "  MISSED"));
      met &= f.met() == null || f.met();
    }
    return met;
  }
}
