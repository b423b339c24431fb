package cn.ruhu.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// What a supervisor of a hundred thousand cases waits for, in the real window of the real program
/// over a real store: from the password to a queue that takes keys, its first picture, another
/// order or choice of its rows, a key in the comparison of one case, and the lists beside the queue
/// when they are opened again.
final class ReviewStretch {
  private static final int CASES = 100_000;
  private static final int ROUNDS = 40;
  private static final int KEYS = 120;
  private static final int WARM = 6;

  /// in which a person types a password of twenty characters
  private static final int TYPING_MS = 6_000;

  private static final List<String> CHIPS =
      List.of("WAITING", "COMMENTED", "UNANSWERED", "RETURNED", "PRESSING");

  /// Lists beside the queue, as the rail names them, and what a figure says of them.
  private static final Map<String, String> LISTS =
      new TreeMap<>(
          Map.of(
              "holders", "the list of who holds cases",
              "dispatch", "the list of dispatch",
              "handling", "the list of handling"));

  private final Figures figures;
  private final Path scratch;
  private final int cases;
  private final Map<String, Integer> sizes = new HashMap<>();

  /// @param part how many times smaller than the real one
  ReviewStretch(Figures figures, Path scratch, int part) {
    this.figures = figures;
    this.scratch = scratch;
    this.cases = CASES / part;
  }

  void measure() throws IOException, InterruptedException {
    Path home = Files.createDirectories(scratch.resolve("review"));
    fill(home);
    try (Window window = Window.opened(home, Homes.REVIEWER, Map.of())) {
      unlock(window);
      order(window);
      choose(window);
      paint(window);
      compare(window);
      for (String list : LISTS.keySet()) size(window, list);
    }
    try (Window window = Window.opened(home, Homes.REVIEWER, Map.of())) {
      window.signIn(Homes.REVIEWER);
      window.until("the queue", () -> window.find("#review-queue").isPresent() && rows(window) > 0);
      for (String list : LISTS.keySet()) open(window, list);
    }
  }

  /// Rows of a list when nothing of it is still to be made.
  private void size(Window window, String list) throws IOException, InterruptedException {
    window.press("#rail-" + list);
    window.until("the list", () -> window.find("#" + list + "-table").isPresent());
    Thread.sleep(5_000);
    int size = window.ask(() -> table(window, "#" + list + "-table").getItems().size());
    sizes.put(list, size);
    figures.probe("rows of " + LISTS.get(list), size, "rows");
  }

  /// Somebody goes there a moment after the sign-in, before anything was read for it.
  private void open(Window window, String list) throws IOException, InterruptedException {
    String id = "#" + list + "-table";
    int size = sizes.getOrDefault(list, 0);
    long nanos =
        window.drawn(
            () -> ((ButtonBase) window.find("#rail-" + list).orElseThrow()).fire(),
            () -> window.find(id).isPresent() && table(window, id).getItems().size() == size);
    figures.probe(LISTS.get(list) + ", opened again, 100,000 cases", nanos / 1e9, "s");
  }

