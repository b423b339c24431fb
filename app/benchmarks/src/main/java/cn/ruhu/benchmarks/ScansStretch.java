package cn.ruhu.benchmarks;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.Corpus;
import cn.ruhu.imaging.page.Derivation;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageLanes;
import cn.ruhu.imaging.page.PageReader;
import cn.ruhu.imaging.page.PageReading;
import cn.ruhu.imaging.page.SpoiledCode;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.imaging.page.SyntheticPage;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.sheet.DeskCorpus;
import cn.ruhu.imaging.sheet.PageRecipe.Tone;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// What scanning waits for and must not get wrong: the way of a page from bytes to its place, pages
/// a minute on two cores with the flat white page made and written, codes on many form pages, the
/// corners of sheets on desks, the lean of print, memory over many pages. Seeds are those that
/// judge ([DeskCorpus#JUDGED]); nothing was mended because of one of them.
final class ScansStretch {
  private static final int ROUNDS = 10;
  private static final int WARM = 2;
  private static final int FORMS = 1000;

  /// One in so many has a code nobody can read.
  private static final int SPOILED = 8;

  private static final int DESKS = 300;
  private static final int MEMORY_PAGES = 500;
  private static final int MINUTE_PAGES = 60;
  private static final int THREADS = 2;
  private static final ThreadMXBean THREAD_TIMES = ManagementFactory.getThreadMXBean();
  private static final double LEAN_RIGHT = 0.2;

  private final Figures figures;
  private final int part;
  private final PageReader reader =
      new PageReader(CodeCheck.of(List.of(Corpus.KEY)), System::nanoTime);

  /// @param part one of so many pages is enough; 1 for figures
  ScansStretch(Figures figures, int part) {
    this.figures = figures;
    this.part = part;
  }

  void measure() throws IOException {
    route();
    minute();
    forms();
    desks();
    memory();
  }

  /// The printed form's own pages, to case, slot and signer.
  private void route() throws IOException {
    var route = new PageRoute(figures);
    var scans = PageRoute.scans(PaperPrint.once().bytes());
    var threads = ManagementFactory.getThreadMXBean();
    var times = new ArrayList<Long>();
    int routed = 0;
    int rounds = Math.max(1, ROUNDS / part);
    for (int round = 0; round < WARM + rounds; round++)
      for (byte[] scan : scans) {
        long start = threads.getCurrentThreadCpuTime();
        boolean goes = route.route(scan);
        long took = threads.getCurrentThreadCpuTime() - start;
        if (round < WARM) continue;
        times.add(took);
        if (goes) routed++;
      }
    var p = new Percentiles(times.stream().mapToLong(Long::longValue).toArray());
    figures.atLeast(
        "printed form pages, A4 300 dpi colour, routed to case, slot and signer",
        100.0 * routed / times.size(),
        "%",
        100);
    figures.atMost(
        "A4 300 dpi colour page, bytes to routed, one core, CPU p50", p.ms(50), "ms", 600);
    figures.atMost(
        "A4 300 dpi colour page, bytes to routed, one core, CPU p95", p.ms(95), "ms", 600);
  }

