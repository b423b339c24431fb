package cn.ruhu.server;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The server's command line in a process of its own, to be killed.
final class ServerProcess {
  private ServerProcess() {}

  /// @param log where the program's log goes
  static Process start(Redirect log, String... words) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "cn.ruhu.server.Main"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(log).start();
  }

  /// One that serves, with its ready file.
  static Process serving(Path ready, Redirect log, String... words)
      throws IOException, InterruptedException {
    Files.deleteIfExists(ready);
    var run = new ArrayList<>(List.of("run", "--ready-file", ready.toString()));
    run.addAll(List.of(words));
    Process process = start(log, run.toArray(String[]::new));
    while (!Files.exists(ready)) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS))
        throw new IOException("the server ended with " + process.exitValue());
    }
    return process;
  }
}
