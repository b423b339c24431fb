package cn.ruhu.desktop;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.desktop.kit.Fonts;
import cn.ruhu.store.Machine;
import cn.ruhu.store.StoreException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/// What the first screen needs and no window: the data folder, the letters of the program, the
/// readings of names. The real program fetches them on the second core while the toolkit wakes; who
/// hands in nothing waits for them when they are asked for.
final class Ahead {
  private final Surroundings surroundings;
  private final FutureTask<Fonts.Laid> letters;
  private final FutureTask<Machine> machine;

  private Ahead(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.letters = new FutureTask<>(() -> Fonts.lay(surroundings.home().resolve("fonts")));
    this.machine = new FutureTask<>(() -> Wiring.machine(surroundings));
  }

  /// Fetches each thing when it is asked for.
  static Ahead whenAsked(Surroundings surroundings) {
    return new Ahead(surroundings);
  }

  /// Begins to fetch now.
  static Ahead begun(Surroundings surroundings, Executor executor) {
    var ahead = new Ahead(surroundings);
    executor.execute(() -> {
      ahead.machine.run(); // first: it makes the folder, for nobody else to read
      ahead.letters.run();
      Pinyin.of("");
    });
    return ahead;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Fonts fonts() {
    letters.run();
    try {
      return Fonts.bundled(letters.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at start", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the letters of the program", e.getCause());
    }
  }

  /// The open data folder; asked for once, whoever asks closes it.
  ///
  /// @throws StoreException what opening it threw
  Machine machine() throws StoreException {
    machine.run();
    try {
      return machine.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at start", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException s) throw s;
      throw new IllegalStateException("the data folder", e.getCause());
    }
  }
}
