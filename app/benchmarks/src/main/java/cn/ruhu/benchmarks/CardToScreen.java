package cn.ruhu.benchmarks;

import cn.ruhu.device.idcard.emulator.SamEmulator;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.AnimationTimer;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;

/// A card is laid on the emulated reader, which speaks the module's bytes over TCP at the pace of
/// 115200 baud, and the intake screen fills: the whole program, from the wire to the drawn frame.
/// Each card is another person who is new here, laid at any moment between two looks of the reader.
///
/// On the screen means: the frame that holds name, number and address was drawn, which is known
/// when the next one begins. Wire time is what requests and replies from behind the 9F reply to the
/// last one take at 115200 baud, without any pause between them.
final class CardToScreen {
  private static final int WARM = 5;
  private static final int CARDS = 40;
  private static final int FIELDS_WARM = 50;
  private static final int FIELDS = 500;
  private static final int FOUND = 0x9F;
  private static final int NO_CARD = 0x80;
  private static final int BAUD = 115_200;
  private static final String KEPT = "where-saved";

  private final Window window;
  private final SamEmulator emulator;
  private final List<SamEmulator.Sent> sent = new CopyOnWriteArrayList<>();

  private CardToScreen(Window window, SamEmulator emulator) {
    this.window = window;
    this.emulator = emulator;
    emulator.trace(sent::add);
  }

  static void measure(Figures figures, Path scratch)
      throws IOException, InterruptedException, StoreException {
    Path home = Files.createTempDirectory(scratch, "card");
    try (ExecutorService threads = Executors.newCachedThreadPool();
        SamEmulator emulator = SamEmulator.listen(BAUD, threads, System::nanoTime);
        Window window = Window.signedIn(home, emulator.address().toString())) {
      var run = new CardToScreen(window, emulator);
      window.press("#rail-intake");
      run.cards(figures);
      run.fields(figures);
    }
  }

  private void cards(Figures figures) throws IOException, InterruptedException {
    var phase = new Random(20171120);
    long[] wire = new long[CARDS];
    long[] beyond = new long[CARDS];
    long[] laid = new long[CARDS];
    for (int i = 0; i < WARM + CARDS; i++) {
      window.until("the invitation", () -> window.find("#intake-invite").isPresent());
      Thread.sleep(400 + phase.nextInt(400));
      Seen seen = lay(SyntheticPerson.of(i));
      if (i >= WARM) {
        wire[i - WARM] = seen.wire();
        beyond[i - WARM] = seen.shownAt() - seen.foundAt() - seen.wire();
        laid[i - WARM] = seen.shownAt() - seen.laidAt();
      }
      emulator.remove();
      if (i < WARM + CARDS - 1) window.press("#intake-park");
    }
    var b = new Percentiles(beyond);
    var l = new Percentiles(laid);
    figures.atMost(
        "card: 9F reply to fields on the screen, beyond wire time, p50", b.ms(50), "ms", 150);
    figures.atMost(
        "card: 9F reply to fields on the screen, beyond wire time, p95", b.ms(95), "ms", 150);
    figures.atMost("card: laying it down to fields on the screen, p50", l.ms(50), "ms", 600);
    figures.atMost("card: laying it down to fields on the screen, p95", l.ms(95), "ms", 600);
    figures.probe(
        "card: wire time behind the 9F reply at 115200 baud", new Percentiles(wire).ms(50), "ms");
    figures.probe("cards laid down", CARDS, "cards");
  }

  /// @param laidAt when the card was laid down
  /// @param foundAt when the last byte of the 9F reply was sent
  /// @param wire nanoseconds of bytes behind it
  /// @param shownAt when the frame with the fields was drawn
  private record Seen(long laidAt, long foundAt, long wire, long shownAt) {}

  private Seen lay(SyntheticPerson person) throws IOException, InterruptedException {
    var shown = new CompletableFuture<Long>();
    var watch = new Watch(person, shown);
    window.fx(watch::start);
    sent.clear();
    long laidAt = System.nanoTime();
    emulator.lay(person.card());
    long shownAt = Window.given(shown);
    List<SamEmulator.Sent> replies = new ArrayList<>(sent);
    int found = 0;
    while (replies.get(found).status() != FOUND) found++;
    long wire = 0;
    for (int i = found + 1; i < replies.size() && replies.get(i).status() != NO_CARD; i++)
      wire += replies.get(i).wireNanos();
    return new Seen(laidAt, replies.get(found).endedNanos(), wire, shownAt);
  }

  /// Looks at the screen at the beginning of every frame.
  private final class Watch extends AnimationTimer {
    private final SyntheticPerson person;
    private final CompletableFuture<Long> shown;
    private boolean inLastFrame;

    Watch(SyntheticPerson person, CompletableFuture<Long> shown) {
      this.person = person;
      this.shown = shown;
    }

    @Override
    public void handle(long now) {
      if (inLastFrame) {
        stop();
        shown.complete(System.nanoTime());
        return;
      }
      inLastFrame =
          window.text("#intake-name-input").equals(person.name())
              && window
                  .text("#intake-idNumber-input")
                  .replaceAll("[^0-9X]", "")
                  .equals(person.number())
              && window.text("#intake-registeredAddress-input").equals(SyntheticPerson.ADDRESS);
    }
  }

  /// Leaving a field in the window, counted until the window itself says that it is kept: drawing,
  /// checking and counting the case anew are in it, and so is the way back to the window's thread.
  private void fields(Figures figures) throws IOException, InterruptedException {
    long[] times = new long[FIELDS];
    for (int i = 0; i < FIELDS_WARM + FIELDS; i++) {
      var kept = new CompletableFuture<Long>();
      String typed = "138%08d".formatted(i);
      window.fx(() -> window.find("#intake-phone-input").orElseThrow().requestFocus());
      window.type("#intake-phone-input", typed);
      long begun = window.ask(() -> leave(kept));
      long took = Window.given(kept) - begun;
      if (i >= FIELDS_WARM) times[i - FIELDS_WARM] = took;
    }
    var t = new Percentiles(times);
    figures.probe("leaving a field in the window until it says kept, p50", t.ms(50), "ms");
    figures.probe("leaving a field in the window until it says kept, p99", t.ms(99), "ms");
  }

  private long leave(CompletableFuture<Long> kept) {
    Node glyph = window.find(".standing").orElseThrow();
    Node next = window.find("#intake-community-input").orElseThrow();
    long begun = System.nanoTime();
    next.requestFocus();
    if (glyph.getStyleClass().contains(KEPT))
      throw new IllegalStateException("leaving the field changed nothing");
    glyph
        .getStyleClass()
        .addListener(
            new ListChangeListener<String>() {
              @Override
              public void onChanged(Change<? extends String> change) {
                if (!change.getList().contains(KEPT)) return;
                kept.complete(System.nanoTime());
                glyph.getStyleClass().removeListener(this);
              }
            });
    return begun;
  }
}
