package cn.ruhu.desktop.settings;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The reader's address, what could be one, and its self-test in steps: the port opens, the module
/// answers, a card is read, its content fits together. Window thread only.
public final class SettingsViewModel {
  /// How long a card is waited for, seconds.
  static final int WAIT_SECONDS = 20;

  /// How a step of the self-test stands.
  enum Step {
    OPEN,
    RUNNING,
    GOOD,
    BAD
  }

  /// A step in words.
  ///
  /// @param advice what to do, empty for nothing
  record Line(Step step, Message words, List<Message> advice) {
    Line {
      advice = List.copyOf(advice);
    }

    static Line of(Step step, String key, Object... args) {
      return new Line(step, Message.of(key, args), List.of());
    }

    Line advising(Message... what) {
      return new Line(step, words, List.of(what));
    }
  }

  private final Readers readers;
  private final Background background;
  final StringProperty address = new SimpleStringProperty("");
  final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>();

  /// the steps of the self-test as they stand, empty without a reader
  final ObservableList<Line> test = FXCollections.observableArrayList();

  /// speed, module, last reading
  final ReadOnlyObjectWrapper<Readers.State> state =
      new ReadOnlyObjectWrapper<>(Readers.State.NONE);

  /// what could be a reader
  final ObservableList<Readers.Found> found = FXCollections.observableArrayList();

  final BooleanProperty searching = new SimpleBooleanProperty();

  /// a card is being waited for
  final BooleanProperty trying = new SimpleBooleanProperty();

  /// what the search came to, null before
  final ReadOnlyObjectWrapper<@Nullable Message> searched = new ReadOnlyObjectWrapper<>();

  private Readers.@Nullable Tried tried;
  private Runnable stop = () -> {};

  public SettingsViewModel(Readers readers, Background background) {
    this.readers = readers;
    this.background = background;
    address.set(readers.address());
  }

  void open() {
    stop.run();
    tried = null;
    trying.set(false);
    Runnable states = readers.onState(this::state);
    Runnable trial = readers.trial(this::tried);
    stop =
        () -> {
          states.run();
          trial.run();
        };
  }

  void close() {
    stop.run();
    stop = () -> {};
  }

  /// The reader that is in use, whatever is typed.
  String inUse() {
    return readers.address();
  }

  /// Takes the address; the self-test begins by itself.
  void use() {
    String typed = address.get().strip();
    if (!readers.accepts(typed)) {
      problem.set(Message.of("settings.reader.wrong"));
      return;
    }
    problem.set(null);
    tried = null;
    trying.set(false);
    readers.use(typed);
  }

  /// Takes something that was found.
  void use(Readers.Found one) {
    address.set(one.address());
    use();
  }

  /// Looks what is plugged in and which vendors' services answer.
  void search() {
    if (searching.get()) return;
    searching.set(true);
    searched.set(null);
    background.run(
        readers::search,
        all -> {
          searching.set(false);
          found.setAll(all);
          searched.set(
              all.isEmpty()
                  ? Message.of("settings.search.none")
                  : Message.of("settings.search.some", all.size()));
        },
        _ -> {
          searching.set(false);
          searched.set(Message.of("settings.search.failed"));
        });
  }

  /// Waits for one card and says what came of it, step by step.
  void tryCard() {
    tried = null;
    trying.set(true);
    show();
    readers.tryOnce(WAIT_SECONDS);
  }

  private void state(Readers.State now) {
    state.set(now);
    if (now.phase().equals("NONE") || now.phase().equals("OFFLINE")) trying.set(false);
    show();
  }

  private void tried(Readers.Tried outcome) {
    tried = outcome;
    trying.set(false);
    show();
  }

  private void show() {
    Readers.State now = state.get();
    var lines = new ArrayList<Line>();
    switch (now.phase()) {
      case "NONE" -> {}
      case "OPENING", "CLOSED" -> lines.add(Line.of(Step.RUNNING, "settings.test.port.RUNNING"));
      case "OFFLINE" -> offline(now, lines);
      default -> {
        lines.add(port(now));
        lines.add(
            now.module().isEmpty()
                ? Line.of(Step.GOOD, "settings.test.module.NAMELESS")
                : Line.of(Step.GOOD, "settings.test.module.GOOD", now.module()));
        card(now, lines);
      }
    }
    test.setAll(lines);
  }

  private static Line port(Readers.State now) {
    return now.baud() == 0
        ? Line.of(Step.GOOD, "settings.test.port.GOOD")
        : Line.of(Step.GOOD, "settings.test.port.SPEED", Integer.toString(now.baud()));
  }

  /// The port may be open while the module says nothing.
  private static void offline(Readers.State now, List<Line> lines) {
    String code = now.error().orElse("ABSENT");
    Message advice = Message.of("settings.reader.error." + code);
    boolean opened =
        switch (code) {
          case "NO_ANSWER", "LINK", "DEVICE_DEAD", "DEVICE_UNAUTH", "REPLY", "CRASHED" -> true;
          default -> false;
        };
    if (opened) {
      lines.add(Line.of(Step.GOOD, "settings.test.port.GOOD"));
      lines.add(Line.of(Step.BAD, "settings.test.module.BAD").advising(advice));
    } else lines.add(Line.of(Step.BAD, "settings.test.port.BAD").advising(advice));
  }

  private void card(Readers.State now, List<Line> lines) {
    Readers.Tried outcome = tried;
    if (outcome == null) {
      if (trying.get())
        lines.add(
            Line.of(Step.RUNNING, "settings.test.card.RUNNING", WAIT_SECONDS)
                .advising(Message.of("settings.reader.lay")));
      else if (now.error().isPresent())
        lines.add(
            Line.of(Step.BAD, "settings.test.card.BAD")
                .advising(Message.of("settings.reader.error." + now.error().get())));
      else lines.add(Line.of(Step.OPEN, "settings.test.card.OPEN"));
      return;
    }
    switch (outcome.outcome()) {
      case "CARD" -> {
        lines.add(
            new Line(
                outcome.type().equals("U") ? Step.BAD : Step.GOOD,
                Message.of("settings.test.card.GOOD." + outcome.type(), outcome.ms()),
                List.of()));
        checks(outcome, lines);
      }
      case "NO_CARD" ->
          lines.add(
              Line.of(Step.BAD, "settings.test.card.NONE", WAIT_SECONDS)
                  .advising(Message.of("settings.test.card.NONE.advice")));
      default ->
          lines.add(
              Line.of(Step.BAD, "settings.test.card.BAD")
                  .advising(Message.of("settings.reader.error." + outcome.outcome())));
    }
  }

  private static void checks(Readers.Tried outcome, List<Line> lines) {
    if (outcome.warnings().isEmpty()) {
      lines.add(Line.of(Step.GOOD, "settings.test.checks.GOOD"));
      return;
    }
    lines.add(
        Line.of(Step.BAD, "settings.test.checks.BAD", outcome.warnings().size())
            .advising(
                outcome.warnings().stream()
                    .map(w -> Message.of("work.card.warning." + w.code(), w.detail()))
                    .toArray(Message[]::new)));
  }
}
