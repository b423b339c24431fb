package cn.ruhu.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The whole build of what is committed, in a clone of its own: nothing compiled before helps it,
/// and this program's own jars stay as they are while it runs.
final class BuildMinutes {
  private final Path root;
  private final Path scratch;

  /// @param root the checkout whose commit is built
  /// @param scratch an empty folder for the clone, the log and an empty local repository
  BuildMinutes(Path root, Path scratch) {
    this.root = root;
    this.scratch = scratch;
  }

  /// Measures one build.
  ///
  /// @param empty with a local Maven repository that holds nothing yet
  /// @throws IOException the build failed; nothing is claimed then
  void measure(Figures figures, boolean empty) throws IOException, InterruptedException {
    List<String> build = new ArrayList<>(List.of("mvn", "-B", "verify"));
    if (empty) build.add("-Dmaven.repo.local=" + scratch.resolve("repository"));
    double minutes = clonedThen(build);
    if (empty)
      figures.atMost("mvn -B verify of a fresh clone, empty local repository", minutes, "min", 12);
    else figures.atMost("mvn -B verify of a fresh clone, warm local repository", minutes, "min", 5);
  }

  /// Minutes that a command takes in a fresh clone; making the clone is not counted.
  double clonedThen(List<String> command) throws IOException, InterruptedException {
    Path clone = scratch.resolve("clone");
    run(root, List.of("git", "clone", "-q", "--no-hardlinks", root.toString(), clone.toString()));
    long begun = System.nanoTime();
    run(clone, command);
    return (System.nanoTime() - begun) / 60e9;
  }

  private void run(Path folder, List<String> command) throws IOException, InterruptedException {
    File log = scratch.resolve("build.log").toFile();
    int code =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start()
            .waitFor();
    if (code != 0)
      throw new IOException(command.getFirst() + " ended with " + code + "; all of it: " + log);
  }
}
