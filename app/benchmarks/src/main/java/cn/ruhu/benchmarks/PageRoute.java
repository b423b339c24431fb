package cn.ruhu.benchmarks;

import cn.ruhu.casefile.paper.PageCode;
import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.Corpus;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageReader;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.papers.Rendered;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// From the bytes of a scanned page to its place in a case, on one core: the very pages of the
/// printed form at A4 300 dpi, leaned, dirtied, some upside down, as JPEG. Beside each page, in the
/// same run, a probe: the JPEG decoded and one bare look of ZXing's QR reader at the whole page.
/// Then the corpus of 200 synthetic pages, which judges reading and not time.
final class PageRoute {
  private static final int DPI = 300;
  private static final int ROUNDS = 12;
  private static final int WARM = 2;
  private static final int CORPUS = 200;

  private final Figures figures;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final CaseFile file = PaperFamily.file();
  private final PageReader reader =
      new PageReader(CodeCheck.of(List.of(PaperFamily.KEY)), System::nanoTime);
  private final Routing routing =
      new Routing(List.of(PaperFamily.KEY), PageCode.Editions.ANY, _ -> file);

  PageRoute(Figures figures) {
    this.figures = figures;
  }

  static void measure(Figures figures, Rendered.Pdf form) throws IOException {
    new PageRoute(figures).pages(scans(form.bytes()));
    corpus(figures);
  }

  private void pages(List<byte[]> scans) throws IOException {
    var ours = new ArrayList<Long>();
    var bare = new ArrayList<Long>();
    int routed = 0;
    int found = 0;
    for (int round = 0; round < WARM + ROUNDS; round++)
      for (byte[] scan : scans) {
        long t0 = threads.getCurrentThreadCpuTime();
        boolean goes = route(scan);
        long t1 = threads.getCurrentThreadCpuTime();
        boolean seen = look(scan);
        long t2 = threads.getCurrentThreadCpuTime();
        if (round < WARM) continue;
        ours.add(t1 - t0);
        bare.add(t2 - t1);
        if (goes) routed++;
        if (seen) found++;
      }
    var p = percentiles(ours);
    var z = percentiles(bare);
    figures.probe("scanned pages of the printed form, A4 300 dpi", ours.size(), "pages");
    figures.atLeast(
        "of them routed to case, slot and signer", 100.0 * routed / ours.size(), "%", 100);
    figures.atMost("page bytes to routed, one core, CPU p50", p.ms(50), "ms", 600);
    figures.atMost("page bytes to routed, one core, CPU p95", p.ms(95), "ms", 600);
    figures.probe(
        "decode and one bare look of ZXing's QR reader beside it, CPU p50", z.ms(50), "ms");
    figures.probe("pages whose code the bare look found", 100.0 * found / bare.size(), "%");
    figures.probe("routed to bare look, ratio of p50", p.ms(50) / z.ms(50), "ratio");
  }

  private static Percentiles percentiles(List<Long> times) {
    return new Percentiles(times.stream().mapToLong(Long::longValue).toArray());
  }

  /// Whether a scan finds its case by itself.
  boolean route(byte[] scan) throws IOException {
    if (!(PageFile.open(scan) instanceof PageFile.Pages pages)) throw new IOException("not opened");
    try (pages) {
      if (!(pages.page(0) instanceof PageImage image)) throw new IOException("not decoded");
      var reading = reader.read(image);
      var texts = reading.codes().stream().map(c -> c.text()).toList();
      var sheet = new Routing.Sheet(texts, reading.blank(), true, false);
      return routing.propose(List.of(sheet)).getFirst() instanceof Routing.Goes;
    }
  }

  private static boolean look(byte[] scan) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(scan));
    int w = image.getWidth();
    int h = image.getHeight();
    var source = new RGBLuminanceSource(w, h, image.getRGB(0, 0, w, h, null, 0, w));
    try {
      return !new QRCodeReader()
          .decode(new BinaryBitmap(new HybridBinarizer(source)))
          .getText()
          .isEmpty();
    } catch (ReaderException _) {
      return false;
    }
  }

  /// The printed pages as a scanner brings them.
  static List<byte[]> scans(byte[] pdf) throws IOException {
    var scans = new ArrayList<byte[]>();
    try (var document = Loader.loadPDF(pdf)) {
      var renderer = new PDFRenderer(document);
      var random = new Random(7);
      for (int i = 0; i < document.getNumberOfPages(); i++) {
        BufferedImage page = renderer.renderImageWithDPI(i, DPI, ImageType.RGB);
        scans.add(Straightened.encode(dirtied(page, random, i == 1), "jpeg"));
      }
    }
    return scans;
  }

  private static BufferedImage dirtied(BufferedImage page, Random random, boolean upsideDown) {
    var out = Straightened.of(page, upsideDown ? 2 : 0, 2 - random.nextDouble() * 4);
    int w = out.getWidth();
    int h = out.getHeight();
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++) {
        int grain = (int) (random.nextGaussian() * 6);
        int rgb = out.getRGB(x, y);
        out.setRGB(
            x, y, shade(rgb >> 16, grain) << 16 | shade(rgb >> 8, grain) << 8 | shade(rgb, grain));
      }
    return out;
  }

  private static int shade(int value, int by) {
    return Math.clamp((value & 255) + by, 0, 255);
  }

  private static void corpus(Figures figures) {
    Corpus.Figures f = Corpus.run(CORPUS, 1);
    figures.probe(
        "synthetic form pages, 150 to 300 dpi, 5 degrees, noise, JPEG 60", f.pages(), "pages");
    figures.atLeast("of them read", 100.0 * f.read() / f.pages(), "%", 99);
    figures.atMost("of them routed wrongly", f.wrong(), "pages", 0);
    figures.probe("synthetic page, bytes to code, wall p50", (double) f.medianMs(), "ms");
  }
}
