package cn.ruhu.benchmarks;

import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// Everything measured between clients and the sync server, over loopback TLS.
final class SyncStretch {
  private final Figures figures;
  private final Path scratch;
  private final int part;

  /// @param part 1 for the figures, more to try everything with so small a part of the sizes
  SyncStretch(Figures figures, Path scratch, int part) {
    this.figures = figures;
    this.scratch = scratch;
    this.part = part;
  }

  void measure() throws StoreException, IOException, InterruptedException {
    var push =
        new SyncPush(figures, scratch, new SyncPush.Sizes(of(20_000), of(10_000), of(1_000)));
    push.onSqlite();
    push.onPostgres();
    SyncIdle.measure(figures, scratch, of(500));
    SyncSave.measure(figures, scratch, of(3_000), of(500));
    SyncFiles.measure(figures, scratch, of(500), of(100));
    SyncLanes.measure(
        figures,
        scratch,
        of(500),
        part == 1
            ? new SyncLanes.Large(10, 3_000_000, Duration.ofSeconds(20))
            : new SyncLanes.Large(2, 300_000, Duration.ofSeconds(1)));
    SyncSenders.measure(figures, scratch, of(500));
    SyncMorning.measure(figures, scratch, of(500), 20);
    SyncConflicts.measure(figures, scratch, of(1_000));
    ServerRest.measure(figures, scratch, part == 1 ? 7 : 1, part == 1 ? 10 : 1);
  }

  private int of(int size) {
    return Math.max(8, size / part);
  }
}
