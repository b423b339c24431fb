package cn.ruhu.benchmarks;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.KeptFile;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Pages of 300 KB that wait at one machine go out over one connection, each with its question and
/// its receipt, each durable at the server before it is answered. Beside it as many bodies of as
/// many bytes over plain HTTP to [BareServer], which fsyncs and does nothing else; a part of the
/// pages and a part of the bodies take turns, so that both see the same disk. As many of both go
/// before them uncounted, for servers run for months.
final class SyncFiles {
  static final int PAGE = 300_000;
  private static final int TURNS = 10;

  private final Figures figures;
  private final Random random = new Random(20_264);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private SyncFiles(Figures figures) {
    this.figures = figures;
  }

  /// @param pages measured, after as many to warm up
  /// @param counted pages sent once more through a relay that counts bytes
  static void measure(Figures figures, Path scratch, int pages, int counted)
      throws StoreException, IOException, InterruptedException {
    Path folder = Files.createTempDirectory(scratch, "files");
    try (SyncServer server = SyncServer.onSqlite(folder, 1);
        var client = new SyncClient(folder.resolve("machine"), server, 0)) {
      var files = new SyncFiles(figures);
      files.turns(client, server, Math.max(1, pages / TURNS));
      files.counted(client, server, counted);
    }
  }

  private void turns(SyncClient client, SyncServer server, int each)
      throws StoreException, IOException, InterruptedException {
    double ours = 0;
    double bare = 0;
    double cpu = 0;
    for (int turn = -TURNS; turn < TURNS; turn++) {
      kept(client, random, each, PAGE);
      client.push();
      client.pull();
      List<byte[]> bodies = new ArrayList<>();
      for (int i = 0; i < each; i++) bodies.add(bytes(random, PAGE));
      double cpuBefore = server.cpuMs();
      long t0 = System.nanoTime();
      client.files();
      long t1 = System.nanoTime();
      double cpuAfter = server.cpuMs();
      allArrived(client);
      long t2 = System.nanoTime();
      bare(server, bodies);
      long t3 = System.nanoTime();
      client.round();
      if (turn < 0) continue; // warms up
      ours += t1 - t0;
      bare += t3 - t2;
      cpu += cpuAfter - cpuBefore;
    }
    int count = TURNS * each;
    String what = "push of " + count + " files of 300 KB on one connection, ";
    double perSecond = count / ours * 1e9;
    double barePerSecond = count / bare * 1e9;
    figures.atLeast(what + "of bare HTTP with fsync", 100 * perSecond / barePerSecond, "%", 65);
    figures.probe(what + "SQLite, fsync", perSecond, "files/s");
    figures.probe(what + "bare HTTP with fsync beside it", barePerSecond, "files/s");
    figures.probe(what + "server CPU a file", cpu / count, "ms");
  }

  /// Pages and the acts that name them, saved and not sent.
  static void kept(SyncClient client, Random random, int count, int length) throws StoreException {
    UUID caseId = client.newId();
    client.save(Households.record(caseId, client.clerk(), "-"));
    for (int i = 0; i < count; i++) page(client, caseId, bytes(random, length));
  }

  /// One page of a case, saved and not sent.
  static void page(SyncClient client, UUID caseId, byte[] content) throws StoreException {
    String address = client.store().files().put(content, caseId, "image/jpeg");
    CaseRecord page =
        CaseRecord.of(
            RecordType.PAGE,
            client.newId(),
            Homes.STREET,
            caseId,
            Map.of(
                "application",
                caseId.toString(),
                "slot",
                "D02",
                "file",
                address,
                "length",
                Integer.toString(content.length),
                "mime",
                "image/jpeg",
                "by",
                client.clerk().toString()));
    client.save(page, address);
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// @throws IOException when one has no receipt
  static void allArrived(SyncClient client) throws StoreException, IOException {
    List<KeptFile> left = client.store().files().pendingUploads();
    if (!left.isEmpty()) throw new IOException(left.size() + " files have no receipt");
    if (client.store().waiting().ops() > 0) throw new IOException("acts are left");
  }

  private void bare(SyncServer server, List<byte[]> bodies)
      throws IOException, InterruptedException {
    URI at = URI.create("http://127.0.0.1:" + server.barePort() + "/");
    for (byte[] body : bodies) {
      HttpRequest put =
          HttpRequest.newBuilder(at).PUT(HttpRequest.BodyPublishers.ofByteArray(body)).build();
      int status = http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 204) throw new IOException("bare server: " + status);
    }
  }

  private void counted(SyncClient client, SyncServer server, int count)
      throws StoreException, IOException {
    kept(client, random, count, PAGE);
    client.push();
    client.pull();
    try (Relay relay = new Relay(server.port())) {
      client.through(relay.url(), client::files);
      double payload = (double) count * PAGE;
      figures.atMost(
          "push of " + count + " files of 300 KB: bytes on the wire beyond theirs, both ways, TLS",
          100 * (relay.bytes() - payload) / payload,
          "%",
          1);
    }
    allArrived(client);
  }
}
