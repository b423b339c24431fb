package cn.ruhu.benchmarks;

import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/// Leaving a field: the working copy of a family of four (8 KB) is put as the draft, sealed, in one
/// durable transaction. A bare append of 4 KB with fsync to the same folder runs beside it, step by
/// step, so that both see the same disk.
final class FieldToDisk {
  private static final int WARM = 200;
  private static final int STEPS = 2_000;

  private FieldToDisk() {}

  static void measure(Figures figures, Path scratch) throws StoreException, IOException {
    Path home = Files.createTempDirectory(scratch, "field");
    var random = new SecureRandom();
    long[] draft = new long[STEPS];
    long[] fsync = new long[STEPS];
    byte[] copy = new byte[8 * 1024];
    random.nextBytes(copy);
    try (Machine machine = Homes.enrolled(home);
        FileChannel bare =
            FileChannel.open(
                home.resolve("bare"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      LocalStore store = machine.createVault(Homes.PERSON, "correct horse".toCharArray(), null);
      for (int i = 0; i < WARM + STEPS; i++) {
        copy[i % copy.length]++;
        long t0 = System.nanoTime();
        store.drafts().put("intake:bench", copy);
        long t1 = System.nanoTime();
        bare.write(ByteBuffer.wrap(copy, 0, 4096));
        bare.force(true);
        long t2 = System.nanoTime();
        if (i >= WARM) {
          draft[i - WARM] = t1 - t0;
          fsync[i - WARM] = t2 - t1;
        }
      }
    }
    var d = new Percentiles(draft);
    var f = new Percentiles(fsync);
    figures.atMost("leaving a field to durable, p50", d.ms(50), "ms", 5);
    figures.atMost("leaving a field to durable, p99", d.ms(99), "ms", 20);
    figures.probe("bare append of 4 KB with fsync beside it, p50", f.ms(50), "ms");
    figures.probe("bare append of 4 KB with fsync beside it, p99", f.ms(99), "ms");
  }
}
