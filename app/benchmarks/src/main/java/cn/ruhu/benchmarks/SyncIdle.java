package cn.ruhu.benchmarks;

import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/// A round with nothing to do: one clerk of one street, everything pulled and sent, the connection
/// open. What such a machine costs its line every few minutes.
final class SyncIdle {
  private static final int RECORDS = 100;
  private static final long FAST = 100_000_000; // bytes a second

  private SyncIdle() {}

  /// @param rounds measured, after as many to warm up
  static void measure(Figures figures, Path scratch, int rounds)
      throws StoreException, IOException {
    Path folder = Files.createTempDirectory(scratch, "idle");
    try (SyncServer server = SyncServer.onSqlite(folder, 1);
        var client = new SyncClient(folder.resolve("machine"), server, 0)) {
      var households = new Households(new Random(20_262));
      for (int i = 0; i < RECORDS; i++)
        client.save(households.record(i, client.newId(), client.clerk()));
      for (int i = 0; i < rounds; i++) client.round();
      long[] took = new long[rounds];
      long before = client.requests();
      for (int i = 0; i < rounds; i++) {
        long begun = System.nanoTime();
        client.round();
        took[i] = System.nanoTime() - begun;
      }
      var times = new Percentiles(took);
      double requests = (double) (client.requests() - before) / rounds;
      figures.atMost("nothing to do, one scope, warm: requests a round", requests, "requests", 1);
      figures.atMost("nothing to do, one scope, warm: p50", times.ms(50), "ms", 5);
      figures.probe("nothing to do, one scope, warm: p99", times.ms(99), "ms");
      counted(figures, client, server, rounds);
      far(figures, client, server, Math.max(1, rounds / 10));
    }
  }

  /// Over a line on which a byte is 40 ms under way.
  private static void far(Figures figures, SyncClient client, SyncServer server, int rounds)
      throws StoreException, IOException {
    var line = new Relay.Line(FAST, Duration.ofMillis(40), Duration.ofHours(1));
    try (Relay relay = new Relay(server.port(), line)) {
      client.through(
          relay.url(),
          () -> {
            client.round();
            long[] took = new long[rounds];
            for (int i = 0; i < rounds; i++) {
              long begun = System.nanoTime();
              client.round();
              took[i] = System.nanoTime() - begun;
            }
            figures.atMost(
                "nothing to do, one scope, warm, 80 ms there and back: p50",
                new Percentiles(took).ms(50),
                "ms",
                90);
          });
    }
  }

  /// The first round opens the connection and is not counted.
  private static void counted(Figures figures, SyncClient client, SyncServer server, int rounds)
      throws StoreException, IOException {
    try (Relay relay = new Relay(server.port())) {
      client.through(
          relay.url(),
          () -> {
            client.round();
            long before = relay.bytes();
            for (int i = 0; i < rounds; i++) client.round();
            figures.atMost(
                "nothing to do, one scope, warm: bytes a round, both ways, TLS",
                (double) (relay.bytes() - before) / rounds,
                "B",
                1_024);
          });
    }
  }
}
