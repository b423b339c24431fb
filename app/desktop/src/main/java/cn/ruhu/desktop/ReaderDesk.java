package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.settings.Readers;
import cn.ruhu.desktop.shell.Session;
import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.idcard.IdCardReader;
import cn.ruhu.device.idcard.PortraitDecoder;
import cn.ruhu.device.idcard.PortraitProgram;
import cn.ruhu.device.idcard.RawBlock;
import cn.ruhu.device.idcard.ReaderAddress;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSearch;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.ReaderState;
import cn.ruhu.device.idcard.Reading;
import cn.ruhu.device.idcard.TransportOpener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one card reader of this machine: opened at start, replaced when its address changes, heard
/// by whoever listens. Called on the window's thread; listeners of [#onReading] are, too.
final class ReaderDesk implements Readers, AutoCloseable {
  /// how long a wish to read once more stands
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Choices choices;
  private final DeviceTime time;
  private final Executor threads;
  private final Background background;
  private final List<Consumer<Reading>> readings = new CopyOnWriteArrayList<>();
  private final List<Consumer<State>> states = new CopyOnWriteArrayList<>();
  private final List<ReaderListener> window = new CopyOnWriteArrayList<>();
  private ReaderSnapshot last = CardSource.NONE.snapshot();
  private @Nullable IdCardReader reader;
  private @Nullable Consumer<Tried> trying;
  private State state = State.of("NONE");

  /// @param threads runs the reader's loop; one task each
  ReaderDesk(Choices choices, DeviceTime time, Executor threads, Background background) {
    this.choices = choices;
    this.time = time;
    this.threads = threads;
    this.background = background;
  }

  /// Opens the reader of the settings, if any.
  void open() {
    close();
    Optional<ReaderAddress> address = ReaderAddress.parse(address());
    if (address.isEmpty()) {
      say(State.of("NONE"));
      return;
    }
    say(State.of("OPENING"));
    var made = new IdCardReader(address.get(), TransportOpener.real(), time, threads);
    reader = made;
    made.start(
        new ReaderListener() {
          @Override
          public void changed(ReaderSnapshot now) {
            background.window(() -> snapshot(made, now));
          }

          @Override
          public void read(Reading reading) {
            background.window(() -> reading(made, reading));
          }
        });
  }

  private void snapshot(IdCardReader from, ReaderSnapshot now) {
    if (reader != from) return;
    last = now;
    window.forEach(l -> l.changed(now));
    boolean wrong = now.state() == ReaderState.OFFLINE || now.state() == ReaderState.NEEDS_USER;
    say(
        new State(
            now.state().name(),
            wrong ? now.error().map(Enum::name) : Optional.empty(),
            now.samId(),
            state.cards(),
            now.baud(),
            state.lastRead()));
  }

  private void reading(IdCardReader from, Reading reading) {
    if (reader != from) return;
    if (reading instanceof Reading.Card(var card)) {
      say(
          new State(
              state.phase(),
              state.error(),
              state.module(),
              state.cards() + 1,
              state.baud(),
              Optional.of(card.at())));
    }
    // a card laid down for trying opens no application
    if (trying != null) {
      trying.accept(tried(reading));
      return;
    }
    readings.forEach(r -> r.accept(reading));
    window.forEach(l -> l.read(reading));
  }

  private static Tried tried(Reading reading) {
    return switch (reading) {
      case Reading.Card(var card) ->
          new Tried(
              "CARD",
              card.type().code(),
              card.readMs(),
              card.warnings().stream().map(w -> new Warning(w.code().name(), w.detail())).toList());
      case Reading.NoCard() -> new Tried("NO_CARD", "", 0, List.of());
      case Reading.Trouble(var error) -> new Tried(error.name(), "", 0, List.of());
    };
  }

  private void say(State now) {
    state = now;
    states.forEach(s -> s.accept(now));
  }

  /// Hears every card laid down and every failure, on the window's thread. Run the result to stop.
  Runnable onReading(Consumer<Reading> hears) {
    readings.add(hears);
    return () -> readings.remove(hears);
  }

  /// The reader for the screens of one window. Screens of a window built before (another person,
  /// another language) hear nothing from now on.
  CardSource cards() {
    window.clear();
    return new CardSource() {
      @Override
      public Runnable listen(ReaderListener listener) {
        window.add(listener);
        return () -> window.remove(listener);
      }

      @Override
      public ReaderSnapshot snapshot() {
        return last;
      }

      @Override
      public Optional<RawBlock> portrait(RawBlock coded) {
        String program = choices.get("portrait", "");
        var decoder =
            program.isEmpty() ? PortraitDecoder.NONE : new PortraitProgram(List.of(program));
        return decoder.decode(coded);
      }

      @Override
      public void again() {
        // the listeners hear what comes of it
        if (reader != null) {
          var _ = reader.readOnce(AGAIN);
        }
      }
    };
  }

  /// The reader itself, for whoever wants to read a card now; empty without one.
  Optional<IdCardReader> reader() {
    return Optional.ofNullable(reader);
  }

  @Override
  public String address() {
    return choices.get("reader", "");
  }

  @Override
  public boolean accepts(String address) {
    return address.isEmpty() || ReaderAddress.parse(address).isPresent();
  }

  @Override
  public void use(String address) {
    choices.put("reader", address);
    open();
  }

  @Override
  public List<Found> search() {
    return ReaderSearch.search(time).stream()
        .map(f -> new Found(f.address().toString(), f.name()))
        .toList();
  }

  @Override
  public Runnable trial(Consumer<Tried> heard) {
    trying = heard;
    return () -> {
      if (heard.equals(trying)) trying = null;
    };
  }

  @Override
  public void tryOnce(int seconds) {
    IdCardReader now = reader;
    if (now == null) return;
    // a card is heard by the listener; that nothing came, or no reader is there, is told here alone
    var _ = now.readOnce(Duration.ofSeconds(seconds)).thenAccept(r -> missed(now, r));
  }

  private void missed(IdCardReader from, Reading outcome) {
    if (outcome instanceof Reading.Card) return;
    background.window(() -> {
      Consumer<Tried> hears = trying;
      if (reader == from && hears != null) hears.accept(tried(outcome));
    });
  }

  @Override
  public Runnable onState(Consumer<State> changed) {
    states.add(changed);
    changed.accept(state);
    return () -> states.remove(changed);
  }

  /// The lamp of the status strip.
  static Session.Lamp lamp(State s) {
    String words =
        switch (s.phase()) {
          case "NONE" -> "NONE";
          case "OFFLINE", "CLOSED", "OPENING" -> "ABSENT";
          case "NEEDS_USER" -> "TROUBLE";
          default -> "READY";
        };
    return new Session.Lamp(
        "reader", "shell.device.reader." + words, words.equals("READY"), words.equals("TROUBLE"));
  }

  @Override
  public void close() {
    IdCardReader was = reader;
    reader = null;
    if (was != null) background.perform(was::close, () -> {}, _ -> {});
  }
}
