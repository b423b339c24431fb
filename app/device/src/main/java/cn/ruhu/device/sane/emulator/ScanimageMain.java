package cn.ruhu.device.sane.emulator;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;

/// `scanimage` for tests. The first argument is a folder: its `*.jpg` are the sheets in the feeder
/// in order of their names, and what went through lies in its folder `out`. Its file `faults`
/// breaks things, one a line: `jam 3` (while sheet 3 of this run is drawn in), `button 2` (somebody
/// stops it at the device), `cover 2`, `empty 2` (a page without bytes), `cut 2` (a page that stops
/// half-way), `crash 2` (dies as by a signal), `hang 2` (says nothing more), `deaf` (does not end
/// when asked to), `busy`, `busy once`, `denied`, `gone`, `io 2`, `refuses`. Words, files and exit
/// codes are those of scanimage 1.2.1.
public final class ScanimageMain {
  private static final String OPTIONS =
      """

      All options specific to device `emulated:adf':
        Scan Mode:
          --mode Lineart|Gray|Color [Color]
              Selects the scan mode (e.g., lineart, monochrome, or color).
          --resolution 75|150|200|300|600dpi [300]
              Sets the resolution of the scanned image.
          --source Flatbed|Automatic Document Feeder|ADF Duplex [Flatbed]
              Selects the scan source (such as a document-feeder).
          --threshold 0..255 (in steps of 1) [inactive]
              Select minimum-brightness to get a white point
        Geometry:
          -l 0..215.9mm (in steps of 0.0211639) [0]
              Top-left x position of scan area.
          -t 0..355.6mm (in steps of 0.0211639) [0]
              Top-left y position of scan area.
          -x 0..215.9mm (in steps of 0.0211639) [215.9]
              Width of scan-area.
          -y 0..355.6mm (in steps of 0.0211639) [355.6]
              Height of scan-area.
          --page-width 0..221.1mm (in steps of 0.0211639) [215.9]
              Specifies the width of the media.
        Sensors:
          --page-loaded[=(yes|no)] [LOADED] [hardware]
              Page loaded
          --cover-open[=(yes|no)] [no] [hardware]
              Cover open
      """;

  private static final Set<String> KNOWN =
      Set.of(
          "--mode",
          "--resolution",
          "--source",
          "-l",
          "-t",
          "-x",
          "-y",
          "--page-width",
          "--format",
          "--batch",
          "--batch-print",
          "--batch-count",
          "--device-name",
          "-A",
          "-f");

  private final Path feeder;
  private final List<String> faults;
  private String device = "";
  private String pattern = "";
  private String format = "pnm";
  private boolean print;
  private int count = -1;
  private boolean options;
  private boolean list;

  private ScanimageMain(Path feeder) throws IOException {
    this.feeder = feeder;
    Path said = feeder.resolve("faults");
    this.faults = Files.exists(said) ? Files.readAllLines(said) : List.of();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int code = new ScanimageMain(Path.of(args[0])).run(List.of(args).subList(1, args.length));
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(code);
  }

  private int run(List<String> arguments) throws IOException, InterruptedException {
    if (faults.contains("deaf"))
      Runtime.getRuntime().addShutdownHook(new Thread(ScanimageMain::deaf));
    for (int i = 0; i < arguments.size(); i++) {
      String a = arguments.get(i);
      int is = a.indexOf('=');
      String name = is < 0 ? a : a.substring(0, is);
      if (!KNOWN.contains(name)) {
        System.err.println("scanimage: unrecognized option '" + a + "'");
        return 1;
      }
      boolean bare = name.equals("-A") || name.equals("--batch-print");
      String value = is >= 0 ? a.substring(is + 1) : bare ? "" : arguments.get(++i);
      set(name, value);
    }
    if (list) {
      System.out.println("emulated:adf|Noname|Feeder 2000|sheetfed scanner");
      System.out.println("v4l:/dev/video0|Noname|Camera|virtual device");
      return 0;
    }
    int opened = open();
    if (opened != 0) return opened;
    if (options) {
      System.out.print(OPTIONS.replace("LOADED", sheets().isEmpty() ? "no" : "yes"));
      return 0;
    }
    return batch();
  }

