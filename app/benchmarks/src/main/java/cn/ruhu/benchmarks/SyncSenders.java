package cn.ruhu.benchmarks;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Machines of one street that each have a journal to send: a record of 4 KB and one file, again
/// and again. All begin at once; counted until the last of them has a verdict for every act and a
/// receipt for every file. Every machine has a vault, a clerk and a connection of its own.
final class SyncSenders {
  private static final int RECORD = 4_096;
  private static final int SIGNATURE = 20_000;
  private static final int SENDERS = 8;

  private final Figures figures;
  private final Households households;
  private final Random random = new Random(20_265);

  private SyncSenders(Figures figures) throws IOException {
    this.figures = figures;
    this.households = new Households(random);
  }

  /// @param count records with a file that one machine sends alone; each of eight sends a quarter
  static void measure(Figures figures, Path scratch, int count)
      throws StoreException, IOException, InterruptedException {
    Path folder = Files.createTempDirectory(scratch, "senders");
    var clients = new ArrayList<SyncClient>();
    try (SyncServer server = SyncServer.onSqlite(folder, SENDERS)) {
      try {
        for (int i = 0; i < SENDERS; i++)
          clients.add(new SyncClient(folder.resolve("machine" + i), server, i));
        new SyncSenders(figures).all(server, clients, count);
      } finally {
        for (SyncClient client : clients) client.close();
      }
    }
  }

  private void all(SyncServer server, List<SyncClient> clients, int count)
      throws StoreException, IOException, InterruptedException {
    int each = Math.max(1, count / 4);
    sent(clients, each, SyncFiles.PAGE); // warms up
    double cpuBefore = server.cpuMs();
    double one = sent(clients.subList(0, 1), count, SyncFiles.PAGE);
    double cpu = (server.cpuMs() - cpuBefore) / count;
    double eight = sent(clients, each, SyncFiles.PAGE);
    String what = "record of 4 KB and a file of 300 KB, sent until verdict and receipt, ";
    figures.atLeast(what + "1 sender", one, "1/s", 120);
    figures.atLeast(what + SENDERS + " senders", eight, "1/s", 250);
    figures.atMost(what + "1 sender: server CPU each", cpu, "ms", 8);
    String small = "record of 4 KB and a file of 20 KB, sent until verdict and receipt, ";
    figures.probe(small + "1 sender", sent(clients.subList(0, 1), count, SIGNATURE), "1/s");
    figures.probe(small + SENDERS + " senders", sent(clients, each, SIGNATURE), "1/s");
  }

  /// @return records with a file a second, of all together
  private double sent(List<SyncClient> clients, int each, int fileBytes)
      throws StoreException, IOException, InterruptedException {
    for (SyncClient client : clients) {
      client.round(); // what the others sent before
      for (int i = 0; i < each; i++) kept(client, i, fileBytes);
    }
    var tasks = new ArrayList<FutureTask<SyncClient>>();
    long begun = System.nanoTime();
    for (SyncClient client : clients) {
      var task =
          new FutureTask<>(() -> {
            client.push();
            client.pull();
            client.files();
            return client;
          });
      tasks.add(task);
      Thread.ofPlatform().name("sender").start(task);
    }
    for (FutureTask<SyncClient> task : tasks) done(task);
    double seconds = (System.nanoTime() - begun) / 1e9;
    for (SyncClient client : clients) SyncFiles.allArrived(client);
    return clients.size() * each / seconds;
  }

  private static void done(FutureTask<SyncClient> task) throws IOException, InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IOException("a sender did not come through", e.getCause());
    }
  }

  private void kept(SyncClient client, int index, int fileBytes) throws StoreException {
    CaseRecord record = households.recordOf(RECORD, index, client.newId(), client.clerk());
    client.save(record);
    byte[] file = new byte[fileBytes];
    random.nextBytes(file);
    SyncFiles.page(client, record.id(), file);
  }
}
