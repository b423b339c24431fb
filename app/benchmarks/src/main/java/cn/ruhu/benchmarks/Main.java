package cn.ruhu.benchmarks;

import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `installer/bench`: measures, prints and writes `app/benchmarks/results/STRETCH.json`. Exit code
/// 0 when every goal was met, 1 when one was missed or the run failed, 2 for a wrong command line.
public final class Main {
  private static final List<String> STRETCHES =
      List.of("road", "papers", "sync", "window", "scans", "survey", "registry", "visit", "review");
  private static final String QUICK = "--quick";
  private static final List<String> QUICKLY =
      List.of("sync", "scans", "registry", "survey", "visit", "review");

  private Main() {}

  public static void main(String[] args) {
    List<String> asked = List.of(args);
    boolean build = asked.equals(List.of("build")) || asked.equals(List.of("build", "--empty"));
    boolean all = asked.equals(List.of("all"));
    boolean quick =
        asked.size() == 2 && QUICKLY.contains(asked.getFirst()) && asked.getLast().equals(QUICK);
    boolean soak = soak(asked);
    if (!build
        && !all
        && !quick
        && !soak
        && (asked.size() != 1 || !STRETCHES.contains(asked.getFirst()))) {
      System.err.println(
          "usage: installer/bench STRETCH|all|build [--empty], STRETCH one of "
              + STRETCHES
              + "; sync, scans, registry, survey, visit or review "
              + QUICK
              + " tries it small and writes nothing; soak PROOF, one of "
              + SoakRun.PROOFS.keySet());
      System.exit(2);
    }
    Path root = Path.of(Optional.ofNullable(System.getenv("RUHU_ROOT")).orElse("."));
    boolean met = false;
    try {
      met = measured(root, asked, build);
    } catch (IOException | InterruptedException | StoreException | RuntimeException e) {
      // the program under measurement takes uncaught ones into its own log
      System.err.println("nothing was written: " + told(e));
    }
    System.exit(met ? 0 : 1);
  }

  private static String told(Throwable e) {
    var words = new StringWriter();
    e.printStackTrace(new PrintWriter(words));
    return words.toString();
  }

  private static boolean measured(Path root, List<String> asked, boolean build)
      throws IOException, InterruptedException, StoreException {
    boolean met = true;
    boolean all = asked.equals(List.of("all"));
    if (soak(asked)) met = proof(root.toAbsolutePath().normalize(), asked.getLast());
    else if (build) met = minutes(root.toAbsolutePath().normalize(), asked.size() == 2);
    else if (asked.contains(QUICK)) quick(root, asked.getFirst());
    else for (String stretch : all ? STRETCHES : asked) met &= stretch(root, stretch);
    return met;
  }

  private static boolean soak(List<String> asked) {
    return asked.size() == 2
        && asked.getFirst().equals("soak")
        && SoakRun.PROOFS.containsKey(asked.getLast());
  }

  private static boolean stretch(Path root, String stretch)
      throws IOException, InterruptedException, StoreException {
    return switch (stretch) {
      case "road" -> road(root);
      case "papers" -> papers(root);
      case "sync" -> sync(root);
      case "window" -> window(root);
      case "scans" -> scans(root);
      case "survey" -> survey(root);
      case "registry" -> registry(root);
      case "visit" -> visit(root);
      case "review" -> review(root);
      default -> throw new IllegalArgumentException(stretch);
    };
  }

  private static boolean road(Path root) throws IOException, InterruptedException, StoreException {
    Path scratch = scratch(root);
    try (Display display = Display.open()) {
      double load = Computer.load();
      var figures = figures(root, "road", "installer/bench road", scratch, display.words());
      figures.probe("load average before the run", load, "programs");
      FieldToDisk.measure(figures, scratch);
      CardToScreen.measure(figures, scratch);
      new ClientStart(scratch, display).measure(figures);
      return told(figures.write());
    } finally {
      swept(scratch);
    }
  }

  private static boolean papers(Path root) throws IOException {
    Path scratch = scratch(root);
    try {
      double load = Computer.load();
      var figures = figures(root, "papers", "installer/bench papers", scratch, "");
      figures.probe("load average before the run", load, "programs");
      PageRoute.measure(figures, PaperPrint.measure(figures));
      return told(figures.write());
    } finally {
      swept(scratch);
    }
  }

  private static boolean window(Path root)
      throws IOException, InterruptedException, StoreException {
    Path scratch = scratch(root);
    try {
      double load = Computer.load();
      var figures = figures(root, "window", "installer/bench window", scratch, "");
      figures.probe("load average before the run", load, "programs");
      new WindowStretch(figures, scratch).measure();
      return told(figures.write());
    } finally {
      swept(scratch);
    }
  }

  private static boolean scans(Path root) throws IOException, InterruptedException, StoreException {
    Path scratch = scratch(root);
    try {
      return told(scanFigures(root, scratch, 1).write());
    } finally {
      swept(scratch);
    }
  }

  private static boolean survey(Path root)
      throws IOException, InterruptedException, StoreException {
    Path scratch = scratch(root);
    try {
      return told(surveyFigures(root, scratch).write());
    } finally {
      swept(scratch);
    }
  }

  private static Figures surveyFigures(Path root, Path scratch)
      throws IOException, InterruptedException, StoreException {
    double load = Computer.load();
    var figures = figures(root, "survey", "installer/bench survey", scratch, "");
    figures.probe("load average before the run", load, "programs");
    new SurveyStretch(figures, scratch).measure();
    return figures;
  }

  private static boolean registry(Path root) throws IOException, InterruptedException {
    Path scratch = scratch(root);
    try {
      return told(registryFigures(root, scratch, 1).write());
    } finally {
      swept(scratch);
    }
  }

