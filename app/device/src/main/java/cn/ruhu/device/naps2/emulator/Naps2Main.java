package cn.ruhu.device.naps2.emulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// NAPS2.Console for tests. The first argument is a folder: its `*.jpg` are the sheets in the
/// feeder, its file `faults` breaks things, one a line: `jam 3` (while sheet 3 is drawn in; nothing
/// is written), `jam-kept 3` (what came before is written), `busy`, `cover 1`, `hang 2`, `fails`
/// (ends with code 1), `short` (one page less is written than it spoke of). Pages are written when
/// all were drawn in, failures are told in words, and the code is 0 either way.
public final class Naps2Main {
  private static final String DEVICE = "FUJITSU fi-7030";
  private final Path feeder;
  private final List<String> faults;
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private Naps2Main(Path feeder) throws IOException {
    this.feeder = feeder;
    Path said = feeder.resolve("faults");
    this.faults = Files.exists(said) ? Files.readAllLines(said) : List.of();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int code = new Naps2Main(Path.of(args[0])).run(List.of(args).subList(1, args.length));
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  private static String after(List<String> arguments, String name) {
    int at = arguments.indexOf(name);
    return at < 0 || at + 1 >= arguments.size() ? "" : arguments.get(at + 1);
  }

  private int run(List<String> arguments) throws IOException, InterruptedException {
    if (arguments.contains("--listdevices")) {
      if (after(arguments, "--driver").equals("twain")) out.println(DEVICE);
      return 0;
    }
    out.println("Beginning scan...");
    if (!DEVICE.contains(after(arguments, "--device"))) {
      out.println("The selected scanner could not be found.");
      return 0;
    }
    out.println("Starting scan 1 of 1...");
    if (faults.contains("fails")) return 1;
    if (faults.contains("busy")) {
      out.println("The selected scanner is busy.");
      return 0;
    }
    var drawn = new ArrayList<Path>();
    int broken = draw(drawn);
    if (broken >= 0) return broken;
    out.println(drawn.size() + " page(s) scanned.");
    if (drawn.isEmpty()) {
      out.println("No scanned pages to export.");
      return 0;
    }
    write(drawn, after(arguments, "-o"));
    return 0;
  }

  /// @return the code to end with now, or -1 to go on
  private int draw(List<Path> drawn) throws IOException, InterruptedException {
    List<Path> sheets = sheets();
    if (sheets.isEmpty()) {
      out.println("No pages are in the feeder.");
      return 0;
    }
    for (Path sheet : sheets) {
      int n = drawn.size() + 1;
      if (faults.contains("hang " + n)) while (true) Thread.sleep(1_000);
      boolean kept = faults.contains("jam-kept " + n);
      if (kept || faults.contains("jam " + n)) {
        out.println("The scanner has a paper jam.");
        return kept ? -1 : 0;
      }
      if (faults.contains("cover " + n)) {
        out.println("The scanner's cover is open.");
        return 0;
      }
      drawn.add(sheet);
      out.println("Scanned page " + n + ".");
    }
    return -1;
  }

  private void write(List<Path> drawn, String pattern) throws IOException {
    out.println("Beginning export...");
    int all = faults.contains("short") ? drawn.size() - 1 : drawn.size();
    for (int i = 0; i < all; i++) {
      out.println("Exporting image " + (i + 1) + " of " + drawn.size() + "...");
      Files.copy(drawn.get(i), Path.of(pattern.replace("$(nnnn)", "%04d".formatted(i + 1))));
    }
    out.println("Finished saving images to " + pattern.replace("$(nnnn)", "0001"));
  }

  private List<Path> sheets() throws IOException {
    var all = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(feeder, "*.jpg")) {
      files.forEach(all::add);
    }
    all.sort(null);
    return all;
  }
}
