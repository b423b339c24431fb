package cn.ruhu.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A real PostgreSQL of this run alone, on the measured disk, with fsync.
final class Postgres implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final Path data;
  private final Path passwordFile;

  private Postgres(EmbeddedPostgres server, Path data, Path passwordFile) {
    this.server = server;
    this.data = data;
    this.passwordFile = passwordFile;
  }

  static Postgres start(Path folder) throws IOException {
    Path data = folder.resolve("postgres");
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setLocaleConfig("locale", "C")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("fsync", "on")
            .start();
    // it trusts whoever comes, but a configuration names one
    return new Postgres(server, data, Files.writeString(folder.resolve("password"), "postgres"));
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  Path passwordFile() {
    return passwordFile;
  }

  /// CPU of all its processes so far, in milliseconds; of those that ended it knows nothing.
  double cpuMs() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    ProcessHandle postmaster =
        ProcessHandle.of(pid).orElseThrow(() -> new IOException("PostgreSQL ended"));
    double sum = SyncServer.cpuMs(postmaster);
    for (ProcessHandle child : postmaster.children().toList()) sum += SyncServer.cpuMs(child);
    return sum;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
