package cn.ruhu.benchmarks;

import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.Corpus;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageReader;
import cn.ruhu.imaging.page.SyntheticPage;
import cn.ruhu.imaging.raster.GrayRaster;
import cn.ruhu.imaging.raster.Look;
import cn.ruhu.imaging.sheet.DeskCorpus;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/// The same form pages given to programs that others use, where they are installed: codes to
/// `zbarimg` and to OpenCV's detector, lean to `unpaper`. Our own figures of the same pages stand
/// beside theirs; a program that is not there, or cannot even read a code that fills its picture
/// (built without its decoder), has no line.
final class ScansPeers {
  private static final int PAGES = 100;
  private static final long LIMIT_SECONDS = 600;
  private static final double STRAIGHT = 0.2;

  /// One line a file: what OpenCV reads of its code.
  private static final String OPENCV =
      """
      import sys, cv2
      for f in sys.argv[1:]:
          text, _, _ = cv2.QRCodeDetector().detectAndDecode(cv2.imread(f))
          print(text)
      """;

  private final Figures figures;
  private final int part;
  private final Path scratch;

  private record Form(String code, double lean, Path file) {}

  /// @param part one of so many pages is enough; 1 for figures
  /// @param scratch a folder for the pages
  ScansPeers(Figures figures, int part, Path scratch) {
    this.figures = figures;
    this.part = part;
    this.scratch = scratch;
  }

  void measure() throws IOException, InterruptedException {
    boolean zbar = installed("zbarimg", "--version");
    boolean opencv = installed("python3", "-c", "import cv2");
    boolean unpaper = installed("unpaper", "--version");
    if (!zbar && !opencv && !unpaper) return;
    List<Form> forms = forms();
    ours(forms);
    if (zbar) zbar(forms);
    if (opencv) opencv(forms);
    if (unpaper) unpaper(forms);
  }

  private List<Form> forms() throws IOException {
    var all = new ArrayList<Form>();
    for (int i = 0; i < Math.max(8, PAGES / part); i++) {
      long seed = DeskCorpus.JUDGED + i;
      String code = Corpus.code(seed).write(Corpus.KEY);
      var page = SyntheticPage.ofCorpus(code, seed);
      Path file = Files.write(scratch.resolve("form-" + i + ".jpg"), page.jpeg());
      all.add(new Form(code, page.skewDegrees(), file));
    }
    return all;
  }

  private void ours(List<Form> forms) throws IOException {
    var reader = new PageReader(CodeCheck.of(List.of(Corpus.KEY)), System::nanoTime);
    int read = 0;
    int straight = 0;
    for (Form f : forms)
      if (PageFile.open(Files.readAllBytes(f.file())) instanceof PageFile.Pages pages)
        try (pages) {
          if (!(pages.page(0) instanceof PageImage image)) continue;
          var reading = reader.read(image);
          if (reading.codes().stream().anyMatch(c -> c.text().equals(f.code()))) read++;
          if (Math.abs(reading.skewDegrees() - f.lean()) <= STRAIGHT) straight++;
        }
    share("side by side, form pages: code read by us", read, forms);
    share("side by side, form pages: straight within 0.2 degrees by us", straight, forms);
  }

  /// A code alone, upright and clean.
  private Form clean() throws IOException {
    String code = Corpus.code(1).write(Corpus.KEY);
    var page = SyntheticPage.clean(code, 150);
    var image = page.image();
    int side = image.getWidth() / 4;
    var crop = image.getSubimage(image.getWidth() - side, 0, side, side);
    var own = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    own.createGraphics().drawImage(crop, 0, 0, null);
    return new Form(code, 0, Files.write(scratch.resolve("clean.jpg"), page.encode(own, "jpeg")));
  }

  private void zbar(List<Form> forms) throws IOException, InterruptedException {
    Form clean = clean();
    if (!lines("zbarimg", "-q", "--raw", clean.file().toString()).contains(clean.code())) return;
    int read = 0;
    for (Form f : forms)
      if (lines("zbarimg", "-q", "--raw", f.file().toString()).contains(f.code())) read++;
    share("side by side, form pages: code read by zbarimg", read, forms);
  }

  private void opencv(List<Form> forms) throws IOException, InterruptedException {
    Form clean = clean();
    if (!lines("python3", "-c", OPENCV, clean.file().toString()).contains(clean.code())) return;
    var command = new ArrayList<>(List.of("python3", "-c", OPENCV));
    for (Form f : forms) command.add(f.file().toString());
    Set<String> said = new HashSet<>(lines(command.toArray(String[]::new)));
    int read = 0;
    for (Form f : forms) if (said.contains(f.code())) read++;
    share("side by side, form pages: code read by OpenCV", read, forms);
  }

  /// What is left of the lean is told by us, of what `unpaper` made.
  private void unpaper(List<Form> forms) throws IOException, InterruptedException {
    int straight = 0;
    for (Form f : forms) {
      Path in = scratch.resolve("in.pgm");
      Path out = scratch.resolve("out.pgm");
      Files.write(in, pgm(GrayRaster.of(ImageIO.read(f.file().toFile()))));
      Files.deleteIfExists(out);
      lines("unpaper", in.toString(), out.toString());
      Optional<GrayRaster> made = raster(out);
      if (made.isPresent() && Math.abs(Look.at(made.get()).skewDegrees()) <= STRAIGHT) straight++;
    }
    share("side by side, form pages: straight within 0.2 degrees by unpaper", straight, forms);
  }

  private void share(String of, int good, List<Form> forms) {
    figures.probe(of, 100.0 * good / forms.size(), "%");
  }

  private static byte[] pgm(GrayRaster gray) {
    byte[] head =
        ("P5\n" + gray.width() + " " + gray.height() + "\n255\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] luma = gray.bytes();
    byte[] file = Arrays.copyOf(head, head.length + luma.length);
    System.arraycopy(luma, 0, file, head.length, luma.length);
    return file;
  }

  /// A PGM of one byte a pixel; empty when it is none.
  private static Optional<GrayRaster> raster(Path path) throws IOException {
    if (!Files.exists(path)) return Optional.empty();
    byte[] file = Files.readAllBytes(path);
    var numbers = new ArrayList<Integer>();
    int at = 2;
    while (numbers.size() < 3 && at < file.length) {
      while (at < file.length && Character.isWhitespace(file[at])) at++;
      if (at < file.length && file[at] == '#') {
        while (at < file.length && file[at] != '\n') at++;
        continue;
      }
      int value = 0;
      while (at < file.length && Character.isDigit(file[at])) value = value * 10 + file[at++] - '0';
      numbers.add(value);
    }
    at++;
    if (numbers.size() < 3 || file[0] != 'P' || file[1] != '5') return Optional.empty();
    int w = numbers.get(0);
    int h = numbers.get(1);
    if ((long) at + (long) w * h > file.length) return Optional.empty();
    byte[] gray = new byte[w * h];
    System.arraycopy(file, at, gray, 0, gray.length);
    return Optional.of(new GrayRaster(w, h, gray));
  }

  private static boolean installed(String... command) throws InterruptedException {
    try {
      Process made =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return made.waitFor(30, TimeUnit.SECONDS) && made.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private List<String> lines(String... command) throws IOException, InterruptedException {
    Path said = scratch.resolve("said.txt");
    Process made =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(said.toFile())
            .start();
    if (!made.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      made.destroyForcibly();
      throw new IOException(command[0] + " does not end");
    }
    return Files.readAllLines(said, StandardCharsets.UTF_8);
  }
}
