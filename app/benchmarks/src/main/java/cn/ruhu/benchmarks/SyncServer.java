package cn.ruhu.benchmarks;

import cn.ruhu.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The process of [SyncServerMain]. Close it and it ends by itself.
final class SyncServer implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;
  private final String url;
  private final String pin;
  private final int barePort;

  private SyncServer(Process process) throws IOException {
    this.process = process;
    this.said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String[] first = line().split(" ", 3);
    this.url = first[0];
    this.pin = first[1];
    this.barePort = Integer.parseInt(first[2]);
  }

  /// On SQLite in the folder, all clerks in one street.
  static SyncServer onSqlite(Path folder, int clerks) throws IOException {
    return onSqlite(folder, clerks, 1);
  }

  /// On SQLite in the folder.
  ///
  /// @param streets in which the clerks sit in turn ([Homes#street])
  static SyncServer onSqlite(Path folder, int clerks, int streets) throws IOException {
    return start(
        folder, List.of(folder.toString(), Integer.toString(clerks), Integer.toString(streets)));
  }

  static SyncServer onPostgres(Path folder, int clerks, Postgres database) throws IOException {
    return start(
        folder,
        List.of(
            folder.toString(),
            Integer.toString(clerks),
            "1",
            database.url(),
            database.passwordFile().toString()));
  }

  /// This program's, the server's own jar first: what both it and the client have, such as where
  /// the log goes, is then the server's.
  static String classPath() throws IOException {
    try {
      var jar = EmbeddedServer.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(jar) + File.pathSeparator + System.getProperty("java.class.path");
    } catch (URISyntaxException e) {
      throw new IOException("where the server's jar is", e);
    }
  }

  private static SyncServer start(Path folder, List<String> arguments) throws IOException {
    var command = new ArrayList<>(List.of(ServerCache.java()));
    command.addAll(ServerCache.FLAGS);
    command.addAll(ServerCache.flags());
    command.addAll(
        List.of(
            "-Duser.timezone=Asia/Shanghai",
            "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
            "-cp",
            classPath(),
            SyncServerMain.class.getName()));
    command.addAll(arguments);
    return new SyncServer(
        new ProcessBuilder(command).redirectError(folder.resolve("server.log").toFile()).start());
  }

  private String line() throws IOException {
    String line = said.readLine();
    while (line != null && !line.startsWith(SyncServerMain.MARK)) line = said.readLine();
    if (line == null) throw new IOException("the server ended, see its log in the scratch folder");
    return line.substring(SyncServerMain.MARK.length());
  }

  String url() {
    return url;
  }

  int port() {
    return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
  }

  String pin() {
    return pin;
  }

  /// Where [BareServer] listens.
  int barePort() {
    return barePort;
  }

  /// A fresh enrolment code.
  String code() throws IOException {
    OutputStream out = process.getOutputStream();
    out.write('\n');
    out.flush();
    return line();
  }

  /// CPU of the process since it began, in milliseconds.
  double cpuMs() throws IOException {
    return cpuMs(process.toHandle());
  }

  static double cpuMs(ProcessHandle handle) throws IOException {
    return handle
            .info()
            .totalCpuDuration()
            .map(Duration::toNanos)
            .orElseThrow(() -> new IOException("this system tells no CPU of a process"))
        / 1e6;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
  }
}
