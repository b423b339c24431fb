package cn.ruhu.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the figures were measured on, without anything personal: no host, no user, no path.
final class Computer {
  private Computer() {}

  /// One line: cores, processor, memory, file system of `disk`, kernel, JDK, display.
  ///
  /// @param disk a folder on the disk that is measured
  /// @param display how windows are shown, empty when the run shows none
  static String line(Path disk, String display) throws IOException {
    var os = ManagementFactory.getOperatingSystemMXBean();
    long memory =
        os instanceof com.sun.management.OperatingSystemMXBean more
            ? Math.round(more.getTotalMemorySize() / (double) (1L << 30))
            : 0;
    return Runtime.getRuntime().availableProcessors()
        + " cores"
        + processor()
        + ", "
        + memory
        + " GiB, "
        + Files.getFileStore(disk).type()
        + ", "
        + os.getName()
        + " "
        + os.getVersion()
        + " "
        + os.getArch()
        + ", JDK "
        + Runtime.version()
        + (display.isEmpty() ? "" : ", " + display);
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) return "";
    return Files.readAllLines(info).stream()
        .filter(l -> l.startsWith("model name"))
        .map(l -> " " + l.substring(l.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  /// Programs waiting for a core, averaged over the last minute; negative when unknown.
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /// The commit checked out at `root`, with `+` when sources differ from it.
  static String commit(Path root) throws IOException {
    String commit = git(root, List.of("rev-parse", "--short", "HEAD"));
    if (!commit.matches("[0-9a-f]{7,40}")) return "unknown";
    String changed =
        git(root, List.of("status", "--porcelain", "--", ".", ":!app/benchmarks/results"));
    return changed.isEmpty() ? commit : commit + "+";
  }

  private static String git(Path root, List<String> arguments) throws IOException {
    var command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(arguments);
    Process git =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
    return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