  private void set(String name, String value) {
    switch (name) {
      case "--device-name" -> device = value;
      case "--batch" -> pattern = value;
      case "--batch-print" -> print = true;
      case "--batch-count" -> count = Integer.parseInt(value);
      case "--format" -> format = value;
      case "-A" -> options = true;
      case "-f" -> list = true;
      default -> {
        // what a device does with it is not seen from outside
      }
    }
  }

  private int open() throws IOException {
    String why = "";
    if (!device.equals("emulated:adf")) why = "Invalid argument";
    else if (faults.contains("denied")) why = "Access to resource has been denied";
    else if (faults.contains("gone")) why = "Error during device I/O";
    else if (faults.contains("busy")) why = "Device busy";
    else if (faults.contains("busy once")) {
      Files.delete(feeder.resolve("faults"));
      why = "Device busy";
    }
    if (why.isEmpty()) return 0;
    System.err.println("scanimage: open of device " + device + " failed: " + why);
    return 1;
  }

  private List<Path> sheets() throws IOException {
    var all = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(feeder, "*.jpg")) {
      files.forEach(all::add);
    }
    all.sort(null);
    return all;
  }

  private int batch() throws IOException, InterruptedException {
    if (faults.contains("refuses")) {
      System.err.println("scanimage: sane_start: Invalid argument");
      return 4;
    }
    System.err.println("Scanning infinity pages, incrementing by 1, numbering from 1");
    int status = 0;
    int n = 1;
    for (; count < 0 || n <= count; n++) {
      System.err.println("Scanning page " + n);
      List<Path> left = sheets();
      if (left.isEmpty()) {
        System.err.println("scanimage: sane_start: Document feeder out of documents");
        status = 7;
        break;
      }
      status = page(n, left.getFirst());
      if (status != 0) break;
    }
    System.err.println("Batch terminated, " + (n - 1) + " pages scanned");
    return status == 7 && n > 1 ? 0 : status;
  }

  private boolean at(String fault, int n) {
    return faults.contains(fault + " " + n);
  }

  private int page(int n, Path sheet) throws IOException, InterruptedException {
    Path folder = Path.of("").toAbsolutePath();
    String name = pattern.formatted(n);
    Path part = folder.resolve(name + ".part");
    byte[] bytes = encoded(sheet);
    int half = bytes.length / 2;
    Files.write(part, Arrays.copyOf(bytes, half));
    Thread.sleep(20);
    if (at("jam", n)) return broken(n, 6, "Document feeder jammed", part);
    if (at("button", n)) return broken(n, 2, "Operation was cancelled", part);
    if (at("cover", n)) return broken(n, 8, "Scanner cover is open", part);
    if (at("io", n)) return broken(n, 9, "Error during device I/O", part);
    if (at("crash", n)) return 139;
    if (at("hang", n)) while (true) Thread.sleep(1_000);
    int sent = at("empty", n) ? 0 : at("cut", n) ? half : bytes.length;
    Files.write(part, Arrays.copyOf(bytes, sent));
    System.err.println("Scanned page " + n + ". (scanner status = 5)");
    Files.move(part, folder.resolve(name));
    Path out = Files.createDirectories(feeder.resolve("out"));
    Files.move(sheet, out.resolve(sheet.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    if (print) System.out.println(name);
    System.out.flush();
    return 0;
  }

  private int broken(int n, int status, String words, Path part) throws IOException {
    System.err.println("scanimage: sane_read: " + words);
    System.err.println("Scanned page " + n + ". (scanner status = " + status + ")");
    Files.delete(part);
    return status;
  }

  private byte[] encoded(Path sheet) throws IOException {
    if (format.equals("jpeg")) return Files.readAllBytes(sheet);
    BufferedImage image = ImageIO.read(sheet.toFile());
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  private static void deaf() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
