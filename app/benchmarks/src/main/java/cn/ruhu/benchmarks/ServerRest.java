package cn.ruhu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The server with nothing to do: the program itself on the demonstration district, with the flags
/// of `installer/server`, from starting the process to its ready file, and its resident memory some
/// seconds later. With what `installer/server prepare` lets the virtual machine write down
/// ([ServerCache]) and without it. The class path is this program's, which is longer.
final class ServerRest {
  private final Path folder;
  private final Path data;
  private final Path ready;

  private ServerRest(Path folder) {
    this.folder = folder;
    this.data = folder.resolve("district");
    this.ready = folder.resolve("ready");
  }

  /// @param starts of each kind
  /// @param restSeconds after which the memory is read
  static void measure(Figures figures, Path scratch, int starts, int restSeconds)
      throws IOException, InterruptedException {
    var rest = new ServerRest(Files.createTempDirectory(scratch, "rest"));
    int code =
        rest.started(List.of(), List.of("init", "--data", rest.data.toString(), "--demo"))
            .waitFor();
    if (code != 0) throw new IOException("init ended with " + code + rest.log());
    rest.told(figures, "AOT cache off", List.of(), starts, restSeconds);
    // a class path with folders in it, as while developing, gives none
    if (!ServerCache.flags().isEmpty())
      rest.told(figures, "AOT cache on", ServerCache.flags(), starts, restSeconds);
  }

  private void told(Figures figures, String how, List<String> flags, int starts, int restSeconds)
      throws IOException, InterruptedException {
    long[] took = new long[starts];
    double resident = 0;
    for (int i = 0; i < starts; i++) {
      Files.deleteIfExists(ready);
      long begun = System.nanoTime();
      Process server = serving(flags);
      try {
        while (!Files.exists(ready) && server.isAlive()) Thread.sleep(2);
        took[i] = System.nanoTime() - begun;
        if (!Files.exists(ready)) throw new IOException("the server ended: " + log());
        boolean last = i == starts - 1;
        if (last) {
          TimeUnit.SECONDS.sleep(restSeconds);
          resident = residentMb(server);
        }
      } finally {
        server.destroy();
        server.waitFor();
      }
    }
    String what = "server on SQLite, demonstration district, " + how + ": ";
    figures.probe(what + "start to ready, p50", new Percentiles(took).ms(50) / 1e3, "s");
    figures.probe(what + "resident " + restSeconds + " s later, idle", resident, "MB");
  }

  private Process serving(List<String> flags) throws IOException {
    return started(
        flags,
        List.of(
            "run",
            "--data",
            data.toString(),
            "--port",
            "0",
            "--operator-port",
            "off",
            "--ready-file",
            ready.toString()));
  }

  private Process started(List<String> flags, List<String> arguments) throws IOException {
    return ServerCache.started(flags, arguments, folder.resolve("log").toFile());
  }

  private String log() throws IOException {
    return "\n" + Files.readString(folder.resolve("log"));
  }

  private static double residentMb(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.readAllLines(status).stream()
            .filter(l -> l.startsWith("VmRSS:"))
            .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow(() -> new IOException("this system tells no memory of a process"))
        / 1024.0;
  }
}
