package cn.ruhu.benchmarks;

import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Random;

/// What is saved at a machine before anything is sent: an act with its journal line, a page with
/// its own key. A bare append of one act's bytes with fsync, in the same folder, runs beside each
/// step, so that both see the same disk; what a step may take is counted in those.
final class SyncSave {
  private static final int PAGE = 300_000;

  /// bytes of an act in the journal, as nearly as [SyncPush] counts them
  private static final int ACT = 2_700;

  /// one more for that many measured, to warm up
  private static final int WARM = 10;

  private final Figures figures;
  private final Random random = new Random(20_263);

  private SyncSave(Figures figures) {
    this.figures = figures;
  }

  /// @param acts measured, after a tenth as many to warm up
  /// @param pages likewise
  static void measure(Figures figures, Path scratch, int acts, int pages)
      throws StoreException, IOException {
    Path home = Files.createTempDirectory(scratch, "save");
    var save = new SyncSave(figures);
    try (Machine machine = Homes.enrolled(home);
        LocalStore store = machine.createVault(Homes.PERSON, Homes.password(), null);
        FileChannel bare =
            FileChannel.open(
                home.resolve("bare"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      save.acts(machine, store, bare, acts);
      save.pages(machine, store, bare, pages);
    }
  }

  /// One step that is durable when it returns.
  private interface Kept {
    void step(int number) throws StoreException, IOException;
  }

  private record Beside(Percentiles kept, Percentiles fsync) {}

  private static Beside timed(FileChannel bare, int count, Kept kept)
      throws StoreException, IOException {
    int warm = count / WARM;
    long[] steps = new long[count];
    long[] fsync = new long[count];
    for (int i = -warm; i < count; i++) {
      long t0 = System.nanoTime();
      kept.step(warm + i);
      long t1 = System.nanoTime();
      ByteBuffer rest = ByteBuffer.wrap(new byte[ACT]);
      while (rest.hasRemaining()) bare.write(rest);
      bare.force(true);
      long t2 = System.nanoTime();
      if (i >= 0) {
        steps[i] = t1 - t0;
        fsync[i] = t2 - t1;
      }
    }
    return new Beside(new Percentiles(steps), new Percentiles(fsync));
  }

  private void acts(Machine machine, LocalStore store, FileChannel bare, int count)
      throws StoreException, IOException {
    var households = new Households(random);
    // made before, as filling them in is nobody's saving
    var made = new ArrayList<RecordChange>();
    for (int i = 0; i < count + count / WARM; i++)
      made.add(RecordChange.create(households.record(i, machine.ids().next(), Homes.PERSON.id())));
    Beside b = timed(bare, count, i -> SyncClient.save(store, made.get(i)));
    String what = "saving a case record with its journal line, durable";
    figures.atMost(what + ", p50 (1 ms and a bare fsync)", b.kept.ms(50), "ms", goal(1, 1, b));
    figures.atMost(what + ", p99", b.kept.ms(99), "ms", 20);
    figures.probe("samples of saving a case record", count, "acts");
    bare(b, "saving a case record");
  }

  private void pages(Machine machine, LocalStore store, FileChannel bare, int count)
      throws StoreException, IOException {
    byte[] page = new byte[PAGE];
    random.nextBytes(page);
    Beside b =
        timed(
            bare,
            count,
            i -> {
              page[i % PAGE]++; // another page each time
              store.files().put(page, machine.ids().next(), "image/jpeg");
            });
    figures.atMost(
        "keeping a page of 300 KB, durable and sealed, p50 (3 ms and four bare fsyncs)",
        b.kept.ms(50),
        "ms",
        goal(3, 4, b));
    figures.probe("keeping a page of 300 KB, durable and sealed, p99", b.kept.ms(99), "ms");
    figures.probe("samples of keeping a page", count, "pages");
    bare(b, "keeping a page");
  }

  /// To the microsecond, as the figures are.
  private static double goal(int ms, int fsyncs, Beside b) {
    return Math.round((ms + fsyncs * b.fsync.ms(50)) * 1e3) / 1e3;
  }

  private void bare(Beside b, String beside) {
    String what = "bare append of an act's bytes with fsync beside " + beside;
    figures.probe(what + ", p50", b.fsync.ms(50), "ms");
    figures.probe(what + ", p99", b.fsync.ms(99), "ms");
  }
}