  private void fill(Path home) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
    for (String option :
        List.of(
            "glass.platform",
            "monocle.platform",
            "prism.order",
            "headless.geometry",
            "java.awt.headless",
            "user.timezone",
            "user.language",
            "user.country",
            "logback.statusListenerClass"))
      if (System.getProperty(option) != null)
        command.add("-D" + option + "=" + System.getProperty(option));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ReviewFillMain.class.getName(),
            home.toString(),
            Integer.toString(cases)));
    Process process =
        new ProcessBuilder(command)
            .redirectError(scratch.resolve("review-fill.log").toFile())
            .start();
    try (var said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = said.readLine(); line != null; line = said.readLine())
        if (line.startsWith(ReviewFillMain.MARK))
          told(line.substring(ReviewFillMain.MARK.length()));
    }
    if (process.waitFor() != 0)
      throw new IOException(
          "filling failed: " + Files.readString(scratch.resolve("review-fill.log")));
  }

  private void told(String line) {
    String[] parts = line.split(" ", 2);
    double value = Double.parseDouble(parts[1]);
    switch (parts[0]) {
      case "records" -> figures.probe("records of these cases", value, "records");
      case "pulled" -> figures.probe("all of them applied to an empty store", value, "s");
      case "judged" ->
          figures.probe("first sign-in after that until every row is made", value, "s");
      case "kept" ->
          figures.probe("the same until every list beside the queue is made, too", value, "s");
      default -> throw new IllegalArgumentException(line);
    }
  }

  @SuppressWarnings("unchecked")
  private static TableView<Object> table(Window window, String id) {
    return (TableView<Object>) window.find(id).orElseThrow();
  }

  /// Rows of the queue; on the window's thread.
  static int rows(Window window) {
    return table(window, "#review-queue").getItems().size();
  }

  private void unlock(Window window) throws IOException, InterruptedException {
    window.press("#login-person-" + Homes.REVIEWER.name());
    Thread.sleep(TYPING_MS);
    window.type("#login-password-input", new String(Homes.password()));
    double before = cpu();
    long nanos =
        window.drawn(
            () -> ((ButtonBase) window.find("#login-act").orElseThrow()).fire(),
            () -> window.find("#review-queue").isPresent() && rows(window) == cases);
    figures.atMost("unlock to a queue of 100,000 cases that takes keys", nanos / 1e9, "s", 3);
    figures.probe("CPU of the program for that", cpu() - before, "s");
    // what follows the sign-in of its own is over
    window.until("calm", 300, 500, () -> window.find("#review-behind").isEmpty());
    Thread.sleep(20_000);
    double used = heap();
    figures.atMost("heap held with that queue", used, "MB", 512);
    figures.probe("memory of the whole process", resident(), "MB");
  }

  /// CPU this process has used so far, seconds.
  private static double cpu() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(d -> d.toNanos() / 1e9)
        .orElse(0.0);
  }

  private static double heap() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(100);
    }
    Runtime r = Runtime.getRuntime();
    return (r.totalMemory() - r.freeMemory()) / 1e6;
  }

  private static double resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) return 0;
    for (String line : Files.readAllLines(status))
      if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1e3;
    return 0;
  }

  private void order(Window window) throws IOException, InterruptedException {
    var times = new ArrayList<Long>();
    long cpu = 0;
    for (int i = 0; i < ROUNDS + WARM; i++) {
      if (i == WARM) cpu = window.cpu();
      int round = i;
      var before = new Object[1];
      long nanos =
          window.drawn(
              () -> {
                TableView<Object> t = table(window, "#review-queue");
                before[0] = t.getItems().getFirst();
                // each order puts another case on top, so that it is seen
                List<TableColumn<Object, ?>> all = t.getColumns();
                TableColumn<Object, ?> by = round % 4 % 3 == 0 ? all.getLast() : all.getFirst();
                by.setSortType(
                    round % 2 == 0
                        ? TableColumn.SortType.DESCENDING
                        : TableColumn.SortType.ASCENDING);
                t.getSortOrder().setAll(List.of(by));
              },
              () -> !table(window, "#review-queue").getItems().getFirst().equals(before[0]));
      if (i >= WARM) times.add(nanos);
    }
    figures.atMost("another order of its rows, p95", of(times).ms(95), "ms", 100);
    figures.probe("another order of its rows, p50", of(times).ms(50), "ms");
    figures.probe(
        "CPU of the window's thread for another order",
        (window.cpu() - cpu) / 1e6 / times.size(),
        "ms");
  }

  private void choose(Window window) throws IOException, InterruptedException {
    var times = new ArrayList<Long>();
    List<String> apart = window.ask(() -> CHIPS.stream().filter(c -> isApart(window, c)).toList());
    long cpu = 0;
    for (int i = 0; i < ROUNDS + WARM; i++) {
      if (i == WARM) cpu = window.cpu();
      String chip = "#review-chip-" + apart.get(i / 2 % apart.size());
      var before = new int[1];
      long nanos =
          window.drawn(
              () -> {
                before[0] = rows(window);
                ((ButtonBase) window.find(chip).orElseThrow()).fire();
              },
              () -> rows(window) != before[0]);
      if (i >= WARM) times.add(nanos);
    }
    figures.atMost("another choice of its rows, p95", of(times).ms(95), "ms", 100);
    figures.probe("another choice of its rows, p50", of(times).ms(50), "ms");
    figures.probe(
        "CPU of the window's thread for another choice",
        (window.cpu() - cpu) / 1e6 / times.size(),
        "ms");
  }

  /// Whether a chip leaves some cases out, so that its rows are told from all.
  private boolean isApart(Window window, String chip) {
    String words = ((ButtonBase) window.find("#review-chip-" + chip).orElseThrow()).getText();
    return !words.endsWith(" " + cases);
  }

  private void paint(Window window) throws IOException, InterruptedException {
    var times = new ArrayList<Long>();
    for (int i = 0; i < WARM + 6; i++) {
      window.press("#rail-settings");
      window.until("the settings", () -> window.find("#review-queue").isEmpty());
      long nanos =
          window.drawn(
              () -> ((ButtonBase) window.find("#rail-review").orElseThrow()).fire(),
              () -> window.find("#review-queue").isPresent() && rows(window) == cases);
      if (i >= WARM) times.add(nanos);
    }
    figures.atMost("the queue painted when it is gone to, p95", of(times).ms(95), "ms", 300);
  }

  private void compare(Window window) throws IOException, InterruptedException {
    var opens = new ArrayList<Long>();
    for (int i = 0; i < 8; i++) {
      window.fx(() -> {
        TableView<Object> t = table(window, "#review-queue");
        t.requestFocus();
        t.getSelectionModel().clearAndSelect(opens.size() * 13);
      });
      opens.add(
          window.drawn(
              () -> key(window, KeyCode.ENTER),
              () ->
                  window.find("#review-compare").isPresent()
                      && !table(window, "#review-compare").getItems().isEmpty()));
      if (i == 7) break;
      window.fx(() -> ((ButtonBase) window.find("#review-back").orElseThrow()).fire());
      window.until("the queue", () -> window.find("#review-queue").isPresent());
    }
    figures.probe("a case opened from the queue, p50", of(opens).ms(50), "ms");
    var times = new ArrayList<Long>();
    long cpu = 0;
    for (int i = 0; i < KEYS + WARM; i++) {
      if (i == WARM) cpu = window.cpu();
      KeyCode code = i / 8 % 2 == 0 ? KeyCode.J : KeyCode.K;
      var before = new int[1];
      long nanos =
          window.drawn(
              () -> {
                before[0] = chosen(window);
                key(window, code);
              },
              () -> chosen(window) != before[0] || isAtEnd(window, code));
      if (i >= WARM) times.add(nanos);
    }
    figures.atMost("a key in the comparison to the screen, p95", of(times).ms(95), "ms", 50);
    figures.probe("a key in the comparison to the screen, p50", of(times).ms(50), "ms");
    figures.probe(
        "CPU of the window's thread for a key", (window.cpu() - cpu) / 1e6 / times.size(), "ms");
  }

  private static int chosen(Window window) {
    return table(window, "#review-compare").getSelectionModel().getSelectedIndex();
  }

  private static boolean isAtEnd(Window window, KeyCode code) {
    int last = table(window, "#review-compare").getItems().size() - 1;
    return code == KeyCode.J ? chosen(window) >= last : chosen(window) <= 1;
  }

  private static void key(Window window, KeyCode code) {
    Node owner = window.scene().getFocusOwner();
    Node target = owner == null ? window.scene().getRoot() : owner;
    for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED))
      Event.fireEvent(
          target, new KeyEvent(type, "", code.getName(), code, false, false, false, false));
  }

  private static Percentiles of(List<Long> nanos) {
    return new Percentiles(nanos.stream().mapToLong(Long::longValue).toArray());
  }
}
