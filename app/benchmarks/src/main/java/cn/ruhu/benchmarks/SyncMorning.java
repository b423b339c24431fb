package cn.ruhu.benchmarks;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Half past eight: machines that were away over night come back at the same moment, each with some
/// records of yesterday, over connections that have to be opened anew. They sit in all streets of
/// the district and take in what their colleagues sent. Counted until the last has nothing more to
/// send or to fetch; where the server asks for time it gets it.
final class SyncMorning {
  private static final int STREETS = 29;

  private final Households households;

  private SyncMorning() throws IOException {
    this.households = new Households(new Random(20_268));
  }

  /// @param machines that come back
  /// @param each records of one of them
  static void measure(Figures figures, Path scratch, int machines, int each)
      throws StoreException, IOException, InterruptedException {
    Path folder = Files.createTempDirectory(scratch, "morning");
    var clients = new ArrayList<SyncClient>();
    try (SyncServer server = SyncServer.onSqlite(folder, machines + STREETS, STREETS)) {
      try {
        for (int i = 0; i < machines; i++)
          clients.add(new SyncClient(folder.resolve("machine" + i), server, i));
        new SyncMorning().back(figures, clients, server, each);
        figures.atMost(
            "of " + machines * each + " records of that morning not at the district",
            machines * each - there(folder, server, machines),
            "records",
            0);
      } finally {
        for (SyncClient client : clients) client.close();
      }
    }
  }

  private void back(Figures figures, List<SyncClient> clients, SyncServer server, int each)
      throws StoreException, IOException, InterruptedException {
    for (int i = 0; i < clients.size(); i++)
      for (int n = 0; n < each; n++) saved(clients.get(i), Homes.street(i % STREETS), n);
    var together = new CountDownLatch(1);
    var tasks = new ArrayList<FutureTask<List<Long>>>();
    for (SyncClient client : clients) {
      var task =
          new FutureTask<>(() -> {
            together.await();
            return client.patiently(server.url());
          });
      tasks.add(task);
      Thread.ofPlatform().name("machine").start(task);
    }
    double cpuBefore = server.cpuMs();
    long begun = System.nanoTime();
    together.countDown();
    var took = new ArrayList<Long>();
    for (FutureTask<List<Long>> task : tasks) took.addAll(done(task));
    double seconds = (System.nanoTime() - begun) / 1e9;
    String what =
        "%d machines come back at once, %d records each: ".formatted(clients.size(), each);
    figures.atMost(what + "all sent and fetched", seconds, "s", 60);
    var times = new Percentiles(took.stream().mapToLong(Long::longValue).toArray());
    figures.atMost(what + "a request, p99", times.ms(99) / 1e3, "s", 5);
    figures.probe(what + "a request, p50", times.ms(50) / 1e3, "s");
    figures.probe(what + "requests", took.size(), "requests");
    figures.probe(what + "server CPU", (server.cpuMs() - cpuBefore) / 1e3, "s");
  }

  private static List<Long> done(FutureTask<List<Long>> task)
      throws IOException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException("a machine did not come through", e.getCause());
    }
  }

  private void saved(SyncClient client, String street, int index) throws StoreException {
    UUID id = client.newId();
    CaseRecord one = households.record(index, id, client.clerk());
    var fields = new TreeMap<>(one.fields());
    fields.put("street", street);
    fields.put("receivedFor", street);
    client.save(CaseRecord.of(RecordType.APPLICATION, id, street, id, fields));
  }

  /// What a fresh machine of each street is handed.
  private static int there(Path folder, SyncServer server, int machines)
      throws StoreException, IOException {
    int found = 0;
    // clerks behind the last machine, until each street was asked once
    for (int i = 0; i < STREETS; i++) {
      int clerk = machines + i;
      try (var fresh = new SyncClient(folder.resolve("fresh" + i), server, clerk)) {
        fresh.round();
        found += fresh.store().all(RecordType.APPLICATION).size();
      }
    }
    return found;
  }
}
