package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.page.Corpus;
import cn.ruhu.imaging.page.SyntheticPage;
import cn.ruhu.imaging.raster.Quad;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;

/// Many sheets on many desks: how often their corners are found. Seeds below [#JUDGED] are for
/// looking and mending; those from it on judge, and nothing is changed because of one of them. As a
/// program: `DeskCorpus [photos] [first seed] [folder]` prints the figures and leaves pictures of
/// what went wrong.
public final class DeskCorpus {
  /// First of the seeds that judge.
  public static final long JUDGED = 50_000;

  private static final double RIGHT = 0.9;

  private DeskCorpus() {}

  /// What became of a run.
  ///
  /// @param right overlap with the truth at least 0.9
  /// @param kept the full frame stayed: nothing was lost, nothing was cut
  /// @param wild another quad was believed
  /// @param medianMs CPU of one core, looking alone
  /// @param missed seed, desk and overlap of each that was not right
  public record Figures(
      int photos, int right, int kept, int wild, long medianMs, long worstMs, List<String> missed) {
    /// Percent.
    public double rightShare() {
      return 100.0 * right / photos;
    }
  }

  /// A photo of a form or of a page of print.
  public static DeskPhoto photo(long seed) {
    var random = new Random(seed * 7919);
    BufferedImage sheet =
        switch (random.nextInt(4)) {
          case 0 -> letter(random);
          case 1 -> booklet(random);
          default -> SyntheticPage.clean(Corpus.code(seed).write(Corpus.KEY), 150).image();
        };
    return DeskPhoto.of(sheet, seed);
  }

  /// A sheet with little print.
  private static BufferedImage letter(Random random) {
    var image = white(1240, 1754);
    var g = image.createGraphics();
    g.setColor(new Color(40, 40, 60));
    for (int line = 0; line < 6 + random.nextInt(30); line++)
      g.fillRect(150, 200 + 42 * line, 300 + random.nextInt(640), 9);
    g.dispose();
    return image;
  }

  /// A page of a register, with a frame of its own near its edge.
  private static BufferedImage booklet(Random random) {
    var image = white(1050, 1430);
    var g = image.createGraphics();
    g.setColor(new Color(246, 240, 226));
    g.fillRect(0, 0, 1050, 1430);
    g.setColor(new Color(120, 60, 50));
    g.setStroke(new BasicStroke(3));
    for (int row = 0; row <= 12; row++) g.drawLine(80, 160 + 90 * row, 970, 160 + 90 * row);
    for (int x : new int[] {80, 300, 560, 760, 970}) g.drawLine(x, 160, x, 1240);
    g.setColor(Color.BLACK);
    for (int row = 0; row < 12; row++) g.fillRect(110, 190 + 90 * row, 80 + random.nextInt(90), 22);
    g.dispose();
    return image;
  }

  private static BufferedImage white(int w, int h) {
    var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, w, h);
    g.dispose();
    return image;
  }

  /// One picture with its truth.
  ///
  /// @param words what it shows, for whoever looks into what went wrong
  /// @param overlap of a found quad with the truth, within the picture
  private record Shot(
      BufferedImage image, Quad truth, String words, ToDoubleFunction<Quad> overlap) {
    static Shot plain(long seed) {
      var p = DeskCorpus.photo(seed);
      return new Shot(p.image(), p.truth(), p.desk().name(), q -> q.overlap(p.truth()));
    }

    static Shot scene(long seed) {
      var s = DeskScene.of(seed);
      String words = s.kind() + " on " + s.surface() + (s.cut() ? ", cut" : "");
      return new Shot(s.image(), s.truth(), words, s::overlap);
    }

    static Shot traced(long seed) {
      var t = DeskTrace.of(seed);
      return new Shot(t.image(), t.truth(), t.words(), t::overlap);
    }
  }

  /// Looks for the sheet in each photo of [DeskPhoto], each on one core.
  public static Figures run(int photos, long firstSeed) {
    return run(photos, firstSeed, Shot::plain, null);
  }

  /// The same in photos of [DeskScene]: more kinds of paper, surface and light, up to 35 degrees of
  /// tilt, one of eight running out of the picture.
  public static Figures scenes(int photos, long firstSeed) {
    return run(photos, firstSeed, Shot::scene, null);
  }

  /// The same in photos of [DeskTrace], which nothing was learned from: sheets that curl, lie on
  /// other sheets, are held by fingers; flash, motion, JPEG down to quality 0.3.
  public static Figures traces(int photos, long firstSeed) {
    return run(photos, firstSeed, Shot::traced, null);
  }

  /// What became of one photo.
  ///
  /// @param ms CPU of one core, looking alone
  private record Looked(boolean sure, boolean right, long ms, String words) {}

  private static Figures run(int photos, long firstSeed, LongFunction<Shot> shots, File folder) {
    List<Looked> all =
        LongStream.range(firstSeed, firstSeed + photos)
            .parallel()
            .mapToObj(seed -> look(seed, shots, folder))
            .toList();
    List<Looked> missed = all.stream().filter(l -> !l.right()).toList();
    int wild = (int) missed.stream().filter(Looked::sure).count();
    long[] times = all.stream().mapToLong(Looked::ms).sorted().toArray();
    return new Figures(
        photos,
        photos - missed.size(),
        missed.size() - wild,
        wild,
        times[times.length / 2],
        times[times.length - 1],
        missed.stream().map(Looked::words).toList());
  }

  private static Looked look(long seed, LongFunction<Shot> shots, File folder) {
    var clock = ManagementFactory.getThreadMXBean();
    var shot = shots.apply(seed);
    long start = clock.getCurrentThreadCpuTime();
    var found = SheetFinder.find(shot.image());
    long ms = (clock.getCurrentThreadCpuTime() - start) / 1_000_000;
    double overlap = shot.overlap().applyAsDouble(found.quad());
    boolean right = found.sure() && overlap >= RIGHT;
    if (!right && folder != null) show(shot, found, new File(folder, "desk-" + seed + ".png"));
    String words =
        "%d %s %s overlap %.3f confidence %.2f"
            .formatted(
                seed, shot.words(), found.sure() ? "WILD" : "kept", overlap, found.confidence());
    return new Looked(found.sure(), right, ms, words);
  }

  private static void show(Shot photo, SheetFinder.Found found, File file) {
    var g = photo.image().createGraphics();
    g.setStroke(new BasicStroke(4));
    g.setColor(Color.GREEN);
    draw(g, photo.truth());
    g.setColor(found.sure() ? Color.RED : Color.YELLOW);
    draw(g, found.quad());
    g.dispose();
    try {
      ImageIO.write(cn.ruhu.imaging.Fitted.of(photo.image(), 800), "png", file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void draw(java.awt.Graphics2D g, Quad quad) {
    var c = quad.corners();
    for (int i = 0; i < 4; i++)
      g.drawLine(
          (int) c.get(i).x(),
          (int) c.get(i).y(),
          (int) c.get((i + 1) % 4).x(),
          (int) c.get((i + 1) % 4).y());
  }

  public static void main(String[] arguments) {
    int photos = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    File folder = arguments.length > 2 ? new File(arguments[2]) : null;
    for (LongFunction<Shot> shots :
        List.<LongFunction<Shot>>of(Shot::plain, Shot::scene, Shot::traced)) {
      var figures = run(photos, first, shots, folder);
      figures.missed().forEach(System.out::println);
      System.out.println(
          figures.rightShare()
              + " % right, "
              + figures.kept()
              + " kept, "
              + figures.wild()
              + " wild, median "
              + figures.medianMs()
              + " ms, worst "
              + figures.worstMs());
    }
  }
}
