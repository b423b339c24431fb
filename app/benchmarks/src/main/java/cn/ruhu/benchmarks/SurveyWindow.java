package cn.ruhu.benchmarks;

import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// A whole home visit of a household of eight answered by keys in the whole program: what each
/// answer costs the window's thread, how soon it is kept, and what the open visit weighs.
///
/// An answer is settled when the pulse after its key has laid the screen out: counted are the key's
/// own event and the styles and layout of that pulse, both on the window's thread; waiting for the
/// pulse and drawing on the thread beside it are not.
final class SurveyWindow {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final String KEPT = "where-saved";

  /// questions answered before counting begins: the code is cold
  private static final int WARM = 40;

  /// what is typed by a question's name; anything else gets a number
  private static final Map<String, String> TYPED =
      Map.of("H02", "大慧寺路8号院3号楼", "H07", "45.5", "I02", "零工", "C09", "与申报不同的各项已当面问清，凭证已看。");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Window window;
  private final Pulse pulse = new Pulse();
  private final List<Long> settled = new ArrayList<>();
  private final List<Long> events = new ArrayList<>();
  private final List<Long> busy = new ArrayList<>();
  private final List<Long> kept = new ArrayList<>();
  private int answers;
  private int refused;

  private SurveyWindow(Window window) {
    this.window = window;
  }

  static void measure(Figures figures, Path scratch)
      throws IOException, InterruptedException, StoreException {
    Path home = Files.createTempDirectory(scratch, "visit");
    try (Window window =
        Window.signedIn(home, Map.of(), Homes.INVESTIGATOR, SurveyHousehold::into)) {
      window.until("the household", () -> window.find(".visit-card").isPresent());
      double idle = heapMb();
      var run = new SurveyWindow(window);
      run.visit();
      double open = heapMb() - idle;
      figures.probe(
          "answers of a whole home visit by key, household of eight", run.answers, "answers");
      figures.probe("of these refused by a rule", run.refused, "answers");
      run.figures(figures);
      figures.probe("memory of the idle client", idle, "MB");
      figures.atMost("memory of an open visit over the idle client", open, "MB", 150);
    }
  }

  private void figures(Figures figures) {
    figures.probe("an answer's own event on the window's thread, p50", of(events).ms(50), "ms");
    figures.probe(
        "an answer to the screen settled, window's thread, p50", of(settled).ms(50), "ms");
    figures.atMost(
        "an answer to the screen settled, window's thread, p95", of(settled).ms(95), "ms", 16);
    figures.probe("the longest of these", of(settled).ms(100), "ms");
    figures.probe("of these as processor time, p95", of(busy).ms(95), "ms");
    figures.probe("an answer until the window says it is kept, p50", of(kept).ms(50), "ms");
    figures.probe("an answer until the window says it is kept, p99", of(kept).ms(99), "ms");
  }

  private static Percentiles of(List<Long> times) {
    return new Percentiles(times.stream().mapToLong(Long::longValue).toArray());
  }

