package cn.ruhu.benchmarks;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A journal of case records goes out of one machine in one round and comes in at another in one. A
/// push is counted from the first reading of the journal until every act has its verdict: packing,
/// TLS, judging, the server's durable commit, and the verdicts durable in the client's own
/// database. A pull is counted as a whole round of a machine that has nothing of its own to send.
/// Client and server share the cores of this machine.
final class SyncPush {
  private final Figures figures;
  private final Path scratch;
  private final Sizes sizes;
  private final Households households;

  /// @param warm records sent before, by the same machine
  /// @param records measured
  /// @param counted records sent once more through a relay that counts bytes
  record Sizes(int warm, int records, int counted) {}

  SyncPush(Figures figures, Path scratch, Sizes sizes) throws IOException {
    this.figures = figures;
    this.scratch = scratch;
    this.sizes = sizes;
    this.households = new Households(new Random(20_261));
  }

  void onSqlite() throws StoreException, IOException {
    Path folder = Files.createTempDirectory(scratch, "sqlite");
    try (SyncServer server = SyncServer.onSqlite(folder, 2)) {
      measure("SQLite", 8_000, folder, server, null);
    }
  }

  void onPostgres() throws StoreException, IOException {
    Path folder = Files.createTempDirectory(scratch, "pg");
    try (Postgres database = Postgres.start(folder);
        SyncServer server = SyncServer.onPostgres(folder, 2, database)) {
      measure("PostgreSQL", 5_000, folder, server, database);
    }
  }

  private void measure(
      String on, double goal, Path folder, SyncServer server, @Nullable Postgres database)
      throws StoreException, IOException {
    try (var first = new SyncClient(folder.resolve("first"), server, 0);
        var second = new SyncClient(folder.resolve("second"), server, 1)) {
      saved(first, sizes.warm());
      first.round();
      second.round();
      pushed(on, goal, first, server, database);
      first.round();
      pulled(on, second);
      if (database == null) counted(first, server);
    }
  }

  private void pushed(
      String on, double goal, SyncClient first, SyncServer server, @Nullable Postgres database)
      throws StoreException, IOException {
    Set<UUID> ids = saved(first, sizes.records());
    double bytes =
        first.store().journal().entries().stream()
            .filter(e -> e.state() == JournalEntry.State.PENDING)
            .mapToLong(JournalEntry::length)
            .average()
            .orElseThrow();
    double sendingBefore = first.sendingMs();
    double databaseBefore = database == null ? 0 : database.cpuMs();
    double cpuBefore = server.cpuMs();
    long begun = System.nanoTime();
    first.push();
    double ms = (System.nanoTime() - begun) / 1e6;
    double cpu = server.cpuMs() - cpuBefore;
    String what = sizes.records() + " case records, " + on;
    figures.atLeast("push of " + what + ", fsync", sizes.records() / ms * 1e3, "ops/s", goal);
    figures.atMost("push of " + what + ": server CPU a record", cpu / sizes.records(), "ms", 0.2);
    if (database != null)
      figures.probe(
          "push of " + what + ": CPU of PostgreSQL itself a record",
          (database.cpuMs() - databaseBefore) / sizes.records(),
          "ms");
    figures.atLeast(
        "push of " + what + ": acts with the verdict APPLIED",
        (double) applied(first, ids),
        "ops",
        sizes.records());
    figures.probe("push of " + what + ": bytes of an act in the journal", bytes, "B");
    figures.probe(
        "push of " + what + ": part of the time a request was under way",
        (first.sendingMs() - sendingBefore) / ms,
        "ratio");
  }

  private static long applied(SyncClient client, Set<UUID> records) {
    return client.store().journal().entries().stream()
        .filter(e -> records.contains(e.op().changes().getFirst().id()))
        .filter(e -> e.verdict() != null && e.verdict().verdict() == Verdict.Kind.APPLIED)
        .count();
  }

  private void pulled(String on, SyncClient second) throws StoreException, IOException {
    int before = applications(second);
    long begun = System.nanoTime();
    second.round();
    double ms = (System.nanoTime() - begun) / 1e6;
    int came = applications(second) - before;
    if (came != sizes.records()) throw new IOException(came + " records came");
    figures.atLeast(
        "pull of " + came + " case records by a second machine, durable there, " + on,
        came / ms * 1e3,
        "records/s",
        10_000);
  }

  private static int applications(SyncClient client) {
    return client.store().all(RecordType.APPLICATION).size();
  }

  /// Requests and replies of the pushes, the handshake in them.
  private void counted(SyncClient first, SyncServer server) throws StoreException, IOException {
    saved(first, sizes.counted());
    try (Relay relay = new Relay(server.port())) {
      first.through(relay.url(), first::push);
      figures.atMost(
          "push of "
              + sizes.counted()
              + " case records: bytes on the wire a record, both ways, TLS",
          (double) relay.bytes() / sizes.counted(),
          "B",
          400);
    }
  }

  private Set<UUID> saved(SyncClient client, int count) throws StoreException {
    var ids = new HashSet<UUID>();
    for (int i = 0; i < count; i++) {
      CaseRecord record = households.record(i, client.newId(), client.clerk());
      client.save(RecordChange.create(record));
      ids.add(record.id());
    }
    return ids;
  }
}
