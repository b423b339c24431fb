package cn.ruhu.desktop.settings;

import cn.ruhu.desktop.kit.Message;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The reader's address and its self-test in three steps: the port opens, the module answers, a
/// card is read. Window thread only.
public final class SettingsViewModel {
  /// How a step of the self-test stands.
  enum Step {
    OPEN,
    RUNNING,
    GOOD,
    BAD
  }

  /// @param advice what to do, null for nothing
  record Test(Step port, Step module, Step card, String serial, @Nullable Message advice) {
    static final Test NONE = new Test(Step.OPEN, Step.OPEN, Step.OPEN, "", null);
  }

  private final Readers readers;
  final StringProperty address = new SimpleStringProperty("");
  final ReadOnlyObjectWrapper<@Nullable Message> problem = new ReadOnlyObjectWrapper<>();
  final ReadOnlyObjectWrapper<Test> test = new ReadOnlyObjectWrapper<>(Test.NONE);
  private Runnable stop = () -> {};

  public SettingsViewModel(Readers readers) {
    this.readers = readers;
    address.set(readers.address());
  }

  void open() {
    stop.run();
    stop = readers.onState(this::state);
  }

  void close() {
    stop.run();
  }

  /// Takes the address; the self-test begins by itself.
  void use() {
    String typed = address.get().strip();
    if (!readers.accepts(typed)) {
      problem.set(Message.of("settings.reader.wrong"));
      return;
    }
    problem.set(null);
    readers.use(typed);
  }

  private void state(Readers.State now) {
    Message advice = now.error().map(e -> Message.of("settings.reader.error." + e)).orElse(null);
    boolean answered = !now.module().isEmpty();
    Step card = now.cards() > 0 ? Step.GOOD : answered ? Step.RUNNING : Step.OPEN;
    test.set(
        switch (now.phase()) {
          case "NONE" -> Test.NONE;
          case "OPENING", "CLOSED" -> new Test(Step.RUNNING, Step.OPEN, Step.OPEN, "", null);
          case "OFFLINE" -> offline(now, advice);
          case "NEEDS_USER" -> new Test(Step.GOOD, Step.GOOD, Step.BAD, now.module(), advice);
          default ->
              new Test(
                  Step.GOOD,
                  answered ? Step.GOOD : Step.RUNNING,
                  card,
                  now.module(),
                  now.cards() > 0 ? null : Message.of("settings.reader.lay"));
        });
  }

  /// The port may be open while the module says nothing.
  private static Test offline(Readers.State now, @Nullable Message advice) {
    boolean silent = now.error().filter("NO_ANSWER"::equals).isPresent();
    return new Test(
        silent ? Step.GOOD : Step.BAD, silent ? Step.BAD : Step.OPEN, Step.OPEN, "", advice);
  }
}