  private static double heapMb() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }

  // ---- the walk

  private void visit() throws IOException, InterruptedException {
    // the day is read anew while the machine looks for the district: found and pressed in one turn
    window.until(
        "the household is opened",
        () -> {
          var go = window.find("#visit-open-" + SurveyHousehold.ASSIGNMENT);
          go.ifPresent(n -> ((ButtonBase) n).fire());
          return go.isPresent();
        });
    window.until("the door", () -> window.find("#q-V09D-1").isPresent());
    window.fx(pulse::start);
    card("q-V09D");
    window.until("the sections", () -> ids(".station").size() > 5);
    for (String station : window.ask(() -> ids(".station"))) {
      if (station.equals("station-sign") || station.equals("station-seal")) continue;
      window.press("#" + station);
      List<String> people = window.ask(() -> ids("#people .person-chip"));
      if (people.isEmpty()) sheet();
      for (String person : people) {
        window.press("#" + person);
        sheet();
      }
    }
    window.fx(pulse::stop);
  }

  /// Every question in sight, those that an answer opens included.
  private void sheet() throws IOException, InterruptedException {
    var done = new ArrayList<String>();
    while (true) {
      Optional<String> next =
          window.ask(() -> ids(".question").stream().filter(q -> !done.contains(q)).findFirst());
      if (next.isEmpty()) return;
      done.add(next.get());
      card(next.get());
    }
  }

  private List<String> ids(String selector) {
    return window.scene().getRoot().lookupAll(selector).stream()
        .filter(SurveyWindow::inSight)
        .map(n -> String.valueOf(n.getId()))
        .toList();
  }

  private static boolean inSight(Node node) {
    for (Node at = node; at != null; at = at.getParent()) if (!at.isVisible()) return false;
    return true;
  }

  /// Confirms what was known, chooses by digit, types and leaves with Enter. What needs files or a
  /// pen is passed over.
  private void card(String id) throws IOException, InterruptedException {
    if (window.ask(() -> part(id, "-confirm").isPresent())) key(id, KeyCode.D, true);
    else if (window.ask(() -> chosen(id))) {
      return; // a second press takes it back
    } else if (window.ask(() -> options(id) > 0)) {
      boolean yesNo = window.ask(() -> part(id, "-false").isPresent());
      key(id, yesNo ? KeyCode.DIGIT2 : KeyCode.DIGIT1, false);
    } else if (window.ask(() -> input(id).isPresent())) {
      String name = id.split("-", -1)[1];
      window.fx(() -> {
        TextInputControl input = input(id).orElseThrow();
        input.requestFocus();
        if (input.getText().isEmpty()) input.setText(TYPED.getOrDefault(name, "2"));
      });
      key(id, KeyCode.ENTER, false);
    }
  }

  private Optional<Node> part(String id, String suffix) {
    return Optional.ofNullable(window.scene().lookup("#" + id + suffix))
        .filter(SurveyWindow::inSight);
  }

  private int options(String id) {
    Node card = window.scene().lookup("#" + id);
    return card == null ? 0 : card.lookupAll(".option").size();
  }

  private boolean chosen(String id) {
    Node card = window.scene().lookup("#" + id);
    return card != null
        && card.lookupAll(".option").stream()
            .anyMatch(o -> o instanceof ToggleButton t && t.isSelected());
  }

  private Optional<TextInputControl> input(String id) {
    return part(id, "-field-input")
        .filter(TextInputControl.class::isInstance)
        .map(TextInputControl.class::cast)
        .filter(TextInputControl::isEditable);
  }

  // ---- one answer

  /// Presses a key in a question and waits for the pulse after it.
  private void key(String id, KeyCode code, boolean control)
      throws IOException, InterruptedException {
    var told = new CompletableFuture<long[]>();
    var saved = new CompletableFuture<Long>();
    window.fx(() -> focus(id));
    long begun = window.ask(() -> press(id, code, control, told, saved));
    long[] took = Window.given(told);
    boolean wrong =
        window.ask(() -> {
          Node card = window.scene().lookup("#" + id);
          return card != null && card.getPseudoClassStates().contains(WRONG);
        });
    answers++;
    if (wrong) refused++;
    window.until("it is kept", () -> glyph().getStyleClass().contains(KEPT));
    if (answers <= WARM || wrong) return;
    events.add(took[0]);
    settled.add(took[0] + took[1]);
    busy.add(took[2]);
    if (saved.isDone()) kept.add(saved.getNow(begun) - begun);
  }

  private void focus(String id) {
    Node card = Objects.requireNonNull(window.scene().lookup("#" + id));
    Node first =
        card.lookupAll(".option").stream()
            .filter(ToggleButton.class::isInstance)
            .findFirst()
            .or(() -> card.lookupAll(".text-input").stream().findFirst())
            .or(() ->
                card.lookupAll(".button").stream().filter(ButtonBase.class::isInstance).findFirst())
            .orElse(card);
    first.requestFocus();
  }

  private Node glyph() {
    return window.find(".standing").orElseThrow();
  }

  /// Fires the key; what it cost is told after the next pulse. @return when it was fired
  private long press(
      String id,
      KeyCode code,
      boolean control,
      CompletableFuture<long[]> told,
      CompletableFuture<Long> saved) {
    Scene scene = window.scene();
    Node target = Objects.requireNonNullElse(scene.getFocusOwner(), scene.lookup("#" + id));
    Node glyph = glyph();
    glyph
        .getStyleClass()
        .addListener(
            new ListChangeListener<String>() {
              @Override
              public void onChanged(Change<? extends String> change) {
                if (!change.getList().contains(KEPT)) return;
                saved.complete(System.nanoTime());
                glyph.getStyleClass().removeListener(this);
              }
            });
    long cpu = THREADS.getCurrentThreadCpuTime();
    long from = System.nanoTime();
    Event.fireEvent(
        target, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
    long own = System.nanoTime() - from;
    long ownCpu = THREADS.getCurrentThreadCpuTime() - cpu;
    pulse.begun = 0;
    scene.addPostLayoutPulseListener(
        new Runnable() {
          @Override
          public void run() {
            if (pulse.begun == 0) return; // a pulse that had begun before
            scene.removePostLayoutPulseListener(this);
            told.complete(
                new long[] {
                  own,
                  System.nanoTime() - pulse.begun,
                  ownCpu + THREADS.getCurrentThreadCpuTime() - pulse.cpu
                });
          }
        });
    Platform.requestNextPulse();
    return from;
  }

  /// When the pulse in hand began.
  private static final class Pulse extends AnimationTimer {
    private long begun;
    private long cpu;

    @Override
    public void handle(long now) {
      begun = System.nanoTime();
      cpu = THREADS.getCurrentThreadCpuTime();
    }
  }
}