  /// Bytes to a written flat white page, by the lanes the window reads a stack with.
  private void minute() {
    int pages = Math.max(8, MINUTE_PAGES / part);
    var files = new ArrayList<byte[]>();
    for (int i = 0; i < 6; i++) files.add(page(300, i).jpeg());
    for (int round = 0; round < WARM; round++) for (byte[] file : files) whole(file);
    var cpu = new AtomicLong();
    var order = new ArrayList<Integer>();
    long start = System.nanoTime();
    try {
      PageLanes.<Integer, RuntimeException>inOrder(
          pages,
          THREADS,
          task -> Thread.ofPlatform().daemon().start(task),
          () ->
              i -> {
                long before = THREAD_TIMES.getCurrentThreadCpuTime();
                whole(files.get(i % files.size()));
                cpu.addAndGet(THREAD_TIMES.getCurrentThreadCpuTime() - before);
                return i;
              },
          (i, _) -> order.add(i));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    figures.atLeast(
        "A4 300 dpi colour pages read, made flat and white, written as JPEG, 2 cores",
        60 * pages / seconds,
        "pages/min",
        120);
    figures.probe("the same, CPU of one core a page", cpu.get() / 1e6 / pages, "ms");
    stages(files);
  }

  /// What each step of a page costs.
  private void stages(List<byte[]> files) {
    long[] spent = new long[4];
    for (byte[] file : files)
      try (var pages = opened(file)) {
        long t0 = THREAD_TIMES.getCurrentThreadCpuTime();
        var image = decoded(pages);
        long t1 = THREAD_TIMES.getCurrentThreadCpuTime();
        var reading = reader.read(image);
        long t2 = THREAD_TIMES.getCurrentThreadCpuTime();
        var made = Derivation.of(image, reading.recipe().withTone(Tone.WHITENED));
        long t3 = THREAD_TIMES.getCurrentThreadCpuTime();
        Straightened.encode(made, "jpeg", reading.dpi());
        long t4 = THREAD_TIMES.getCurrentThreadCpuTime();
        long[] at = {t0, t1, t2, t3, t4};
        for (int i = 0; i < 4; i++) spent[i] += at[i + 1] - at[i];
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    String[] names = {"decoding", "reading", "making flat and white", "writing"};
    for (int i = 0; i < 4; i++)
      figures.probe("of it " + names[i] + ", CPU", spent[i] / 1e6 / files.size(), "ms");
  }

  static SyntheticPage page(int dpi, long seed) {
    double lean = new Random(seed).nextDouble() * 6 - 3;
    return new SyntheticPage(Corpus.code(seed).write(Corpus.KEY), "", dpi, lean, 0, 6, 0.75f, seed);
  }

  private void whole(byte[] file) {
    try (var pages = opened(file)) {
      var image = decoded(pages);
      var reading = reader.read(image);
      var made = Derivation.of(image, reading.recipe().withTone(Tone.WHITENED));
      Straightened.encode(made, "jpeg", reading.dpi());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Form pages as feeders and photocopiers bring them.
  private void forms() {
    int pages = FORMS / part;
    var readable = new AtomicInteger();
    var read = new AtomicInteger();
    var tray = new AtomicInteger();
    var wrong = new AtomicInteger();
    var straight = new AtomicInteger();
    var cut = new AtomicInteger();
    shared(
        pages,
        i -> {
          long seed = DeskCorpus.JUDGED + i;
          var own = Corpus.code(seed);
          var page = SyntheticPage.ofCorpus(own.write(Corpus.KEY), seed);
          BufferedImage image = page.image();
          boolean spoiled = seed % SPOILED == 1;
          if (spoiled) SpoiledCode.on(image, page);
          else readable.incrementAndGet();
          if (seed % 4 == 0) image = photocopied(image);
          PageReading reading;
          try (var opened = opened(page.encode(image, "jpeg"))) {
            reading = reader.read(decoded(opened));
          }
          var said =
              reading.ours().stream()
                  .map(c -> PageCode.read(c.text(), List.of(Corpus.KEY)))
                  .distinct()
                  .toList();
          boolean owns = said.equals(List.of(new PageCode.Valid(own)));
          if (owns && !spoiled) read.incrementAndGet();
          if (!owns && !said.isEmpty()) wrong.incrementAndGet();
          if (spoiled && said.isEmpty()) tray.incrementAndGet();
          if (Math.abs(reading.skewDegrees() - page.skewDegrees()) <= LEAN_RIGHT)
            straight.incrementAndGet();
          if (reading.confidence() > 0) cut.incrementAndGet();
        });
    figures.probe(
        "synthetic form pages, 150 to 300 dpi, 5 degrees, noise, JPEG 60, a quarter photocopied",
        pages,
        "pages");
    int spoiled = pages - readable.get();
    figures.probe("of them with a code that is torn off, blotted or washed out", spoiled, "pages");
    figures.atLeast(
        "of the others with their code read", 100.0 * read.get() / readable.get(), "%", 99);
    figures.atLeast(
        "of the spoiled ones left in the tray",
        100.0 * tray.get() / Math.max(1, spoiled),
        "%",
        100);
    figures.atMost("of them routed wrongly", wrong.get(), "pages", 0);
    figures.atLeast(
        "of them with the lean told within 0.2 degrees", 100.0 * straight.get() / pages, "%", 95);
    figures.probe("of them taken for a sheet on a desk", 100.0 * cut.get() / pages, "%");
  }

  /// What a photocopier makes: greys go to black or to white.
  private static BufferedImage photocopied(BufferedImage image) {
    var colour = ColourRaster.of(image);
    int[] out = new int[colour.width() * colour.height()];
    for (int y = 0; y < colour.height(); y++)
      for (int x = 0; x < colour.width(); x++) {
        int luma = ColourRaster.luma(colour.rgb(x, y));
        out[y * colour.width() + x] = Math.clamp((luma - 110) * 3L, 0, 255) * 0x010101;
      }
    return new ColourRaster(colour.width(), colour.height(), out).image();
  }

  /// Two makers of photos, the second with more kinds of paper, surface, light and tilt.
  private void desks() {
    told("six desks", DeskCorpus.run(DESKS / part, DeskCorpus.JUDGED));
    told("twelve desks, ten papers", DeskCorpus.scenes(DESKS / part, DeskCorpus.JUDGED));
  }

  private void told(String of, DeskCorpus.Figures f) {
    figures.probe("synthetic photos, " + of, f.photos(), "photos");
    figures.atLeast(of + ": corners right, overlap 0.9", f.rightShare(), "%", 95);
    double kept = 100.0 * f.kept() / f.photos();
    figures.probe(of + ": left in the full frame, as not sure", kept, "%");
    figures.atMost(of + ": cut wrongly", 100.0 * f.wild() / f.photos(), "%", 1);
    double believed = 100.0 * f.right() / Math.max(1, f.right() + f.wild());
    figures.atLeast(of + ": right where they are believed", believed, "%", 98);
    figures.atMost(of + ": looking, CPU of one core, p50", (double) f.medianMs(), "ms", 150);
  }

  /// What the program holds after many pages.
  private void memory() {
    int pages = Math.max(40, MEMORY_PAGES / part);
    var files = new ArrayList<byte[]>();
    for (int i = 0; i < 5; i++) files.add(page(150, i).jpeg());
    int fifth = pages / 5;
    shared(fifth, i -> whole(files.get((int) i % files.size())));
    double first = heldMb();
    shared(pages - fifth, i -> whole(files.get((int) i % files.size())));
    double last = heldMb();
    figures.probe("pages through the pipeline, two at a time", pages, "pages");
    figures.atMost(
        "memory held after the last more than after a fifth of them", last - first, "MB", 5);
    figures.probe("memory held after the last", last, "MB");
  }

  /// Collected twice: what the first let go of may hold more. The command makes the collector pack
  /// all of old space each time; by itself it leaves a twentieth as dead wood and packs at each
  /// fourth only.
  static double heldMb() {
    for (int i = 0; i < 2; i++) System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
  }

  /// Numbers from 0, each done once, on two threads.
  private static void shared(int count, LongConsumer work) {
    var next = new AtomicInteger();
    var failed = new ArrayList<Throwable>();
    var all = new ArrayList<Thread>();
    for (int t = 0; t < THREADS; t++)
      all.add(
          Thread.ofPlatform()
              .name("scans")
              .uncaughtExceptionHandler((_, e) -> {
                synchronized (failed) {
                  failed.add(e);
                }
              })
              .start(() -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement())
                  work.accept(i);
              }));
    try {
      for (Thread t : all) t.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    synchronized (failed) {
      if (!failed.isEmpty()) throw new IllegalStateException(failed.getFirst());
    }
  }

  private static PageFile.Pages opened(byte[] file) {
    if (PageFile.open(file) instanceof PageFile.Pages pages) return pages;
    throw new IllegalStateException("not opened");
  }

  private static PageImage decoded(PageFile.Pages pages) {
    if (pages.page(0) instanceof PageImage image) return image;
    throw new IllegalStateException("not decoded");
  }
}
