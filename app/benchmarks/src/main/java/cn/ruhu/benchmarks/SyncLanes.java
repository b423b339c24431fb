package cn.ruhu.benchmarks;

import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/// Files that wait at one machine go out by the program's own loop, two at a time: pages over
/// loopback, beside the one connection of [SyncFiles], and large files over a slow line that is cut
/// again and again. Until each has its receipt; pauses are in it.
final class SyncLanes {
  private static final int SPEED = 250_000; // 2 Mbit/s
  private static final Duration LAG = Duration.ofMillis(40);

  /// what the goals are for
  private static final double GOAL_OF_BYTES = 30e6;

  private final SyncClient client;
  private final Random random = new Random(20_267);

  private SyncLanes(SyncClient client) {
    this.client = client;
  }

  /// What goes over the line that is cut.
  ///
  /// @param whole time between two cuts
  record Large(int files, int bytes, Duration whole) {}

  /// @param pages over loopback, after as many to warm up
  static void measure(Figures figures, Path scratch, int pages, Large large)
      throws StoreException, IOException {
    Path folder = Files.createTempDirectory(scratch, "lanes");
    try (SyncServer server = SyncServer.onSqlite(folder, 1);
        var client = new SyncClient(folder.resolve("machine"), server, 0)) {
      var lanes = new SyncLanes(client);
      lanes.seconds(pages, SyncFiles.PAGE, client::loop); // warms up
      figures.probe(
          "push of " + pages + " files of 300 KB on two connections, SQLite, fsync",
          pages / lanes.seconds(pages, SyncFiles.PAGE, client::loop),
          "files/s");
      var line = new Relay.Line(SPEED, LAG, large.whole());
      try (Relay relay = new Relay(server.port(), line)) {
        String what =
            "push of %d files of %d KB at 2 Mbit/s, 80 ms there and back, cut every %d s"
                .formatted(large.files(), large.bytes() / 1_000, large.whole().toSeconds());
        double seconds =
            lanes.seconds(
                large.files(), large.bytes(), () -> client.through(relay.url(), client::loop));
        double part = large.files() * (double) large.bytes() / GOAL_OF_BYTES;
        figures.atMost(what, seconds, "s", 150 * part);
        figures.atMost(what + ": sent, both ways", relay.bytes() / 1e6, "MB", 34 * part);
      }
    }
  }

  private double seconds(int count, int length, SyncClient.Work sending)
      throws StoreException, IOException {
    SyncFiles.kept(client, random, count, length);
    client.push();
    client.pull();
    long begun = System.nanoTime();
    sending.run();
    double seconds = (System.nanoTime() - begun) / 1e9;
    SyncFiles.allArrived(client);
    client.round();
    return seconds;
  }
}