  private static boolean visit(Path root) throws IOException, InterruptedException {
    Path scratch = scratch(root);
    try {
      return told(visitFigures(root, scratch, false).write());
    } finally {
      swept(scratch);
    }
  }

  private static boolean review(Path root)
      throws IOException, InterruptedException, StoreException {
    Path scratch = scratch(root);
    try {
      return told(reviewFigures(root, scratch, 1).write());
    } finally {
      swept(scratch);
    }
  }

  private static Figures visitFigures(Path root, Path scratch, boolean quick)
      throws IOException, InterruptedException {
    double load = Computer.load();
    var figures = figures(root, "visit", "installer/bench visit", scratch, "");
    figures.probe("load average before the run", load, "programs");
    Path place = Files.createTempDirectory("ruhu-visit");
    double minutes =
        new SoakRun(root.toAbsolutePath().normalize(), place)
            .measure(figures, SoakRun.VISIT, quick);
    figures.probe("visit: minutes, building in them", minutes, "min");
    swept(place); // a failed run leaves its log there
    return figures;
  }

  private static Figures reviewFigures(Path root, Path scratch, int part)
      throws IOException, InterruptedException {
    double load = Computer.load();
    var figures = figures(root, "review", "installer/bench review", scratch, "");
    figures.probe("load average before the run", load, "programs");
    new ReviewStretch(figures, scratch, part).measure();
    return figures;
  }

  private static Figures registryFigures(Path root, Path scratch, int part)
      throws IOException, InterruptedException {
    double load = Computer.load();
    var figures = figures(root, "registry", "installer/bench registry", scratch, "");
    figures.probe("load average before the run", load, "programs");
    new RegistryStretch(figures, scratch, part).measure();
    return figures;
  }

  private static Figures scanFigures(Path root, Path scratch, int part)
      throws IOException, InterruptedException, StoreException {
    double load = Computer.load();
    var figures = figures(root, "scans", "installer/bench scans", scratch, "");
    figures.probe("load average before the run", load, "programs");
    ScansWindow.measure(figures, scratch, part); // before the heap is full of pages
    new ScansStretch(figures, part).measure();
    new ScansPeers(figures, part, scratch).measure();
    return figures;
  }

  private static boolean sync(Path root) throws IOException, InterruptedException, StoreException {
    Path scratch = scratch(root);
    try {
      return told(syncFigures(root, scratch, 1).write());
    } finally {
      swept(scratch);
    }
  }

  /// Whether the stretch runs at all; so few samples are no figures, so nothing is written.
  private static void quick(Path root, String stretch)
      throws IOException, InterruptedException, StoreException {
    Path scratch = scratch(root);
    try {
      told(
          switch (stretch) {
            case "scans" -> scanFigures(root, scratch, 20).all();
            case "registry" -> registryFigures(root, scratch, 20).all();
            case "visit" -> visitFigures(root, scratch, true).all();
            case "survey" -> surveyFigures(root, scratch).all();
            case "review" -> reviewFigures(root, scratch, 10).all(); // still too many to be held
            default -> syncFigures(root, scratch, 100).all();
          });
    } finally {
      swept(scratch);
    }
  }

  private static Figures syncFigures(Path root, Path scratch, int part)
      throws IOException, InterruptedException, StoreException {
    double load = Computer.load();
    var figures = figures(root, "sync", "installer/bench sync", scratch, "");
    figures.probe("load average before the run", load, "programs");
    new SyncStretch(figures, scratch, part).measure();
    return figures;
  }

  /// Minutes of the whole build belong to the first stretch, whose goals they are.
  private static boolean minutes(Path root, boolean empty)
      throws IOException, InterruptedException {
    Path scratch = scratch(root);
    String command = "installer/bench build" + (empty ? " --empty" : "");
    var figures = figures(root, STRETCHES.getFirst(), command, scratch, "");
    Path place = Files.createTempDirectory("ruhu-build");
    new BuildMinutes(root, place).measure(figures, empty);
    swept(place); // a failed build leaves its log there
    swept(scratch);
    return told(figures.write());
  }

  private static boolean proof(Path root, String name) throws IOException, InterruptedException {
    Path scratch = scratch(root);
    String stretch = SoakRun.proof(name).stretch();
    var figures = figures(root, stretch, "installer/bench soak " + name, scratch, "");
    Path place = Files.createTempDirectory("ruhu-soak");
    new SoakRun(root, place).measure(figures, name);
    swept(place);
    swept(scratch);
    return told(figures.write());
  }

  private static Figures figures(
      Path root, String stretch, String command, Path disk, String display) throws IOException {
    return new Figures(
        root.resolve("app/benchmarks/results/" + stretch + ".json"),
        new Figures.Run(
            command,
            Computer.line(disk, display),
            Computer.commit(root),
            LocalDate.now(ZoneId.of("Asia/Shanghai")).toString()));
  }

  private static boolean told(List<Figure> figures) {
    boolean met = true;
    for (Figure f : figures) {
      System.out.printf(
          "%-78s %10.3f %-8s %s%n",
          f.figure(),
          f.value(),
          f.unit(),
          f.goal() == null ? "" : f.goal() + (Boolean.TRUE.equals(f.met()) ? "  met" : "  MISSED"));
      met &= f.met() == null || f.met();
    }
    return met;
  }

  /// On the checkout's disk, as the temporary folder may be memory.
  private static Path scratch(Path root) throws IOException {
    Path target = root.resolve("app/benchmarks/target");
    Files.createDirectories(target);
    return Files.createTempDirectory(target, "scratch").toAbsolutePath();
  }

  private static void swept(Path scratch) throws IOException {
    try (Stream<Path> all = Files.walk(scratch)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(p -> {
            try {
              Files.delete(p);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
