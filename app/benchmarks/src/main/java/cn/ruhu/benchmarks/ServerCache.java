package cn.ruhu.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `installer/server prepare` lets the virtual machine write down, made once for all servers a
/// run starts: a server is measured as it is delivered.
final class ServerCache {
  /// The flags of `installer/server`.
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-Xmx512m",
          "-XX:MaxInlineLevel=9",
          "-XX:FreqInlineSize=100",
          "--enable-native-access=ALL-UNNAMED",
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

  private static @Nullable List<String> made;

  private ServerCache() {}

  /// Flags that start a server with it; none where the class path has folders in it, as while
  /// developing.
  static synchronized List<String> flags() throws IOException {
    List<String> now = made;
    if (now == null) {
      now = make();
      made = now;
    }
    return now;
  }

  private static List<String> make() throws IOException {
    for (String entry : SyncServer.classPath().split(Pattern.quote(File.pathSeparator), -1))
      if (Files.isDirectory(Path.of(entry))) return List.of();
    Path folder = Files.createTempDirectory("ruhu-bench-cache");
    Path cache = folder.resolve("server.aot");
    File log = folder.resolve("log").toFile();
    for (Path left : List.of(cache, log.toPath(), folder)) left.toFile().deleteOnExit();
    try {
      int code =
          started(List.of("-XX:AOTCacheOutput=" + cache), List.of("rehearse"), log).waitFor();
      if (code != 0)
        throw new IOException("rehearse ended with " + code + Files.readString(log.toPath()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return List.of("-XX:AOTCache=" + cache);
  }

  /// The server's own program in a process of its own.
  ///
  /// @param flags besides [#FLAGS]
  static Process started(List<String> flags, List<String> arguments, File log) throws IOException {
    var command = new ArrayList<String>();
    command.add(java());
    command.addAll(FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-cp", SyncServer.classPath()));
    command.add("cn.ruhu.server.Main");
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
