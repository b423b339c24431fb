package cn.ruhu.imaging.page;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.PageFile.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Many synthetic form pages, each with its own code: how many are read, how many wrongly, how
/// fast. As a program: `Corpus [pages]` prints the figures.
public final class Corpus {
  /// The key of the corpus.
  public static final PageKey KEY = new PageKey(7, bytes(11));

  private Corpus() {}

  /// What became of a run.
  ///
  /// @param readable pages whose code nobody spoiled
  /// @param read pages whose own code was read and authentic
  /// @param tray of those that were spoiled, pages that said nothing and wait in the tray
  /// @param wrong pages that would go to another case or slot than theirs
  /// @param skewOff pages whose lean was told more than half a degree wrong
  /// @param notUpright pages whose quarter turn was told wrong
  @SuppressWarnings("ArrayRecordComponent") // counted into, never compared
  public record Figures(
      int pages,
      int readable,
      int read,
      int tray,
      int wrong,
      int skewOff,
      int notUpright,
      long medianMs,
      long worstMs,
      int[] rungs,
      List<String> missed) {
    @Override
    public String toString() {
      return "pages %d, readable %d, read %d, to the tray %d, wrong %d, lean off %d, not upright %d, median %d ms, worst %d ms, rungs %s, missed %s"
          .formatted(
              pages,
              readable,
              read,
              tray,
              wrong,
              skewOff,
              notUpright,
              medianMs,
              worstMs,
              java.util.Arrays.toString(rungs),
              missed);
    }
  }

  /// The code of the page with this number.
  public static PageCode code(long seed) {
    var random = new Random(seed);
    return PageCode.page(
            new UUID(random.nextLong(), random.nextLong() | 1L << 63),
            "D%02d".formatted(1 + random.nextInt(40)),
            1 + random.nextInt(9),
            1 + random.nextInt(4),
            4)
        .by(new UUID(random.nextLong(), random.nextLong() | 1L << 63));
  }

  /// From bytes to a code that holds, page after page on one core.
  public static Figures run(int pages, long firstSeed) {
    return run(pages, firstSeed, 0);
  }

  /// As [#run(int, long)], with the code of one page in so many spoiled; 0 for none.
  public static Figures run(int pages, long firstSeed, int spoiledOf) {
    var reader = new PageReader(CodeCheck.of(List.of(KEY)), System::nanoTime);
    var times = new ArrayList<Long>();
    var missed = new ArrayList<String>();
    int[] rungs = new int[9];
    int read = 0;
    int readable = 0;
    int tray = 0;
    int wrong = 0;
    int skewOff = 0;
    int notUpright = 0;
    for (long seed = firstSeed; seed < firstSeed + pages; seed++) {
      var own = code(seed);
      var page = SyntheticPage.ofCorpus(own.write(KEY), seed);
      boolean spoiled = spoiledOf > 0 && seed % spoiledOf == 0;
      var image = page.image();
      if (spoiled) SpoiledCode.on(image, page);
      else readable++;
      byte[] file = page.encode(image, "jpeg");
      long start = System.nanoTime();
      PageReading reading;
      try (var opened = (Pages) PageFile.open(file)) {
        reading = reader.read((PageImage) opened.page(0));
      }
      times.add((System.nanoTime() - start) / 1_000_000);
      var ours = reading.ours();
      var said = ours.stream().map(c -> PageCode.read(c.text(), List.of(KEY))).distinct().toList();
      if (spoiled && said.isEmpty()) tray++;
      else if (spoiled) missed.add("spoiled and said all the same: page " + seed);
      else if (said.equals(List.of(new PageCode.Valid(own)))) {
        read++;
        rungs[ours.getFirst().rung()]++;
        if (reading.quarterTurns() != page.quarterTurns()) notUpright++;
      } else {
        missed.add(page.dpi() + " dpi " + page.skewDegrees() + " noise " + page.noise());
      }
      if (!said.isEmpty() && !said.equals(List.of(new PageCode.Valid(own)))) wrong++;
      double lean = Math.abs(page.skewDegrees()) < 0.2 ? 0 : page.skewDegrees();
      if (Math.abs(reading.skewDegrees() - lean) > 0.5) {
        skewOff++;
        missed.add("lean " + page.skewDegrees() + " said " + reading.skewDegrees());
      }
    }
    times.sort(null);
    return new Figures(
        pages,
        readable,
        read,
        tray,
        wrong,
        skewOff,
        notUpright,
        times.get(times.size() / 2),
        times.getLast(),
        rungs,
        missed);
  }

  public static void main(String[] arguments) {
    int pages = arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]);
    run(Math.min(20, pages), 10_000);
    System.out.println(run(pages, 1));
  }

  private static byte[] bytes(int seed) {
    byte[] out = new byte[32];
    new Random(seed).nextBytes(out);
    return out;
  }
}
